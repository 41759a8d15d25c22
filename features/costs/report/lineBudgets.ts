import { BUDGET_PERIODS, type BudgetModel, type BudgetScope } from "../model";
import type { CostFigures } from "./costReport";
import type { ReportContext, ReportRequest, ReportScope } from "./reportRequest";

type BudgetFigures = Pick<CostFigures, "budget" | "forecast">;

/**
 * The budget of a line, with what AWS Budgets has counted and forecasts for it. What AWS says is of today's period, so that the report of
 * a month that is over has the amount only.
 *
 * @param by what the line is by, and the key of the line: an account's id, a unit's key, a value of a dimension.
 */
export function lineBudget(by: string, key: string, request: ReportRequest, context: ReportContext): BudgetFigures {
    const scope = lineScope(by, key, context);
    return scope ? budgetFigures(scope, request, context) : {};
}

/** The budget of the part of the organisation that a report is limited to, or of all of it. */
export function scopeBudget(
    within: ReportScope | undefined,
    request: ReportRequest,
    context: ReportContext,
): BudgetFigures {
    return budgetFigures(within ?? { kind: "organization" }, request, context);
}

function lineScope(by: string, key: string, { costs, keys }: ReportContext): BudgetScope | undefined {
    if (by === "account") return { kind: "account", account: keys.get(key) ?? "" };
    if (by === "unit") return { kind: "unit", unit: key };
    return costs.dimensions.some((one) => one.key === by)
        ? { kind: "dimension", dimension: by, value: key }
        : undefined;
}

function budgetFigures(scope: BudgetScope, { time }: ReportRequest, context: ReportContext): BudgetFigures {
    const { costs, budgets, currency } = context;
    // What was spent in one currency is no share of a budget in another.
    if (currency !== costs.currency) return {};
    const all = scope.kind === "account" ? (costs.accounts.get(scope.account)?.budgets ?? []) : costs.budgets;
    const found = all.filter((one) => isSameScope(one.scope, scope)).sort(byPeriod)[0];
    if (!found) return {};
    const { name, period, amount } = found;
    const { spent, forecast } = (time.isPartial ? budgets.get(name) : undefined) ?? {};
    return {
        budget: { name, period, amount, ...(spent !== undefined && { spent }) },
        ...(forecast !== undefined && period === "monthly" && { forecast }),
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
