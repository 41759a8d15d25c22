/**
 * Where costs are read from: Cost Explorer, the files of an export, or Athena over them. All give the same figures for the same data.
 */
export interface CostSource {
    /** How a report names it: `Cost Explorer`, `the export in s3://acme-costs/focus`. */
    readonly name: string;

    /**
     * The months that it has, oldest first; a question about another month fails. Absent if it has the months of Cost Explorer: this one and
     * the 13 before.
     */
    months?(): Promise<readonly string[]>;

    /**
     * The last day of a month that has costs, before another day: AWS may deliver an export late, or no more. Absent if the source always has
     * all days.
     */
    lastDay?(month: string, before: string): Promise<string | undefined>;

    /** The costs of each group in each period. A group without costs is absent. The order is not defined. */
    costs(question: CostQuestion): Promise<readonly CostRow[]>;

    /** AWS's forecast of the total from a day to the end of its month. Absent if the source has no forecast. */
    forecast?(from: string, metric: CostMetric): Promise<number | undefined>;

    /** The currency of the bill, after the first answer with costs. Absent if the source does not tell. */
    currency?(): string | undefined;

    /** What the questions so far have cost. */
    usage(): SourceUsage;
}

export interface CostQuestion {
    /** The first day, such as `2026-11-01`. */
    readonly from: string;
    /** The day after the last one. */
    readonly to: string;
    /** A row for each month (the first and the last may be cut by `from` and `to`), or one for the whole time. */
    readonly granularity: "month" | "total";
    /** One or two, because Cost Explorer groups by two at most. */
    readonly groupBy: readonly CostGroup[];
    /** Only these accounts, by id. Default: all */
    readonly accounts?: readonly string[];
    /** All accounts but these, by id. Not together with `accounts`. Default: none */
    readonly exceptAccounts?: readonly string[];
    /** Only these kinds of charges. Default: all */
    readonly kinds?: readonly ChargeKind[];
    /** Only charges for which all of these hold. Default: all */
    readonly tagged?: readonly TagCondition[];
    readonly metric: CostMetric;
}

/** The charges whose tag has one of the values, or all others, of which many have no such tag. */
export interface TagCondition {
    readonly tag: string;
    /** At least one. */
    readonly values: readonly string[];
    readonly isOneOf: boolean;
}

/** `unblended`: what is on the bill. `amortized`: prepaid costs are spread over the time that they pay for. */
export type CostMetric = "unblended" | "amortized";

/** Only an export knows resources. */
export type CostGroup = "account" | "service" | "region" | "kind" | "resource" | { readonly tag: string };

/** `usage` is everything that is not one of the others: usage, fees, reservations, savings plans and discounts. */
export const CHARGE_KINDS = ["usage", "credit", "refund", "tax"] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];

export interface CostRow {
    /** `2026-11`; for granularity `total`, the month of `from`. */
    readonly month: string;
    /**
     * The values in the order of `groupBy`: an account's id, a service's name, a region (`global` for none), a ChargeKind, a tag's value (empty
     * if the resource has no such tag), a resource's id (empty for charges of no resource).
     */
    readonly keys: readonly string[];
    /** In the currency of the bill. */
    readonly amount: number;
}

export interface SourceUsage {
    /** Requests that AWS bills. */
    readonly requests: number;
    /** Requests that were answered from the day's cache. */
    readonly cached: number;
    /** What the requests cost, in USD. */
    readonly usd: number;
}
