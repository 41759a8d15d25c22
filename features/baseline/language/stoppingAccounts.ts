import { accountsOfShare } from "../../../providers/stackSets/blockStackSetInputs";
import type { BaselineModel } from "../model";

/** Of the accounts in which a block's stack fails, those of rings in which more fail than the definition tolerates: the rollout stops there. */
export function stoppingAccounts(
    { accounts, rollOut }: BaselineModel,
    failing: readonly string[],
): ReadonlySet<string> {
    const ringOf = (account: string): string => accounts.get(account)?.ring ?? "";
    const isStopping = (ring: string): boolean => {
        const size = [...accounts.values()].filter((one) => one.ring === ring).length;
        const count = failing.filter((account) => ringOf(account) === ring).length;
        return count > accountsOfShare(rollOut.failureTolerance, size, 0);
    };
    const rings = new Set([...new Set(failing.map(ringOf))].filter(isStopping));
    return new Set(failing.filter((account) => rings.has(ringOf(account))));
}
