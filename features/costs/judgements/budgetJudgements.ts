import type { ExistingState, Findings } from "../../../definition/feature";
import { listSome, quoted } from "../../../limits";
import type { CostsModel } from "../model";
import type { FoundCosts } from "../plan/foundCosts";
import { COST_RESOURCES, nameInAws, namesInAws } from "../plan/stackBefore";
import { allBudgets } from "../questions/foundBudgets";
import { warned } from "./judgementFindings";

/** The most budgets that a message names. */
const NAMED = 5;

/**
 * AWS cannot rename a budget: another one takes its place, which alerts again for what is spent already. A budget also gets another key if
 * what it counts is renamed, such as a value of a dimension.
 */
export function renamedBudgets(model: CostsModel, { resources }: ExistingState, { empty }: FoundCosts): Findings {
    // A budget that would count nothing is not registered, and one that exists ends.
    const registered = allBudgets(model).filter(({ name }) => !empty.includes(name));
    const names = new Map(registered.map(({ key, name }) => [key, name]));
    const before = new Map(
        [...namesInAws(resources, COST_RESOURCES.budget)].flatMap(([key, name]): [string, string][] =>
            name === undefined ? [] : [[key, name]],
        ),
    );
    const renamed = [...before].flatMap(([key, name]) => {
        const after = names.get(key);
        return after === undefined || after === name ? [] : [`${quoted(name)} by ${quoted(after)}`];
    });
    const gone = [...before].filter(([key]) => !names.has(key));
    const ended = gone.map(([, name]) => quoted(name));
    const deleted = `${ended.length === 1 ? "budget" : "budgets"} ${listSome(ended, NAMED)} ${ended.length === 1 ? "is" : "are"} deleted`;
    const begun = [...names].filter(([key]) => !before.has(key)).map(([, name]) => quoted(name));
    return warned([
        ...(renamed.length > 0
            ? [
                  `AWS cannot rename budgets. A new budget replaces ${listSome(renamed, NAMED)}: it has no history, and alerts again for what is spent already`,
              ]
            : []),
        ...(ended.length > 0
            ? [
                  begun.length > 0
                      ? `${deleted}, and ${listSome(begun, NAMED)} created: a new budget has no history, and alerts again for what is spent already`
                      : { message: deleted, saidBy: { subject: "costs", names: gone.map(([key]) => key) } },
              ]
            : []),
    ]);
}

/** A budget that is taken over keeps which kinds of charges it counts only as long as the definition says that it exists. */
export function budgetsThatCountLess(model: CostsModel, { resources }: ExistingState): Findings {
    const ours = new Set(allBudgets(model).flatMap(({ key, existing }) => (existing ? [] : [key])));
    const names = (resources.get(COST_RESOURCES.budget) ?? []).flatMap((resource) => {
        const types = (resource.outputs["costTypes"] ?? {}) as Readonly<Record<string, unknown>>;
        const counts = ["includeCredit", "includeRefund", "includeTax"].some((kind) => types[kind] === true);
        return counts && ours.has(resource.name) ? [quoted(nameInAws(resource))] : [];
    });
    if (names.length === 0) return warned([]);
    const isOne = names.length === 1;
    return warned([
        `${isOne ? "budget" : "budgets"} ${listSome(names, NAMED)} no longer ${isOne ? "counts" : "count"} credits, refunds and tax, as every budget of this program. To keep what ${isOne ? "it counts" : "they count"}, keep existing: true`,
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
