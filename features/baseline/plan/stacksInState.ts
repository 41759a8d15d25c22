import { unpackedAccounts } from "../../../cloudformation/packedBlock";
import type { ExistingResource } from "../../../definition/feature";
import { BLOCK_RESOURCE } from "./homeRegion";

/** An account that has a block by the stack's state. Its name is its key in the definition when it was given the block. */
export type StandingAccount = ReturnType<typeof unpackedAccounts>[number];

/** The accounts that have blocks by the stack's state, by the block's key. */
export function stacksInState(
    resources: ReadonlyMap<string, readonly ExistingResource[]> | undefined,
): ReadonlyMap<string, readonly StandingAccount[]> {
    return new Map(
        (resources?.get(BLOCK_RESOURCE) ?? []).map(({ name, outputs: { accounts } }) => [
            name,
            unpackedAccounts(accounts),
        ]),
    );
}
