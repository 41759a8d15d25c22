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
