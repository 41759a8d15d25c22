import { unpackedAccounts } from "../../../../cloudformation/packedBlock";
import type { ExistingResource } from "../../../../definition/feature";
import { BLOCK_RESOURCE } from "../../plan/homeRegion";

/** A block as the last `up` has left it. */
export interface BlockInState {
    readonly block: string;
    readonly stackSet: string;
    /** Where the StackSet is. */
    readonly region: string;
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
            const { name, region, accounts } = outputs;
            if (typeof name !== "string" || typeof region !== "string") return [];
            const having = unpackedAccounts(accounts).map(({ id, name: account, regions, isLeftAlone }) => ({
                id,
                key: account,
                regions,
                isLeftAlone,
            }));
            return [{ block: key, stackSet: name, region, accounts: having }];
        })
        .sort((one, other) => (one.block < other.block ? -1 : 1));
}
