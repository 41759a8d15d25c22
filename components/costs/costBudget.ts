import * as budgets from "@pulumi/aws/budgets";
import * as pulumi from "@pulumi/pulumi";
import { BUDGET_TIME_UNITS } from "../../limits";
import type { CostCategory } from "./costCategory";
import type { CostTags } from "./costTags";

export interface CostBudgetArgs {
    /** Its name in AWS, unique in the management account, up to 100 characters without `:` and `\`. Another name replaces the budget. */
    readonly name: string;
    readonly period: "monthly" | "quarterly" | "yearly";
    /** More than 0. */
    readonly amount: pulumi.Input<number>;
    /** Default: `USD` */
    readonly currency?: string;
    /**
     * What it counts: accounts by their ids, or one value of a cost category. Default: everything that the management account pays for.
     */
    readonly counts?:
        | { readonly accounts: readonly pulumi.Input<string>[] }
        | { readonly category: CostCategory; readonly value: string };
    /** Who hears of it and when, up to ten. Default: none */
    readonly alerts?: readonly CostBudgetAlert[];
    /** Default: none */
    readonly tags?: CostTags;
}

export interface CostBudgetAlert {
    /** A share of the budget in percent, or an amount. */
    readonly threshold: number;
    /** Default: `percent` */
    readonly unit?: "percent" | "amount";
    /** The costs so far, or AWS's forecast for the period. Default: `actual` */
    readonly of?: "actual" | "forecast";
    /** Up to ten. */
    readonly emails?: readonly pulumi.Input<string>[];
    /** ARNs of SNS topics. AWS allows one. */
    readonly topics?: readonly pulumi.Input<string>[];
}

/** What AWS has already. A new budget needs none of it. */
export interface CostBudgetHistory {
    /** The id of an existing budget that this run imports: `111122223333:its name`. Leave it out in later runs. */
    readonly importId?: string;
    /** The budget was imported, now or in an earlier run: it keeps its tags, and which kinds of charges and metric it counts. */
    readonly isImported?: boolean;
}

/**
 * Credits and refunds are not counted, because they would hide what is spent. Neither is tax, so that a budget counts what `org costs` shows.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CostTypes.html, read on 2026-11-26.
 */
const COUNTED = { includeCredit: false, includeRefund: false, includeTax: false };

/** What an import takes from AWS as it is. The next run changes it to what the program says. */
const TAKEN_AS_IT_IS = [
    "limitAmount",
    "limitUnit",
    "costFilters",
    "filterExpression",
    "timeUnit",
    "notifications",
    "tags",
    "metrics",
];

/**
 * A budget of AWS Budgets in the management account. AWS updates the figures up to three times a day, 8 to 12 hours late.
 *
 * Make it a child of the account or the organisation that it is of: `{ parent: shop }`. It costs nothing.
 */
export class CostBudget extends budgets.Budget {
    /**
     * @param key must never change: another key makes another budget.
     * @throws Error if it counts an empty list of accounts: AWS would count the whole organisation.
     */
    constructor(
        key: string,
        args: CostBudgetArgs,
        opts: pulumi.CustomResourceOptions = {},
        { importId, isImported = importId !== undefined }: CostBudgetHistory = {},
    ) {
        const { counts } = args;
        if (counts && "accounts" in counts && counts.accounts.length === 0) {
            throw new Error(`the budget ${key} counts no accounts: AWS would count the whole organisation`);
        }
        super(
            key,
            {
                name: args.name,
                budgetType: "COST",
                timeUnit: BUDGET_TIME_UNITS[args.period],
                limitAmount: pulumi.output(args.amount).apply(String),
                limitUnit: args.currency ?? "USD",
                ...(counts && { costFilters: [costFilter(counts)] }),
                ...(!isImported && { costTypes: COUNTED }),
                notifications: (args.alerts ?? []).map(notification),
                ...(args.tags && { tags: { ...args.tags } }),
            },
            pulumi.mergeOptions(
                {
                    // A filter by a category that AWS does not have would count nothing, for ever.
                    dependsOn: counts && "category" in counts ? [counts.category] : [],
                    ...(isImported && { ignoreChanges: ["tags", "metrics"] }),
                    ...(importId !== undefined && { import: importId, ignoreChanges: TAKEN_AS_IT_IS }),
                },
                opts,
            ),
        );
    }
}

function costFilter(counts: NonNullable<CostBudgetArgs["counts"]>): { name: string; values: pulumi.Input<string>[] } {
    return "accounts" in counts
        ? { name: "LinkedAccount", values: [...counts.accounts] }
        : { name: "CostCategory", values: [`${counts.category.categoryName}$${counts.value}`] };
}

function notification({ threshold, unit, of, emails = [], topics = [] }: CostBudgetAlert): {
    comparisonOperator: string;
    notificationType: string;
    threshold: number;
    thresholdType: string;
    subscriberEmailAddresses?: pulumi.Input<string>[];
    subscriberSnsTopicArns?: pulumi.Input<string>[];
} {
    return {
        comparisonOperator: "GREATER_THAN",
        notificationType: of === "forecast" ? "FORECASTED" : "ACTUAL",
        threshold,
        thresholdType: unit === "amount" ? "ABSOLUTE_VALUE" : "PERCENTAGE",
        ...(emails.length > 0 && { subscriberEmailAddresses: [...emails] }),
        ...(topics.length > 0 && { subscriberSnsTopicArns: [...topics] }),
    };
}
