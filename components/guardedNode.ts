import type * as pulumi from "@pulumi/pulumi";

/** A node of the organisation, that policies can be attached to: the root (as its `Organization`), a unit or an account. */
export interface GuardedNode extends pulumi.Resource {
    /** The name of the unit's or account's component; `root` for the root. It is part of the names of attachments. */
    readonly key: string;
    /** The id that AWS attaches policies to: `r-...`, `ou-...` or twelve digits. */
    readonly nodeId: pulumi.Output<string>;
    /**
     * For an account its AWS resource. AWS ends an account's attachments with the account: Pulumi detaches nothing before it deletes that,
     * so that the account is guarded until it is closed or gone.
     */
    readonly endsWith?: pulumi.Resource;
}

/** What units and accounts can lie in: the root or a unit. */
export interface OrganizationParent extends GuardedNode {
    readonly organization: OrganizationRoot;
    /** Everything that guards what lies in it: the attachments to it and to all above it. An account waits for them before it enters. */
    readonly guards: readonly pulumi.Resource[];
}

/** The organisation, as units, accounts and policies see it. */
export interface OrganizationRoot extends OrganizationParent {
    /** AWS's organisation. When it is there, the types of policy are enabled. */
    readonly resource: pulumi.Resource;
}
