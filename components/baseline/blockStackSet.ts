import * as pulumi from "@pulumi/pulumi";
import { packedAccount, packedTemplate } from "../../cloudformation/packedBlock";
import { OwnResource } from "../ownResource";
import { BASELINE_TYPES } from "../typeTokens";

export interface BlockStackSetArgs {
    /** The block's key. Together with `tags`, AWS keeps it: by it a later run knows the StackSet. */
    readonly block: string;
    /** The name of the StackSet: letters, digits and hyphens. It never changes. */
    readonly name: string;
    /** Where the StackSet itself is. It never changes. */
    readonly region: string;
    /** Default: none */
    readonly description?: string;
    /** JSON, at most 51,200 bytes. */
    readonly template: string;
    readonly parameters: Readonly<Record<string, string>>;
    /** Such as `CAPABILITY_NAMED_IAM`. */
    readonly capabilities: readonly string[];
    /** For the StackSet, its stacks and their resources. */
    readonly tags: Readonly<Record<string, string>>;
    /** Whether AWS gives it to accounts that come into a target, and takes it from those that leave. */
    readonly isAutomatic: boolean;
    /** Whether a stack stays in an account that leaves, or that shall not have the block any more. */
    readonly keepsStacks: boolean;
    /** The units, or the root, through which accounts get it: those without accounts too. */
    readonly targets: readonly BlockTargetArgs[];
    /** All units of the organisation, with the id of the unit or the root that each lies in: AWS deletes stacks of a unit and of all below it. */
    readonly units: readonly { readonly unit: pulumi.Input<string>; readonly parent: pulumi.Input<string> }[];
    /** Who has it now. */
    readonly accounts: readonly BlockAccountArgs[];
    /** In the order in which accounts get a change: a ring waits for the one before. */
    readonly rings: readonly string[];
    /** Numbers of accounts, or shares of a ring such as `5%`: how many may fail, and how many change at a time. */
    readonly operation: { readonly failureTolerance: number | string; readonly concurrency: number | string };
}

export interface BlockTargetArgs {
    /** The id of a unit or of the root. */
    readonly unit: pulumi.Input<string>;
    readonly regions: readonly string[];
    /** The ids of accounts in it that do not get the block. */
    readonly excluded: readonly pulumi.Input<string>[];
}

export interface BlockAccountArgs {
    readonly id: pulumi.Input<string>;
    /** For messages. Each is there once. */
    readonly name: string;
    /** The id of one of the targets. */
    readonly target: pulumi.Input<string>;
    /** One of the rings. */
    readonly ring: string;
    readonly regions: readonly string[];
    /** Values of parameters that differ from those of the StackSet. Default: none */
    readonly parameters?: Readonly<Record<string, string>>;
    /** Its stacks are neither made, changed nor deleted. Default: false */
    readonly isLeftAlone?: boolean;
}

/**
 * A block of the baseline in the accounts: a CloudFormation StackSet with all of its stacks, as one resource. It changes ring after ring. If a
 * ring fails, the later ones stay as they were, and the state says in `pending` which accounts do not have the change: the next run goes on.
 *
 * A preview asks AWS nothing. The management account gets no stack.
 */
export class BlockStackSet extends OwnResource {
    /** The id of the StackSet. */
    declare readonly stackSetId: pulumi.Output<string>;

    /** @param key must never change: another key takes the block away from all accounts, and gives it anew. */
    constructor(key: string, args: BlockStackSetArgs, opts: pulumi.CustomResourceOptions = {}) {
        const { block, name, region, description = "", template, parameters, capabilities, tags } = args;
        super(
            BASELINE_TYPES.block,
            "blockStackSet",
            key,
            {
                block,
                name,
                region,
                description,
                template: packedTemplate(template),
                parameters: { ...parameters },
                capabilities: [...capabilities].sort(),
                tags: { ...tags },
                isAutomatic: args.isAutomatic,
                keepsStacks: args.keepsStacks,
                targets: args.targets.map(({ unit, regions, excluded }) => ({
                    unit,
                    regions: [...regions].sort(),
                    excluded: pulumi.all([...excluded]).apply((ids) => [...ids].sort()),
                })),
                units: args.units.map(({ unit, parent }) => ({ unit, parent })),
                accounts: Object.fromEntries(args.accounts.map((one) => [one.name, packed(one)])),
                rings: [...args.rings],
                operation: { ...args.operation },
                stackSetId: undefined,
            },
            opts,
        );
    }
}

/** Known as soon as the ids of the account and its target are. */
function packed({ id, target, parameters = {}, isLeftAlone = false, ...one }: BlockAccountArgs): pulumi.Output<string> {
    return pulumi
        .all([id, target])
        .apply(([account, unit]) => packedAccount({ ...one, id: account, target: unit, parameters, isLeftAlone }));
}
