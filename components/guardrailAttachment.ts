import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import { FullAccessDetached } from "./fullAccessDetached";
import type { GuardedNode, OrganizationRoot } from "./guardedNode";
import type { GuardrailPolicy } from "./guardrailPolicy";
import { libraryPolicy } from "./guardrailLibrary";

/** Policies, and names of guardrails of the library (docs/guardrails.md), such as `deny-leaving-organization`. */
export type Guardrails = readonly (GuardrailPolicy | string)[];

export interface GuardrailAttachmentArgs {
    readonly policy: GuardrailPolicy;
    /** The organisation for its root, or a unit or account. */
    readonly node: GuardedNode;
}

/**
 * A policy attached to the root, a unit or an account. It binds everything below. Service and resource control policies never bind the
 * management account.
 */
export class GuardrailAttachment extends organizations.PolicyAttachment {
    /** The name of the attachment of a policy to a node. It must never change: another name replaces the attachment. */
    static nameOf({ policy, node }: GuardrailAttachmentArgs): string {
        return `${policy.key}@${node.key}`;
    }

    /** @param name what `GuardrailAttachment.nameOf` returns, or any other name that no attachment to the node has. */
    constructor(name: string, { policy, node }: GuardrailAttachmentArgs, opts: pulumi.CustomResourceOptions = {}) {
        super(
            name,
            { policyId: policy.id, targetId: node.nodeId },
            pulumi.mergeOptions({ parent: node, ...(node.endsWith && { deletedWith: node.endsWith }) }, opts),
        );
    }
}

/** Guardrails as policies. The name of a guardrail becomes a policy of the organisation. */
export function policiesFor(guardrails: Guardrails = [], organization: OrganizationRoot): GuardrailPolicy[] {
    return guardrails.map((guardrail) =>
        typeof guardrail === "string" ? libraryPolicy(guardrail, organization) : guardrail,
    );
}

/**
 * Attaches policies to a node.
 *
 * @param fullAccess false: AWS's FullAWSAccess is detached afterwards, so that the policies are an allow list in its place.
 * @returns the resources that must exist before the node counts as guarded.
 */
export function guardNode(
    node: GuardedNode,
    organization: OrganizationRoot,
    guardrails?: Guardrails,
    fullAccess = true,
): pulumi.Resource[] {
    const attachments = policiesFor(guardrails, organization).map(
        (policy) => new GuardrailAttachment(GuardrailAttachment.nameOf({ policy, node }), { policy, node }),
    );
    if (fullAccess) return attachments;
    return [
        ...attachments,
        new FullAccessDetached(FullAccessDetached.nameOf(node), { node }, { dependsOn: attachments }),
    ];
}
