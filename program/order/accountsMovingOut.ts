import type { OrganizationModel } from "../../definition";
import { policiesThatBind } from "../../evaluator/situation";
import { accountNode } from "../../tree";
import { situationAfter, situationBefore } from "../effect/runSituations";
import type { ExistingResources } from "../state";
import { statementsLost, type StatementOrder } from "./statementOrder";

/**
 * By the key of a policy that loses statements, the keys of the accounts that move out of its reach. They move before the policy changes,
 * because the change is meant for the accounts that stay.
 *
 * An account that itself waits for the policy, directly or through others, cannot move first and is left out.
 *
 * @param orders which policies wait for each other.
 * @param previous by the key of an account the key of the account that it waits for.
 * @param settled the keys of the accounts that must not wait for policies.
 */
export function accountsMovingOut(
    model: OrganizationModel,
    existing: ExistingResources,
    orders: readonly StatementOrder[],
    previous: ReadonlyMap<string, string>,
    settled: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    const moving = model.accounts.filter(({ key, unit }) => {
        const before = existing.accounts.get(key);
        return before?.unit !== undefined && before.unit !== unit;
    });
    if (moving.length === 0) return found;
    const [before, after] = [situationBefore(existing), situationAfter(model, existing)];
    const has = new Map(model.accounts.map(({ key }) => [key, policiesThatBind(after, accountNode(key))]));
    /** Whether an account waits for a policy, directly or through others. */
    const waits = (account: string, policy: string): boolean => {
        if (settled.has(account)) return false;
        const earlier = previous.get(account);
        return (
            (has.get(account) ?? []).some((own) => own === policy || policyWaits(own, policy)) ||
            (earlier !== undefined && waits(earlier, policy))
        );
    };
    const policyWaits = (one: string, policy: string): boolean =>
        orders.some((each) => each.policy === one && (each.after === policy || policyWaits(each.after, policy))) ||
        (found.get(one) ?? []).some((account) => waits(account, policy));
    for (const { key: policy, content } of model.policies) {
        if (statementsLost(existing.policies.get(policy)?.content, content).length === 0) continue;
        for (const { key: account } of moving) {
            if (!policiesThatBind(before, accountNode(account)).includes(policy) || waits(account, policy)) continue;
            found.set(policy, [...(found.get(policy) ?? []), account]);
        }
    }
    return found;
}
