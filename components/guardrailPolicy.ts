import * as organizations from "@pulumi/aws/organizations";
import type * as pulumi from "@pulumi/pulumi";
import type { PolicyType } from "../limits";
import type { Organization } from "./organization";

export interface GuardrailPolicyArgs {
    /** The policy's name in AWS; it may change in place. */
    readonly name: string;
    readonly type: PolicyType;
    readonly description: string;
    /** The document as minified JSON. */
    readonly content: string;
    readonly tags: Readonly<Record<string, string>>;
    /** The id (p-...) of a policy that exists already and is taken over instead of being created. */
    readonly id?: string;
}

/** A policy of the organisation; its document changes in place, so that what is attached stays attached. */
export class GuardrailPolicy extends organizations.Policy {
    /** Its key in the definition, which names its attachments. */
    readonly key: string;

    constructor(key: string, args: GuardrailPolicyArgs, organization: Organization) {
        super(
            key,
            {
                name: args.name,
                type: args.type,
                description: args.description,
                content: args.content,
                tags: { ...args.tags },
            },
            {
                parent: organization,
                dependsOn: organization.resource,
                ...(args.id !== undefined && { import: args.id }),
            },
        );
        this.key = key;
    }
}

/**
 * Attaches a policy to a root, unit or account.
 *
 * @param target the key of what it is attached to: with the policy's key it is the identity of the attachment.
 * @param attached by the policy's key the id (target:policy) of an attachment that exists already and is taken over.
 */
export function attach(
    policy: GuardrailPolicy,
    target: string,
    targetId: pulumi.Input<string>,
    parent: pulumi.Resource,
    attached?: ReadonlyMap<string, string>,
): organizations.PolicyAttachment {
    const id = attached?.get(policy.key);
    return new organizations.PolicyAttachment(
        `${policy.key}@${target}`,
        { policyId: policy.id, targetId },
        { parent, ...(id !== undefined && { import: id }) },
    );
}
