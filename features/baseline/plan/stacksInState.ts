import type { ExistingResource } from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { BLOCK_RESOURCE } from "./homeRegion";

/** An account that has a block by the stack's state. */
export interface StandingAccount {
    readonly id: string;
    /** Its key in the definition when it was given the block. */
    readonly name: string;
    /** The id of the unit, or of the root, through which it has the block. */
    readonly target: string;
    readonly ring: string;
    readonly regions: readonly string[];
    readonly parameters: Readonly<Record<string, string>>;
}

/** The accounts that have blocks by the stack's state, by the block's key. */
export function stacksInState(
    resources: ReadonlyMap<string, readonly ExistingResource[]> | undefined,
): ReadonlyMap<string, readonly StandingAccount[]> {
    return new Map(
        (resources?.get(BLOCK_RESOURCE) ?? []).map(({ name, outputs: { accounts } }) => [
            name,
            (Array.isArray(accounts) ? (accounts as unknown[]) : []).filter(isStanding),
        ]),
    );
}

/** What this program has written there itself. */
function isStanding(one: unknown): one is StandingAccount {
    return isJsonMap(one) && typeof one["id"] === "string" && Array.isArray(one["regions"]);
}
