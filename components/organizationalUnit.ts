import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import type { OrganizationParent, OrganizationRoot } from "./guardedNode";
import { guardNode, type Guardrails } from "./guardrailAttachment";
import { TYPES } from "./typeTokens";

export interface OrganizationalUnitArgs {
    /** The unit above, or the organisation for a unit of the first level. AWS cannot move a unit: another parent replaces it. */
    readonly parent: OrganizationParent;
    /** The unit's name in AWS, unique among its siblings, at most 128 characters. It changes in place. Default: the key after the last `/` */
    readonly name?: pulumi.Input<string>;
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
    /** What is attached to the unit itself. It binds everything below. Default: none */
    readonly guardrails?: Guardrails;
    /** false: AWS's FullAWSAccess is detached from the unit, and `guardrails` are an allow list in its place. Default: true */
    readonly fullAccess?: boolean;
}

/** What earlier runs or AWS have already done to a unit. A new unit needs none of it. */
export interface OrganizationalUnitHistory {
    /** The id (ou-...) of an existing unit that this run imports instead of creating one. Leave it out in later runs. */
    readonly importId?: string;
}

/**
 * A unit of the organisation with its guardrails. SandboxUnit, WorkloadsUnit and SecurityUnit are units that bring guardrails of their own.
 * They have the same type in URNs, so a change of the class replaces nothing.
 *
 * Its Pulumi parent is the organisation at any depth, because parents are part of a URN. AWS refuses to delete a unit that is not empty.
 */
export class OrganizationalUnit extends pulumi.ComponentResource implements OrganizationParent {
    /** `ou-...` */
    readonly id: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    readonly organization: OrganizationRoot;
    readonly key: string;
    readonly guards: readonly pulumi.Resource[];

    /**
     * @param key must never change: another key replaces the unit. The definition in YAML uses the keys that lead to it, joined with `/`.
     */
    constructor(
        key: string,
        args: OrganizationalUnitArgs,
        opts: pulumi.ComponentResourceOptions = {},
        history: OrganizationalUnitHistory = {},
    ) {
        const { parent } = args;
        super(TYPES.unit, key, {}, { parent: parent.organization, ...opts });
        this.key = key;
        this.organization = parent.organization;
        const resource = new organizations.OrganizationalUnit(
            key,
            {
                name: args.name ?? key.split("/").at(-1) ?? key,
                parentId: parent.nodeId,
                tags: { ...args.tags },
            },
            { parent: this, ...(history.importId !== undefined && { import: history.importId }) },
        );
        this.id = resource.id;
        this.arn = resource.arn;
        this.guards = [...parent.guards, ...guardNode(this, parent.organization, args.guardrails, args.fullAccess)];
        this.registerOutputs({ id: this.id, arn: this.arn });
    }

    get nodeId(): pulumi.Output<string> {
        return this.id;
    }
}
