import type { Path } from "../../../definition/problemReport";

/** What a budget counts. */
export type BudgetScope =
    | { readonly kind: "organization" }
    | { readonly kind: "unit"; readonly unit: string }
    | { readonly kind: "account"; readonly account: string }
    | { readonly kind: "dimension"; readonly dimension: string; readonly value: string };

export const BUDGET_PERIODS = ["monthly", "quarterly", "yearly"] as const;
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number];

/** A budget of AWS Budgets, in the management account. */
export interface BudgetModel {
    /** Unique among the budgets, and the name of its resource: `account shop-prod monthly`, `team shop yearly`. */
    readonly key: string;
    /** Its name in AWS, unique in the management account. Another name is another budget. */
    readonly name: string;
    readonly scope: BudgetScope;
    readonly period: BudgetPeriod;
    /** More than 0, in the model's currency. */
    readonly amount: number;
    readonly alerts: readonly BudgetAlert[];
    /** At 100 % of the actual costs AWS attaches the policy `stop-spending` to the account. */
    readonly stop: boolean;
    /** It exists in AWS already: it is taken over instead of being created. */
    readonly existing?: true;
    readonly path: Path;
}

/** Who hears of a budget, and when. */
export interface BudgetAlert {
    /** A share of the budget in percent, or an amount. */
    readonly threshold: number;
    readonly unit: "percent" | "amount";
    /** The costs so far, or AWS's forecast for the period. */
    readonly of: "actual" | "forecast";
    readonly emails: readonly string[];
    /** ARNs of SNS topics; AWS allows one for each alert. */
    readonly topics: readonly string[];
}
