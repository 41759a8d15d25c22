import type * as pulumi from "@pulumi/pulumi";

/** A node of the organisation that policies can be attached to: the root (as its `Organization`), a unit or an account. */
export interface GuardedNode extends pulumi.Resource {
    /** The name of the unit's or account's component; `root` for the root. It is part of the names of attachments. */
    readonly key: string;
    /** The id that AWS attaches policies to: `r-...`, `ou-...` or twelve digits. */
    readonly nodeId: pulumi.Output<string>;
    /**
     * The AWS resource of an account; absent for the root and for units. AWS removes an account's attachments together with the account. So
     * Pulumi detaches nothing before it deletes the account, which stays guarded until it is closed or removed.
     */
    readonly endsWith?: pulumi.Resource;
}

/** What can contain units and accounts: the root or a unit. */
export interface OrganizationParent extends GuardedNode {
    readonly organization: OrganizationRoot;
    /** The attachments to this node and to all nodes above it. An account is created or moved here only after them. */
    readonly guards: readonly pulumi.Resource[];
}

/** The organisation, as units, accounts and policies see it. */
export interface OrganizationRoot extends OrganizationParent {
    /** The AWS organisation. Once it exists, the types of policy are enabled. */
    readonly resource: pulumi.Resource;
}
