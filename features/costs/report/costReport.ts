import type { CostMetric, SourceUsage } from "../bill/costSource";

/** What `org costs` shows, as one value: the table, the CSV file, the JSON output and the page are made of it. Amounts are in `currency`. */
export interface CostReport {
    /** The name of the source. */
    readonly source: string;
    readonly usage: SourceUsage;
    readonly currency: string;
    readonly metric: CostMetric;
    /** The key of the organisation's stack. */
    readonly stack: string;
    /** The last day whose costs are in the report: `2026-11-25`. AWS adds costs up to 24 hours late. */
    readonly until: string;
    /** The months, oldest first: `2025-12`. The last is the month that the report is about. */
    readonly months: readonly string[];
    /** The last month is not over. */
    readonly isPartial: boolean;
    /** What the lines are grouped by: `["team"]`, `["team", "service"]`. */
    readonly by: readonly string[];
    /** What the report is limited to, such as `unit Workloads`; absent for the whole organisation. */
    readonly within?: string;
    /** All usage. Credits, refunds and tax are in `apart`. */
    readonly total: CostFigures;
    /** Credits, refunds and tax, which no line contains. Those without an amount in any month are absent. */
    readonly apart: readonly { readonly kind: "credit" | "refund" | "tax"; readonly figures: CostFigures }[];
    /** The greatest costs of the last month first. Their figures sum to `total`. */
    readonly lines: readonly CostLine[];
    /** The lines that changed most since the month before, by amount; greatest first. Of a month that is not over, the same days are compared. */
    readonly movers: readonly CostLine[];
    /** The share of `total` in the last month that belongs to no value, of each dimension and tag. */
    readonly unassigned: readonly {
        readonly name: string;
        readonly amount: number;
        readonly share: number;
        /** Only of a tag: no cost of the month has it, because AWS has not activated it yet or no resource has it. */
        readonly isUnseen?: true;
    }[];
    /** What is missing or not certain, one sentence or more each, such as days that an export does not have yet. */
    readonly notes: readonly string[];
    /** For the tree map: every account with costs in the last month, in its units. */
    readonly accounts: readonly AccountCost[];
}

/** The costs of a line in each month, and comparisons of the last month. */
export interface CostFigures {
    /** In the order of the report's months. */
    readonly months: readonly number[];
    readonly thisMonth: number;
    readonly lastMonth: number;
    /** The month before until the same day. Equal to `lastMonth` if the report's month is over. */
    readonly lastMonthSameDay: number;
    /** AWS's forecast of the whole month, where AWS gives one. */
    readonly forecast?: number;
    /** Of several budgets, the one of which most is spent. */
    readonly budget?: BudgetOfLine;
    /** All budgets, the one of which most is spent first. Absent if there are fewer than two. */
    readonly budgets?: readonly BudgetOfLine[];
    /** Costs after the split charges of the dimension. Only if the report is of the whole organisation, by a dimension with splits. */
    readonly afterSplit?: number;
}

export interface BudgetOfLine {
    readonly name: string;
    readonly period: string;
    readonly amount: number;
    /** What AWS Budgets has counted in the period. Absent for a month that is over. */
    readonly spent?: number;
}

export interface CostLine {
    /** The values in the order of `by`: an account's key (its id if the definition does not have it), a unit's key, a team. */
    readonly keys: readonly string[];
    readonly figures: CostFigures;
    /** The share of the total in the last month, from 0 to 1. */
    readonly share: number;
}

export interface AccountCost {
    /** Its key; its id if the definition does not have it. */
    readonly account: string;
    readonly id: string;
    /** The keys of its units from the top; empty in the root, for the management account and for an account outside the definition. */
    readonly units: readonly string[];
    readonly dimensions: Readonly<Record<string, string>>;
    readonly thisMonth: number;
    readonly lastMonthSameDay: number;
}
