import type { BudgetOfLine } from "./costReport";

/**
 * How much of a budget is spent, from 0: by what AWS Budgets has counted, else by the month's costs, which say nothing of other periods.
 *
 * @param thisMonth the costs that the budget is of.
 */
export function spentShare({ amount, period, spent }: BudgetOfLine, thisMonth: number): number | undefined {
    if (amount <= 0) return undefined;
    const counted = spent ?? (period === "monthly" ? thisMonth : undefined);
    return counted === undefined ? undefined : counted / amount;
}
