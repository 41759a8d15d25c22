import { unpackedAccounts } from "../../../cloudformation/packedBlock";
import type { ExistingResource } from "../../../definition/feature";
import { BLOCK_RESOURCE } from "./homeRegion";
import type { PlannedStackSet } from "./plannedStackSet";

/** The first region of each block's stacks, by the block's key, as the stack's state says. */
export function regionsInState(
    resources: ReadonlyMap<string, readonly ExistingResource[]> | undefined,
): ReadonlyMap<string, string> {
    return new Map(
        (resources?.get(BLOCK_RESOURCE) ?? []).flatMap(({ name, outputs: { accounts } }) => {
            const [first] = unpackedAccounts(accounts);
            const region = first?.regions[0];
            return region === undefined ? [] : [[name, region] as const];
        }),
    );
}

/**
 * The region of the stacks of a global block. They stay where they are: in another region AWS would make their resources, whose names are
 * taken, before the old ones are gone. At first it is the home region, or, if the accounts may not work there, the first one in which they
 * may.
 *
 * @param existing the regions of blocks that have stacks.
 */
export function globalRegion(
    { block, possibleRegions: possible }: Pick<PlannedStackSet, "block" | "possibleRegions">,
    home: string,
    existing: ReadonlyMap<string, string>,
): string {
    const first = possible && !possible.includes(home) ? possible[0] : undefined;
    return existing.get(block) ?? first ?? home;
}
