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
            if (typeof name !== "string" || typeof region !== "string" || !Array.isArray(accounts)) return [];
            return [{ block: key, stackSet: name, region, accounts: accounts.map(stateAccount) }];
        })
        .sort((one, other) => (one.block < other.block ? -1 : 1));
}

function stateAccount(account: unknown): BlockInState["accounts"][number] {
    const { id, name, regions, isLeftAlone } = account as Readonly<Record<string, unknown>>;
    return {
        id: String(id),
        key: String(name),
        regions: Array.isArray(regions) ? regions.map(String) : [],
        isLeftAlone: isLeftAlone === true,
    };
}
