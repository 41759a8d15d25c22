import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import { detachFullAccess } from "./fullAccess";
import { attach, type GuardrailPolicy } from "./guardrailPolicy";
import type { Organization } from "./organization";
import { TYPES } from "./types";

export interface OrganizationalUnitArgs {
    /** The unit's name in AWS, unique among its siblings; it may change in place. */
    readonly name: string;
    /** The unit above, or the organisation for a unit of the first level. AWS cannot move units. */
    readonly parent: Organization | OrganizationalUnit;
    readonly tags: Readonly<Record<string, string>>;
    /** The policies attached to the unit itself. */
    readonly guardrails: readonly GuardrailPolicy[];
    /** AWS's FullAWSAccess stays attached; otherwise the guardrails are an allow list in its place. Default: true */
    readonly fullAccess?: boolean;
    /** Those of them that are attached already and are taken over: by the policy's key the attachment's id. */
    readonly attached?: ReadonlyMap<string, string>;
    /** The id (ou-...) of a unit that exists already and is taken over instead of being created. */
    readonly id?: string;
}

/** A unit of any kind, with what guards it. A unit that AWS finds not empty cannot be deleted. */
export class OrganizationalUnit extends pulumi.ComponentResource {
    /** `ou-...` */
    readonly id: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    /** The attachments that bind the unit, its own and those above: what an account waits for before it enters. */
    readonly guarded: readonly pulumi.Resource[];

    /** @param key the keys that lead to the unit, joined with `/`. */
    constructor(key: string, args: OrganizationalUnitArgs, organization: Organization) {
        super(TYPES.unit, key, {}, { parent: organization });
        const { parent } = args;
        const resource = new organizations.OrganizationalUnit(
            key,
            {
                name: args.name,
                parentId: parent instanceof OrganizationalUnit ? parent.id : parent.rootId,
                tags: { ...args.tags },
            },
            { parent: this, ...(args.id !== undefined && { import: args.id }) },
        );
        this.id = resource.id;
        this.arn = resource.arn;
        const attachments = args.guardrails.map((policy) => attach(policy, key, resource.id, this, args.attached));
        this.guarded = [
            ...parent.guarded,
            ...attachments,
            ...(args.fullAccess === false ? [detachFullAccess(key, resource.id, attachments, this)] : []),
        ];
        this.registerOutputs({ id: this.id, arn: this.arn });
    }
}
