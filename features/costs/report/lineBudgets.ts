import { BUDGET_PERIODS, type BudgetModel, type BudgetScope } from "../model";
import type { BudgetOfLine, CostFigures } from "./costReport";
import type { ReportContext, ReportRequest, ReportScope } from "./reportRequest";
import { spentShare } from "./spentShare";

type BudgetFigures = Pick<CostFigures, "budget" | "budgets" | "forecast">;

/**
 * The budgets of a line, with what AWS Budgets has counted and forecasts for them. What AWS says is of today's period, so that the report of
 * a month that is over has the amount only.
 *
 * @param by what the line is by, and the key of the line: an account's id, a unit's key, a value of a dimension.
 */
export function lineBudgets(
    by: string,
    [key, { thisMonth }]: readonly [key: string, figures: Pick<CostFigures, "thisMonth">],
    request: ReportRequest,
    context: ReportContext,
): BudgetFigures {
    const scope = lineScope(by, key, context);
    return scope ? budgetFigures(scope, thisMonth, request, context) : {};
}

/** The budgets of the part of the organisation that a report is limited to, or of all of it. */
export function scopeBudgets(
    within: ReportScope | undefined,
    { thisMonth }: Pick<CostFigures, "thisMonth">,
    request: ReportRequest,
    context: ReportContext,
): BudgetFigures {
    return budgetFigures(within ?? { kind: "organization" }, thisMonth, request, context);
}

function lineScope(by: string, key: string, { costs, keys }: ReportContext): BudgetScope | undefined {
    if (by === "account") return { kind: "account", account: keys.get(key) ?? "" };
    if (by === "unit") return { kind: "unit", unit: key };
    return costs.dimensions.some((one) => one.key === by)
        ? { kind: "dimension", dimension: by, value: key }
        : undefined;
}

/** @param thisMonth what the scope costs in the report's month. */
function budgetFigures(
    scope: BudgetScope,
    thisMonth: number,
    { time }: ReportRequest,
    { costs, budgets, currency }: ReportContext,
): BudgetFigures {
    // What was spent in one currency is no share of a budget in another.
    if (currency !== costs.currency) return {};
    const all = scope.kind === "account" ? (costs.accounts.get(scope.account)?.budgets ?? []) : costs.budgets;
    const found = all
        .filter((one) => isSameScope(one.scope, scope))
        .sort(byPeriod)
        .map(({ name, period, amount }) => {
            const { spent, forecast } = (time.isPartial ? budgets.get(name) : undefined) ?? {};
            return { budget: { name, period, amount, ...(spent !== undefined && { spent }) }, forecast };
        });
    const useOf = (budget: BudgetOfLine): number => spentShare(budget, thisMonth) ?? -1;
    const ordered = found.map(({ budget }) => budget).sort((one, other) => useOf(other) - useOf(one));
    const [first] = ordered;
    const forecast = found.find((one) => one.budget.period === "monthly" && one.forecast !== undefined)?.forecast;
    return {
        ...(first && { budget: first }),
        ...(ordered.length > 1 && { budgets: ordered }),
        ...(forecast !== undefined && { forecast }),
    };
}

/** The shortest period first. */
function byPeriod(one: BudgetModel, other: BudgetModel): number {
    return BUDGET_PERIODS.indexOf(one.period) - BUDGET_PERIODS.indexOf(other.period);
}

function isSameScope(one: BudgetScope, other: BudgetScope): boolean {
    switch (one.kind) {
        case "organization":
            return other.kind === "organization";
        case "unit":
            return other.kind === "unit" && one.unit === other.unit;
        case "account":
            return other.kind === "account" && one.account === other.account;
        case "dimension":
            return other.kind === "dimension" && one.dimension === other.dimension && one.value === other.value;
    }
}
