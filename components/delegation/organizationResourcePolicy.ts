import * as organizations from "@pulumi/aws/organizations";
import type * as pulumi from "@pulumi/pulumi";
import { importOption, type DelegationHistory } from "./delegationHistory";

export interface OrganizationResourcePolicyArgs {
    /** The document as JSON, at most 40,000 characters. */
    readonly content: pulumi.Input<string>;
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * The organisation's one resource policy, which lets member accounts manage policies of AWS Organizations. It changes in place.
 *
 * @param history the import id is the policy's, `rp-...`.
 */
export class OrganizationResourcePolicy extends organizations.ResourcePolicy {
    constructor(
        name: string,
        { content, tags }: OrganizationResourcePolicyArgs,
        opts: pulumi.CustomResourceOptions = {},
        history: DelegationHistory = {},
    ) {
        super(name, { content, ...(tags && { tags: { ...tags } }) }, { ...opts, ...importOption(history) });
    }
}
