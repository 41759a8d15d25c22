import type * as pulumi from "@pulumi/pulumi";

/** An `Account`, as far as its settings need it. They are children of its component and end with its AWS resource. */
export interface SettableAccount extends pulumi.Resource {
    /** The name of the account's component: part of the names of its settings. */
    readonly key: string;
    /** Twelve digits. */
    readonly id: pulumi.Output<string>;
    /** AWS's account. Nothing is taken off it before it is deleted itself. */
    readonly resource: pulumi.Resource;
}

/** What AWS has of an account's settings already. A new account has none of it. */
export interface SettingsHistory {
    /** The ids of the settings that this run imports instead of creating them, by kind of contact or by region. Leave them out in later runs. */
    readonly importIds?: ReadonlyMap<string, string>;
}
