import { unpackedAccounts } from "../../../../cloudformation/packedBlock";
import type { ExistingResource } from "../../../../definition/feature";
import { BLOCK_RESOURCE } from "../../plan/homeRegion";
import { targetsInState, textsInState, type AutomaticTarget } from "../../plan/targetsInState";

/** An account that has a block by the last `up`. */
export interface AccountWithStacks {
    readonly id: string;
    readonly key: string;
    /** The name of its ring. */
    readonly ring: string;
    readonly regions: readonly string[];
    /** It is quarantined: its stacks stay as they are. */
    readonly isLeftAlone: boolean;
    /** The last `up` has not given it everything that the definition said. */
    readonly isPending: boolean;
}

/** A block as the last `up` has left it. */
export interface BlockInState {
    readonly block: string;
    readonly stackSet: string;
    /** Where the StackSet is. */
    readonly region: string;
    /** The names of the rings, in order. */
    readonly rings: readonly string[];
    /** The units in which AWS gives it by itself to accounts that come, by id. */
    readonly targets: ReadonlyMap<string, AutomaticTarget>;
    /** The units, by id, in which AWS does so although the definition no longer has it there. */
    readonly formerTargets: readonly string[];
    /** The ids of accounts in its units that the definition leaves out. */
    readonly excluded: ReadonlySet<string>;
    /** Who has it. */
    readonly accounts: readonly AccountWithStacks[];
    /** Why the last `up` has stopped, in one line. Absent: it has not. */
    readonly stopped?: string;
}

/** The blocks of the state, sorted. */
export function blocksInState(
    resources: ReadonlyMap<string, readonly ExistingResource[]> | undefined,
): readonly BlockInState[] {
    return (resources?.get(BLOCK_RESOURCE) ?? [])
        .flatMap((resource) => blockInState(resource) ?? [])
        .sort((one, other) => (one.block < other.block ? -1 : 1));
}

function blockInState({ name: block, outputs, errors }: ExistingResource): BlockInState | undefined {
    const { name: stackSet, region, accounts, isAutomatic, keptTargets } = outputs;
    if (typeof stackSet !== "string" || typeof region !== "string") return undefined;
    const pending = new Set(textsInState(outputs["pending"]));
    const targets = targetsInState(outputs["targets"]);
    const [stopped] = (errors?.[0] ?? "").split("\n");
    return {
        block,
        stackSet,
        region,
        rings: textsInState(outputs["rings"]),
        targets: isAutomatic === true ? targets : new Map(),
        // Without automatic deployment they are those that AWS had before.
        formerTargets: isAutomatic === true ? textsInState(keptTargets) : [],
        excluded: new Set([...targets.values()].flatMap(({ excluded }) => [...excluded])),
        accounts: unpackedAccounts(accounts).map(({ id, name: key, ring, regions, isLeftAlone }) => ({
            id,
            key,
            ring,
            regions,
            isLeftAlone,
            isPending: pending.has(id),
        })),
        ...(stopped !== undefined && stopped !== "" && { stopped }),
    };
}
