import type { CostFigures } from "../../report/costReport";
import { spentShare } from "../../report/spentShare";

/** How much of its budget is spent, from 0; nothing is known of other periods than the month if AWS has not said it. */
export function budgetUse({ budget, thisMonth }: CostFigures): number | undefined {
    return budget && spentShare(budget, thisMonth);
}

/** How much of its budget the forecast for the whole month is. */
export function forecastUse({ budget, forecast }: CostFigures): number | undefined {
    if (budget === undefined || budget.amount <= 0 || budget.period !== "monthly") return undefined;
    return forecast === undefined ? undefined : forecast / budget.amount;
}

/** How a bar shows a budget: spent, going to be spent, or neither. Without a forecast, four fifths are a reason to look. */
export function budgetLevel(use: number, atEnd: number | undefined): "over" | "near" | "within" {
    if (use > 1) return "over";
    return (atEnd === undefined ? use >= 0.8 : atEnd > 1) ? "near" : "within";
}

/** The figures with each of their budgets for itself, the one of which most is spent first. None without a budget. */
export function eachBudget(figures: CostFigures): readonly CostFigures[] {
    const { budget, budgets = budget ? [budget] : [], ...others } = figures;
    return budgets.map((one) => ({ ...others, budget: one }));
}
