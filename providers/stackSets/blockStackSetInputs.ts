import type { PackableAccount } from "../../cloudformation/packedBlock";

/** An account that has a block now. */
export interface BlockAccount extends PackableAccount {
    /** For messages: its key in the definition. */
    readonly name: string;
}

/** A unit, or the root, whose accounts have a block. */
export interface BlockTarget {
    readonly unit: string;
    /** Sorted. */
    readonly regions: readonly string[];
    /** The ids of accounts in it that do not get the block. Sorted. */
    readonly excluded: readonly string[];
}

/** A unit, and the unit or the root that it lies in; ids. */
export interface UnitPlace {
    readonly unit: string;
    readonly parent: string;
}

/** How many accounts: a number, or a share of the accounts of a ring such as `5%`. */
export type AccountShare = number | string;

/** From components/baseline/blockStackSet.ts. */
export interface BlockStackSetInputs {
    /** The block's key in the definition. */
    readonly block: string;
    readonly name: string;
    /** Where the StackSet itself is. */
    readonly region: string;
    readonly description: string;
    /** JSON. */
    readonly template: string;
    readonly parameters: Readonly<Record<string, string>>;
    /** Sorted. */
    readonly capabilities: readonly string[];
    readonly tags: Readonly<Record<string, string>>;
    readonly isAutomatic: boolean;
    readonly keepsStacks: boolean;
    readonly targets: readonly BlockTarget[];
    /** All units of the organisation: AWS deletes the stacks of a unit together with those below it. Absent in states of earlier versions. */
    readonly units?: readonly UnitPlace[];
    readonly accounts: readonly BlockAccount[];
    /** In the order in which they get a change. */
    readonly rings: readonly string[];
    readonly operation: { readonly failureTolerance: AccountShare; readonly concurrency: AccountShare };
}

/** What the state keeps. It contains no secrets. */
export interface BlockStackSetState extends BlockStackSetInputs {
    readonly stackSetId: string;
    /** The ids of the accounts that do not have what the definition says yet. Absent if all have. */
    readonly pending?: readonly string[];
    /**
     * The ids of former targets that AWS keeps, because stacks below them stay. If it is not automatic: of all targets that AWS had when it was.
     * Absent if there are none.
     */
    readonly keptTargets?: readonly string[];
}

/** What AWS has. The names of accounts and rings, the tree, and how fast a change goes, are for this program alone. */
export type BlockStackSetContent = Omit<BlockStackSetInputs, "rings" | "operation" | "accounts" | "units"> & {
    readonly accounts: readonly Omit<BlockAccount, "name" | "ring">[];
};

/** What is compared. */
export function comparableStackSet(inputs: BlockStackSetInputs): BlockStackSetContent {
    const { block, name, region, description, template, parameters, capabilities, tags } = inputs;
    return {
        block,
        name,
        region,
        description,
        template,
        parameters: sortedByKey(parameters),
        capabilities: [...capabilities].sort(),
        tags: sortedByKey(tags),
        isAutomatic: inputs.isAutomatic,
        keepsStacks: inputs.keepsStacks,
        targets: inputs.targets
            .map(({ unit, regions, excluded }) => ({
                unit,
                regions: [...regions].sort(),
                excluded: [...excluded].sort(),
            }))
            .sort((one, other) => (one.unit < other.unit ? -1 : 1)),
        accounts: inputs.accounts
            .map(({ id, target, regions, parameters: overrides, isLeftAlone }) => ({
                id,
                target,
                regions: [...regions].sort(),
                parameters: sortedByKey(overrides),
                isLeftAlone,
            }))
            .sort((one, other) => (one.id < other.id ? -1 : 1)),
    };
}

/** Without what Pulumi adds to inputs. */
export function plainStackSetInputs(inputs: BlockStackSetInputs): BlockStackSetInputs {
    const { accounts, ...content } = comparableStackSet(inputs);
    const names = new Map(inputs.accounts.map(({ id, name, ring }) => [id, { name, ring }]));
    return {
        ...content,
        ...(inputs.units && { units: inputs.units.map(({ unit, parent }) => ({ unit, parent })) }),
        accounts: accounts.map((one) => ({ ...one, ...(names.get(one.id) ?? { name: one.id, ring: "" }) })),
        rings: [...inputs.rings],
        operation: {
            failureTolerance: inputs.operation.failureTolerance,
            concurrency: inputs.operation.concurrency,
        },
    };
}

function sortedByKey(values: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The number of accounts that a share means. At least `least`. */
export function accountsOfShare(share: AccountShare, all: number, least: number): number {
    const percent = typeof share === "string" ? /^(\d+(?:\.\d+)?)%$/.exec(share)?.[1] : undefined;
    const count = percent === undefined ? Math.floor(Number(share)) : Math.floor((Number(percent) * all) / 100);
    return Math.max(least, Number.isFinite(count) ? count : least);
}
