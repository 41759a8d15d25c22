import type { Report } from "../../../definition/problemReport";
import { BUDGET_ACTIONS, BUDGETS, formatCount, quoted } from "../../../limits";
import type { BudgetModel } from "../model";
import { scopeText } from "./scopedBudget";

/** Checks all budgets together: their names in AWS, and how many AWS allows. */
export function checkBudgets(budgets: readonly BudgetModel[], report: Report): void {
    const byName = new Map<string, BudgetModel>();
    for (const budget of budgets) {
        const other = byName.get(budget.name);
        // A name for several periods has been reported.
        if (other && other.path !== budget.path) reportSameName(budget, other, report);
        else if (!other) byName.set(budget.name, budget);
    }
    const [first] = budgets;
    if (first && budgets.length > BUDGETS.max) {
        report.add(
            first.path,
            `the definition has ${formatCount(budgets.length)} budgets, and all are in the management account: AWS allows ${formatCount(BUDGETS.max)}`,
        );
    }
    const stopping = budgets.filter(({ stop }) => stop);
    if (stopping.length > BUDGET_ACTIONS.max) {
        const last = stopping[BUDGET_ACTIONS.max];
        report.add(
            [...(last?.path ?? []), "stop"],
            `stops ${formatCount(stopping.length)} accounts in all, and AWS allows ${BUDGET_ACTIONS.max} budget actions in the management account. ` +
                "Each account needs an action of its own, because an action on a budget that accounts share would stop all of them: keep stop for fewer accounts, or ask AWS Support for a higher quota",
        );
    }
}

function reportSameName(budget: BudgetModel, other: BudgetModel, report: Report): void {
    const isInList = budget.path.at(-1) !== "budget" && typeof budget.path.at(-1) === "number";
    report.add(
        [...budget.path, "name"],
        `the budgets of ${scopeText(other.scope)} (${other.period}) and ${scopeText(budget.scope)} (${budget.period}) are both called ${quoted(budget.name)}: ` +
            (isInList ? "give each budget a name of its own" : "give one of them another name"),
    );
}
