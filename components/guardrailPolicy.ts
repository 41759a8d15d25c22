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
    /**
     * It stays in AWS when it is deleted from the stack: AWS deletes no policy that is attached, and to a closed account it is
     * attached for 90 days more.
     */
    readonly retained?: boolean;
    /** What is there before it is made or changed. */
    readonly after?: Promise<readonly pulumi.Resource[]>;
}

/** A policy of the organisation; its document changes in place, so that what is attached stays attached. */
export class GuardrailPolicy extends organizations.Policy {
    /** Its key in the definition, which names its attachments. */
    readonly key: string;
    /** Its attachments to the root, to units and to settled accounts, as they are made. */
    readonly guarding: pulumi.Resource[] = [];

    constructor(key: string, args: GuardrailPolicyArgs, organization: Organization) {
        const dependsOn: pulumi.Input<pulumi.Input<pulumi.Resource>[]> = args.after?.then((more) => [
            organization.resource,
            ...more,
        ]) ?? [organization.resource];
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
                dependsOn,
                // Only another type replaces it, and names are unique within a type: the new one is attached before the old one goes.
                deleteBeforeReplace: false,
                retainOnDelete: args.retained ?? false,
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
 * @param endsWith what it is attached to, where AWS ends the attachment with that: it is not detached before.
 */
export function attach(
    policy: GuardrailPolicy,
    target: string,
    targetId: pulumi.Input<string>,
    parent: pulumi.Resource,
    attached?: ReadonlyMap<string, string>,
    endsWith?: pulumi.Resource,
): organizations.PolicyAttachment {
    const id = attached?.get(policy.key);
    const attachment = new organizations.PolicyAttachment(
        `${policy.key}@${target}`,
        { policyId: policy.id, targetId },
        { parent, ...(endsWith && { deletedWith: endsWith }), ...(id !== undefined && { import: id }) },
    );
    if (!endsWith) policy.guarding.push(attachment);
    return attachment;
}
