import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyType } from "../limits";
import type { OrganizationRoot } from "./guardedNode";

export interface GuardrailPolicyArgs {
    readonly organization: OrganizationRoot;
    /** The organisation's `policyTypes` must name it. Another type replaces the policy. Default: `SERVICE_CONTROL_POLICY` */
    readonly type?: PolicyType;
    /** The policy's name in AWS, unique among the policies of its type, 1 to 128 characters. It changes in place. Default: the key */
    readonly name?: pulumi.Input<string>;
    /** At most 512 characters. Default: none */
    readonly description?: pulumi.Input<string>;
    /** The document as JSON text. AWS counts every character, so leave out white space: `JSON.stringify({ Version: ... })`. */
    readonly content: pulumi.Input<string>;
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * A policy of the organisation: a service or resource control policy, or one of AWS's management policies. Its document changes in place,
 * so what it is attached to stays guarded.
 *
 * - It binds nobody until it is attached: by `guardrails` of a unit, account or organisation, or by a `GuardrailAttachment`.
 * - It is created after the organisation has enabled its type.
 * - `opts.retainOnDelete` leaves it in AWS when it is taken out of the program. A policy of a closed account needs that: AWS keeps it
 *   attached for another 90 days, and does not delete a policy that is attached.
 */
export class GuardrailPolicy extends organizations.Policy {
    /** Its name in the program, which the names of its attachments begin with. */
    readonly key: string;

    /** @param key must never change: another key replaces the policy. It must not contain `@`. */
    constructor(key: string, args: GuardrailPolicyArgs, opts: pulumi.CustomResourceOptions = {}) {
        const { organization } = args;
        super(
            key,
            {
                name: args.name ?? key,
                type: args.type ?? "SERVICE_CONTROL_POLICY",
                description: args.description ?? "",
                content: args.content,
                tags: { ...args.tags },
            },
            pulumi.mergeOptions(
                {
                    parent: organization,
                    dependsOn: [organization.resource],
                    // Only another type replaces it. Names are unique within a type, so the new policy can be attached before the old one
                    // is deleted.
                    deleteBeforeReplace: false,
                },
                opts,
            ),
        );
        this.key = key;
    }
}
