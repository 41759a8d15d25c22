import type { ExistingState, Findings } from "../../../definition/feature";
import { BUDGET_ACTION_PRICE, countOf, listSome } from "../../../limits";
import { stoppedAccounts } from "../language/stoppedAccounts";
import type { CostsModel } from "../model";
import { COST_RESOURCES, namesIn } from "../plan/stackBefore";
import { warned } from "./judgementFindings";

/** The most names in a warning. */
const NAMED = 5;

/** What a stop cannot do, and what it costs: said when it is added, and not in every preview afterwards. */
export function newStops(model: CostsModel, { resources }: ExistingState): Findings {
    const inState = namesIn(resources, COST_RESOURCES.action);
    const added = [...model.accounts]
        .filter(([, { budgets }]) => budgets.some(({ key, stop }) => stop && !inState.has(`stop ${key}`)))
        .map(([key]) => key);
    if (added.length === 0) return warned([]);
    const all = stoppedAccounts(model).length;
    const { free, perDay } = BUDGET_ACTION_PRICE;
    const paid = all - free;
    return warned([
        `${added.length === 1 ? "account" : "accounts"} ${listSome(added, NAMED)}: \`stop\` is no hard cap. AWS Budgets learns of costs up to about a day late, ` +
            "and what runs then keeps running and costing until somebody stops it. What it costs beyond the budget cannot be known in advance",
        ...(paid > 0
            ? [
                  `${countOf(all, "budget")} can stop an account: AWS bills ${perDay.toFixed(2)} USD a day for each after the first ${free}, ${(paid * perDay).toFixed(2)} USD a day in all`,
              ]
            : []),
    ]);
}
