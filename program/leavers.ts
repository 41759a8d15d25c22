import type { OrganizationModel } from "../definition";
import { pathOf, type Situation } from "../evaluator/situation";
import { situationAfter, situationBefore } from "./effect/runSituations";
import { statementsLost, type PartOrder } from "./parts";
import type { ExistingResources } from "./state";

/**
 * By the keys of policies that lose statements the accounts that move out of their reach. They move first: what a policy lets go of
 * is meant for those who stay.
 *
 * Where an account cannot go first, for it waits itself for what waits for the policy, it is left out.
 *
 * @param orders what policies wait for among each other.
 */
export function leavers(
    model: OrganizationModel,
    existing: ExistingResources,
    orders: readonly PartOrder[],
): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    const moving = model.accounts.filter(({ key, unit }) => {
        const before = existing.accounts.get(key);
        return before?.unit !== undefined && before.unit !== unit;
    });
    if (moving.length === 0) return found;
    const [before, after] = [situationBefore(existing), situationAfter(model, existing)];
    const has = new Map(moving.map(({ key }) => [key, policiesOf(key, after)]));
    /** Whether an account waits for a policy, be it by others. */
    const waits = (account: string, policy: string): boolean =>
        (has.get(account) ?? []).some((one) => one === policy || policyWaits(one, policy));
    const policyWaits = (one: string, policy: string): boolean =>
        orders.some(({ part, after: other }) => part === one && (other === policy || policyWaits(other, policy))) ||
        (found.get(one) ?? []).some((account) => waits(account, policy));
    for (const { key: policy, content } of model.policies) {
        if (statementsLost(existing.policies.get(policy)?.content, content).length === 0) continue;
        for (const { key: account } of moving) {
            if (!policiesOf(account, before).includes(policy) || waits(account, policy)) continue;
            found.set(policy, [...(found.get(policy) ?? []), account]);
        }
    }
    return found;
}

function policiesOf(account: string, situation: Situation): string[] {
    return pathOf(situation, { kind: "account", name: account }).flatMap(({ guardrails }) => guardrails);
}
