import * as pulumi from "@pulumi/pulumi";
import type { GuardedNode } from "./guardedNode";
import { OwnResource } from "./ownResource";
import { TYPES } from "./typeTokens";

export interface FullAccessDetachedArgs {
    /** The organisation for its root, or a unit or account. */
    readonly node: GuardedNode;
}

/**
 * AWS's FullAWSAccess is detached from the root, a unit or an account, where an allow list takes its place. When this is deleted,
 * FullAWSAccess is attached again.
 *
 * Name the attachments of the allow list in `opts.dependsOn`. Then they are made before this and deleted after it: there is no moment in
 * which nothing is allowed, or in which AWS would refuse to detach a node's last policy.
 */
export class FullAccessDetached extends OwnResource {
    static nameOf({ key }: GuardedNode): string {
        return `FullAWSAccess@${key}`;
    }

    constructor(name: string, { node }: FullAccessDetachedArgs, opts: pulumi.CustomResourceOptions = {}) {
        super(
            TYPES.fullAccessDetached,
            "fullAccessDetached",
            name,
            { targetId: node.nodeId },
            pulumi.mergeOptions({ parent: node, ...(node.endsWith && { deletedWith: node.endsWith }) }, opts),
        );
    }
}
