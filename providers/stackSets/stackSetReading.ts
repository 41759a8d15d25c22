import {
    automaticTargets,
    describeStackSet,
    stacksOfSet,
    type StackInAccount,
    type StackSetInAws,
    type StackSetQuestion,
} from "../../aws/stackSetInAws";

/** A StackSet with all of its stacks. */
export interface WholeStackSet {
    readonly set: StackSetInAws;
    readonly stacks: readonly StackInAccount[];
    /** The units in which AWS gives it to accounts that come, with the regions. Empty unless it is automatic. */
    readonly targets: ReadonlyMap<string, readonly string[]>;
}

/** @returns undefined if AWS has none of that name. */
export async function readStackSet(name: string, ask: StackSetQuestion): Promise<WholeStackSet | undefined> {
    const set = await describeStackSet(name, ask);
    if (!set) return undefined;
    const stacks = await stacksOfSet(name, ask);
    return { set, stacks, targets: set.isAutomatic ? await automaticTargets(name, ask) : new Map() };
}
