import type {
    Expression,
    GetCostAndUsageCommandInput,
    GetCostAndUsageCommandOutput,
    GroupDefinition,
} from "@aws-sdk/client-cost-explorer";
import {
    CHARGE_KINDS,
    type ChargeKind,
    type CostGroup,
    type CostMetric,
    type CostQuestion,
    type TagCondition,
} from "../costSource";
import { serviceName } from "../serviceNames";
import { ExplorerError } from "./explorerError";

/**
 * How Cost Explorer names what we ask for.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html, read on 2026-11-26.
 */
const DIMENSIONS = { account: "LINKED_ACCOUNT", service: "SERVICE", region: "REGION", kind: "RECORD_TYPE" } as const;
const METRICS: Readonly<Record<CostMetric, string>> = { unblended: "UnblendedCost", amortized: "AmortizedCost" };
/** Every other record type is usage: DiscountedUsage, Recurring, SavingsPlanNegation, Support, ... */
const RECORD_TYPES: Readonly<Record<Exclude<ChargeKind, "usage">, string>> = {
    credit: "Credit",
    refund: "Refund",
    tax: "Tax",
};
/** Cost Explorer groups by two at most. */
const MOST_GROUPS = 2;

export const NO_RESOURCES =
    "Cost Explorer does not know what single resources cost. An export does: `costs.export: { resources: true }` in the definition, or --source with the place of one";

/** The request of a question's page. */
export function explorerRequest(question: CostQuestion, NextPageToken?: string): GetCostAndUsageCommandInput {
    const { from, to, groupBy, metric } = question;
    if (groupBy.length > MOST_GROUPS) throw new Error("Cost Explorer groups by two at most");
    const Filter = allOf([
        ...(question.accounts ? [accountFilter(question.accounts)] : []),
        ...(question.exceptAccounts?.length ? [{ Not: accountFilter(question.exceptAccounts) }] : []),
        ...kindFilter(question.kinds),
        ...(question.tagged ?? []).map(tagFilter),
    ]);
    return {
        TimePeriod: { Start: from, End: to },
        Granularity: "MONTHLY",
        Metrics: [METRICS[metric]],
        GroupBy: groupBy.map(groupDefinition),
        ...(Filter && { Filter }),
        ...(NextPageToken !== undefined && { NextPageToken }),
    };
}

/** Only usage: what a forecast is of. */
export const USAGE_FILTER: Expression = {
    Not: { Dimensions: { Key: "RECORD_TYPE", Values: Object.values(RECORD_TYPES) } },
};

function accountFilter(ids: readonly string[]): Expression {
    return { Dimensions: { Key: "LINKED_ACCOUNT", Values: [...ids] } };
}

function kindFilter(kinds: readonly ChargeKind[] | undefined): Expression[] {
    if (!kinds || CHARGE_KINDS.every((kind) => kinds.includes(kind))) return [];
    const typesOf = (isWanted: (kind: ChargeKind) => boolean): string[] =>
        CHARGE_KINDS.flatMap((kind) => (kind !== "usage" && isWanted(kind) ? RECORD_TYPES[kind] : []));
    // Usage has many record types, and AWS adds more: it is what is none of the others.
    if (!kinds.includes("usage"))
        return [{ Dimensions: { Key: "RECORD_TYPE", Values: typesOf((kind) => kinds.includes(kind)) } }];
    return [{ Not: { Dimensions: { Key: "RECORD_TYPE", Values: typesOf((kind) => !kinds.includes(kind)) } } }];
}

/** What has no such tag is among the others. */
function tagFilter({ tag, values, isOneOf }: TagCondition): Expression {
    const tagged: Expression = { Tags: { Key: tag, Values: [...values] } };
    return isOneOf ? tagged : { Not: tagged };
}

function allOf(filters: readonly Expression[]): Expression | undefined {
    return filters.length > 1 ? { And: [...filters] } : filters[0];
}

function groupDefinition(group: CostGroup): GroupDefinition {
    if (typeof group !== "string") return { Type: "TAG", Key: group.tag };
    if (group === "resource") {
        throw new ExplorerError(NO_RESOURCES);
    }
    return { Type: "DIMENSION", Key: DIMENSIONS[group] };
}

/** One amount of an answer. */
export interface ExplorerAmount {
    readonly month: string;
    readonly keys: readonly string[];
    readonly amount: number;
    readonly currency: string;
}

/** The amounts of a page. Two of AWS's names may be one of ours, so that a key can occur twice. */
export function explorerAmounts(
    { from, granularity, groupBy, metric }: CostQuestion,
    { ResultsByTime = [] }: Pick<GetCostAndUsageCommandOutput, "ResultsByTime">,
): readonly ExplorerAmount[] {
    return ResultsByTime.flatMap(({ TimePeriod, Groups = [] }) => {
        const month = ((granularity === "total" ? undefined : TimePeriod?.Start) ?? from).slice(0, 7);
        return Groups.map(({ Keys = [], Metrics }) => {
            const { Amount = "0", Unit = "" } = Metrics?.[METRICS[metric]] ?? {};
            const keys = groupBy.map((group, index) => keyOf(group, Keys[index] ?? ""));
            return { month, keys, amount: Number(Amount), currency: Unit };
        });
    });
}

function keyOf(group: CostGroup, key: string): string {
    // AWS writes `Team$shop`, and `Team$` for what has no such tag. A tag's key may contain a $ itself.
    if (typeof group !== "string") return key.startsWith(`${group.tag}$`) ? key.slice(group.tag.length + 1) : key;
    if (group === "service") return serviceName(key);
    if (group === "region") return ["", "NoRegion"].includes(key) ? "global" : key;
    if (group === "kind") return CHARGE_KINDS.find((kind) => kind !== "usage" && RECORD_TYPES[kind] === key) ?? "usage";
    return key;
}
