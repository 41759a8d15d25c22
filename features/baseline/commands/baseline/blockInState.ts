import { unpackedAccounts } from "../../../../cloudformation/packedBlock";
import type { ExistingResource } from "../../../../definition/feature";
import { isJsonMap } from "../../../../evaluator/policyDocument";
import { BLOCK_RESOURCE } from "../../plan/homeRegion";

/** A block as the last `up` has left it. */
export interface BlockInState {
    readonly block: string;
    readonly stackSet: string;
    /** Where the StackSet is. */
    readonly region: string;
    /** The units in which AWS gives it by itself to accounts that come, by id, with the accounts that are left out there. */
    readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
    /** The units, by id, in which AWS does so although the definition no longer has it there. */
    readonly formerTargets: readonly string[];
    /** Who has it. */
    readonly accounts: readonly {
        readonly id: string;
        readonly key: string;
        readonly regions: readonly string[];
        readonly isLeftAlone: boolean;
    }[];
}

/** The blocks of the state, sorted. */
export function blocksInState(
    resources: ReadonlyMap<string, readonly ExistingResource[]> | undefined,
): readonly BlockInState[] {
    return (resources?.get(BLOCK_RESOURCE) ?? [])
        .flatMap(({ name: key, outputs }): BlockInState[] => {
            const { name, region, accounts, isAutomatic, targets, keptTargets } = outputs;
            if (typeof name !== "string" || typeof region !== "string") return [];
            const having = unpackedAccounts(accounts).map(({ id, name: account, regions, isLeftAlone }) => ({
                id,
                key: account,
                regions,
                isLeftAlone,
            }));
            return [
                {
                    block: key,
                    stackSet: name,
                    region,
                    targets: new Map(isAutomatic === true ? targetsIn(targets) : []),
                    // Without automatic deployment they are those that AWS had before.
                    formerTargets: isAutomatic === true ? textsIn(keptTargets) : [],
                    accounts: having,
                },
            ];
        })
        .sort((one, other) => (one.block < other.block ? -1 : 1));
}

function targetsIn(targets: unknown): [string, ReadonlySet<string>][] {
    return (Array.isArray(targets) ? (targets as unknown[]) : []).flatMap((one): [string, ReadonlySet<string>][] =>
        isJsonMap(one) && typeof one.unit === "string" ? [[one.unit, new Set(textsIn(one.excluded))]] : [],
    );
}

function textsIn(value: unknown): readonly string[] {
    return (Array.isArray(value) ? (value as unknown[]) : []).filter((one) => typeof one === "string");
}
