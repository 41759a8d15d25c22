import type * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./ownResource";
import { TYPES } from "./types";

/**
 * Detaches AWS's FullAWSAccess from a root, unit or account, where an allow list takes its place: after that is attached, and where
 * it goes, FullAWSAccess is attached again before. There is no moment in which nothing is allowed, or in which AWS would refuse the
 * last policy's detachment.
 *
 * @param target the key of what it is detached from.
 * @param after the attachments to it.
 * @param endsWith what it is detached from, where AWS ends that with it: it is not attached again before.
 */
export function detachFullAccess(
    target: string,
    targetId: pulumi.Input<string>,
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
    endsWith?: pulumi.Resource,
): pulumi.Resource {
    return new OwnResource(
        TYPES.fullAccessDetached,
        "fullAccessDetached",
        `FullAWSAccess@${target}`,
        { targetId },
        { parent, dependsOn: [...after], ...(endsWith && { deletedWith: endsWith }) },
    );
}
