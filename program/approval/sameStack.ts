import type { ForecastState } from "../forecast";
import { isAccount, parseUrn, type ExistingResources } from "../state";

/**
 * Whether an exported state has the accounts that Pulumi's engine has told the program of. If it is another one, such as that of a stack
 * somewhere else, everything in it would seem to be made, and nothing to be dangerous.
 */
export function isSameStack(
    state: readonly ForecastState[],
    { accounts }: Pick<ExistingResources, "accounts">,
): boolean {
    const ids = new Set(state.filter(({ urn }) => isAccount(parseUrn(urn))).map(({ id }) => id));
    return [...accounts.values()].every(({ id }) => ids.has(id));
}
