import type { MonthlyBudgets } from "../../../../operations/commands/tree/feature";
import type { BudgetModel, CostsModel } from "../../model";

/** @param bill the currency of the bill: a budget in another one is not compared with it. */
export function monthlyBudgets({ budgets, accounts, currency }: CostsModel, bill: string): MonthlyBudgets {
    if (bill !== currency) return { accounts: new Map(), units: new Map() };
    const monthly = (all: readonly BudgetModel[]): BudgetModel[] => all.filter(({ period }) => period === "monthly");
    const ofAll = monthly(budgets).find(({ scope }) => scope.kind === "organization");
    return {
        accounts: new Map(
            [...accounts].flatMap(([key, of]) => monthly(of.budgets).map(({ amount }) => [key, amount] as const)),
        ),
        units: new Map(
            monthly(budgets).flatMap(({ scope, amount }) =>
                scope.kind === "unit" ? [[scope.unit, amount] as const] : [],
            ),
        ),
        ...(ofAll && { organization: ofAll.amount }),
    };
}
