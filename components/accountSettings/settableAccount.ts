import type * as pulumi from "@pulumi/pulumi";

/** The part of an `Account` that its settings need. They are children of its component, and are deleted with its AWS resource. */
export interface SettableAccount extends pulumi.Resource {
    /** The name of the account's component: part of the names of its settings. */
    readonly key: string;
    /** Twelve digits. */
    readonly id: pulumi.Output<string>;
    /** The AWS account. Its settings are not removed before it is deleted itself. */
    readonly resource: pulumi.Resource;
}

/** What AWS has of an account's settings already. A new account has none of it. */
export interface SettingsHistory {
    /** The ids of the settings that this run imports instead of creating them, by kind of contact or by region. Leave them out in later runs. */
    readonly importIds?: ReadonlyMap<string, string>;
}
