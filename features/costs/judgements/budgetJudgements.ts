import type { ExistingState, Findings } from "../../../definition/feature";
import { listSome, quoted } from "../../../limits";
import type { CostsModel } from "../model";
import type { FoundCosts } from "../plan/foundCosts";
import { COST_RESOURCES } from "../plan/stackBefore";
import { warned } from "./judgementFindings";

/** The most budgets that a message names. */
const NAMED = 5;

/** AWS cannot rename a budget: another one takes its place, which alerts again for what is spent already. */
export function renamedBudgets(model: CostsModel, { resources }: ExistingState): Findings {
    const names = new Map(
        [...model.budgets, ...[...model.accounts.values()].flatMap(({ budgets }) => budgets)].map((budget) => [
            budget.key,
            budget.name,
        ]),
    );
    const renamed = (resources.get(COST_RESOURCES.budget) ?? []).flatMap(({ name: key, outputs }) => {
        const [before, after] = [outputs["name"], names.get(key)];
        return typeof before === "string" && after !== undefined && before !== after
            ? [`${quoted(before)} by ${quoted(after)}`]
            : [];
    });
    if (renamed.length === 0) return warned([]);
    return warned([
        `AWS cannot rename budgets. A new budget replaces ${listSome(renamed, NAMED)}: it has no history, and alerts again for what is spent already`,
    ]);
}

/** A budget that would count nothing is not created. */
export function budgetsWithoutAccounts({ empty }: FoundCosts): Findings {
    if (empty.length === 0) return warned([]);
    const isOne = empty.length === 1;
    return warned([
        `${isOne ? "budget" : "budgets"} ${listSome(empty, NAMED)} ${isOne ? "has" : "have"} no accounts to count, and AWS would count the whole organisation instead. ` +
            `${isOne ? "It is" : "They are"} created when there are accounts`,
    ]);
}
