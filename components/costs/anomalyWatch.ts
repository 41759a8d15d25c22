import * as costexplorer from "@pulumi/aws/costexplorer";
import * as pulumi from "@pulumi/pulumi";
import type { CostCategory } from "./costCategory";
import type { CostTags } from "./costTags";

export interface AnomalyMonitorArgs {
    /** Its name in AWS. */
    readonly name: string;
    /** Each service or each account for itself, or one value of a cost category. Other costs to watch replace the monitor. */
    readonly watches: "services" | "accounts" | { readonly category: CostCategory; readonly value: string };
    /** Default: none */
    readonly tags?: CostTags;
}

/** What AWS has already. A new monitor or subscription needs none of it. */
export interface AnomalyHistory {
    /** The ARN of an existing one that this run imports. Leave it out in later runs. */
    readonly importId?: string;
    /** It was imported, now or in an earlier run: it keeps its tags. */
    readonly isImported?: boolean;
}

/**
 * A monitor of AWS Cost Anomaly Detection. It is free. AWS allows one for services and makes it by itself in new organisations: take that
 * one over with `history.importId`. A name that AWS has given it stays, and so does the monitor when it is taken out of the program.
 */
export class AnomalyMonitor extends costexplorer.AnomalyMonitor {
    /** @param key must never change: another key makes another monitor. */
    constructor(
        key: string,
        { name, watches, tags }: AnomalyMonitorArgs,
        opts: pulumi.CustomResourceOptions = {},
        { importId, isImported = importId !== undefined }: AnomalyHistory = {},
    ) {
        super(
            key,
            {
                name,
                ...(tags && { tags: { ...tags } }),
                ...(typeof watches === "string"
                    ? {
                          monitorType: "DIMENSIONAL",
                          monitorDimension: watches === "services" ? "SERVICE" : "LINKED_ACCOUNT",
                      }
                    : { monitorType: "CUSTOM", monitorSpecification: specification(watches) }),
            },
            pulumi.mergeOptions(
                {
                    dependsOn: typeof watches === "string" ? [] : [watches.category],
                    // AWS and the provider write a specification in several ways, and a difference would replace the monitor.
                    ignoreChanges: [
                        ...(watches === "services" ? ["name"] : []),
                        ...(isImported ? ["tags"] : []),
                        ...(typeof watches === "string" ? [] : ["monitorSpecification"]),
                    ],
                    ...(importId !== undefined && { import: importId }),
                    // Subscriptions that others have made may need it.
                    ...(watches === "services" && { retainOnDelete: true }),
                },
                opts,
            ),
        );
    }
}

function specification({ category, value }: { readonly category: CostCategory; readonly value: string }): string {
    return JSON.stringify({ CostCategories: { Key: category.categoryName, Values: [value] } });
}

export interface AnomalySubscriptionArgs {
    /** Its name in AWS. Another name replaces it. */
    readonly name: string;
    readonly monitors: readonly AnomalyMonitor[];
    /** AWS notifies SNS topics at once, and e-mails daily or weekly. */
    readonly frequency: "immediate" | "daily" | "weekly";
    /** Default: none */
    readonly emails?: readonly pulumi.Input<string>[];
    /** ARNs of SNS topics. Default: none */
    readonly topics?: readonly pulumi.Input<string>[];
    /** The least impact: an amount, a share in percent of what was expected, or both, which must then both be reached. */
    readonly threshold: { readonly amount?: number; readonly percent?: number };
    /** Default: none */
    readonly tags?: CostTags;
}

/** Who hears of the anomalies that monitors find. */
export class AnomalySubscription extends costexplorer.AnomalySubscription {
    /** @param key must never change: another key makes another subscription. */
    constructor(
        key: string,
        args: AnomalySubscriptionArgs,
        opts: pulumi.CustomResourceOptions = {},
        { importId, isImported = importId !== undefined }: AnomalyHistory = {},
    ) {
        const { emails = [], topics = [] } = args;
        super(
            key,
            {
                name: args.name,
                frequency: args.frequency.toUpperCase(),
                monitorArnLists: args.monitors.map(({ arn }) => arn),
                subscribers: [
                    ...emails.map((address) => ({ type: "EMAIL", address })),
                    ...topics.map((address) => ({ type: "SNS", address })),
                ],
                thresholdExpression: thresholdExpression(args.threshold),
                ...(args.tags && { tags: { ...args.tags } }),
            },
            pulumi.mergeOptions(
                {
                    ...(isImported && { ignoreChanges: ["tags"] }),
                    ...(importId !== undefined && { import: importId }),
                },
                opts,
            ),
        );
    }
}

type Dimension = { readonly dimension: { key: string; values: string[]; matchOptions: string[] } };

function thresholdExpression({
    amount,
    percent,
}: AnomalySubscriptionArgs["threshold"]): Dimension | { ands: Dimension[] } {
    const atLeast = (key: string, value: number): Dimension => ({
        dimension: { key, values: [String(value)], matchOptions: ["GREATER_THAN_OR_EQUAL"] },
    });
    const both = [
        ...(amount === undefined ? [] : [atLeast("ANOMALY_TOTAL_IMPACT_ABSOLUTE", amount)]),
        ...(percent === undefined ? [] : [atLeast("ANOMALY_TOTAL_IMPACT_PERCENTAGE", percent)]),
    ];
    const [only] = both;
    return both.length === 1 && only ? only : { ands: both };
}
