import type { Budget } from "@aws-sdk/client-budgets";
import { isDeepStrictEqual } from "node:util";
import {
    controlCharacter,
    invisibleCharacter,
    BUDGET_ALERTS,
    BUDGET_TIME_UNITS,
    BUDGET_EMAIL,
    BUDGET_NAME,
    BUDGET_ALERT_TOPICS,
    SNS_TOPIC_ARN,
    textError,
} from "../../../../limits";
import type { OrganizationInventory } from "../../../../operations/commands/adopt/feature";
import { amountError } from "../../language/writtenBudget";
import { BUDGET_PERIODS, type BudgetAlert, type BudgetPeriod } from "../../model";
import type { AdoptableCategory } from "../categories/adoptableCategory";
import type { ExistingBudget, ExistingNotification } from "./readExistingBudgets";

/** What a budget counts, by ids of AWS and keys of dimensions. */
export type ExistingScope =
    | { readonly kind: "organization" }
    | { readonly kind: "unit" | "account"; readonly id: string }
    | { readonly kind: "dimension"; readonly dimension: string; readonly value: string };

/** The dimensions of the definition, by key. */
type Dimensions = ReadonlyMap<string, Pick<AdoptableCategory, "name" | "values" | "defaultValue">>;

/** A budget that the definition can say exactly. */
export interface AdoptableBudget {
    readonly name: string;
    readonly scope: ExistingScope;
    readonly period: BudgetPeriod;
    /** In USD. */
    readonly amount: number;
    readonly alerts: readonly BudgetAlert[];
}

/** The currency that AWS counts costs in, outside China. */
export const ADOPTED_CURRENCY = "USD";

/** What AWS and the provider give a budget without an end. API reference, TimePeriod, read on 2026-11-26. */
const NO_END = "2087-06-15";

/**
 * What the definition says of a budget.
 *
 * @returns a text that says why it cannot be said exactly: it completes "it is left alone, because".
 */
export function adoptableBudget(
    existing: ExistingBudget,
    organization: OrganizationInventory,
    dimensions: Dimensions,
): AdoptableBudget | string {
    const { budget, notifications, hasActions } = existing;
    const name = budget.BudgetName ?? "";
    const period = BUDGET_PERIODS.find((one) => BUDGET_TIME_UNITS[one] === budget.TimeUnit);
    if (budget.BudgetType !== "COST") return `it is of type ${budget.BudgetType ?? "unknown"}, and not of costs`;
    if (!period) return `its period is ${budget.TimeUnit ?? "unknown"}`;
    if (hasActions) return "it has budget actions";
    const different = unlikeOurs(budget);
    if (different !== undefined) return different;
    const nameError = textError(BUDGET_NAME, name);
    if (nameError !== undefined) return nameError;
    const hidden = controlCharacter(name) ?? invisibleCharacter(name);
    if (hidden !== undefined) return `its name holds the character ${hidden}, which is invisible`;
    const amount = Number(budget.BudgetLimit?.Amount);
    const error = amountError(amount);
    if (error !== undefined) return `its amount ${error}`;
    const scope = existingScope(budget, organization, dimensions);
    if (typeof scope === "string") return scope;
    if (notifications.length > BUDGET_ALERTS.max) return `it has more than ${BUDGET_ALERTS.max} alerts`;
    const alerts = notifications.map(alertOf);
    const wrong = alerts.find((alert) => typeof alert === "string");
    if (wrong !== undefined) return wrong;
    return { name, scope, period, amount, alerts: alerts.filter((alert) => typeof alert !== "string") };
}

/** Of what the definition never writes. */
function unlikeOurs(budget: Budget): string | undefined {
    const { AutoAdjustData, PlannedBudgetLimits, BudgetLimit, TimePeriod, BillingViewArn } = budget;
    if (AutoAdjustData) return "AWS adjusts its amount by itself";
    if (PlannedBudgetLimits && Object.keys(PlannedBudgetLimits).length > 0)
        return "it has an amount of its own for each period";
    if (BudgetLimit?.Unit !== ADOPTED_CURRENCY) return `it is in ${BudgetLimit?.Unit ?? "no currency"}`;
    if (BillingViewArn !== undefined && !BillingViewArn.endsWith("/primary")) return "it counts another billing view";
    const end = TimePeriod?.End === undefined ? undefined : new Date(TimePeriod.End).toISOString().slice(0, 10);
    if (end !== undefined && end !== NO_END) return `it ends on ${end}`;
    return undefined;
}

function existingScope(
    { CostFilters = {}, FilterExpression }: Budget,
    organization: OrganizationInventory,
    dimensions: Dimensions,
): ExistingScope | string {
    const filters = Object.entries(CostFilters).filter(([, values]) => values.length > 0);
    const [filter] = filters;
    if (!filter) return FilterExpression ? "its filter is an expression" : { kind: "organization" };
    const [by, values] = filter;
    if (filters.length > 1) return `it filters by ${filters.map(([one]) => one).join(" and ")}`;
    if (by !== "LinkedAccount" && by !== "CostCategory") return `it filters by ${by}`;
    if (FilterExpression && !saysTheSame(FilterExpression, by, values)) return "its filter is an expression";
    return by === "LinkedAccount"
        ? scopeOfAccounts(new Set(values), organization)
        : scopeOfCategory(values, dimensions);
}

/** AWS answers a plain filter as an expression too. */
function saysTheSame(
    expression: NonNullable<Budget["FilterExpression"]>,
    by: "LinkedAccount" | "CostCategory",
    values: readonly string[],
): boolean {
    const [operand, prefix] =
        by === "LinkedAccount"
            ? [expression.Dimensions?.Key === "LINKED_ACCOUNT" ? expression.Dimensions : undefined, ""]
            : [expression.CostCategories, `${expression.CostCategories?.Key ?? ""}$`];
    const { Values = [], MatchOptions = [] } = operand ?? {};
    const isSame = isDeepStrictEqual(Values.map((value) => `${prefix}${value}`).sort(), values.toSorted());
    return isSame && Object.keys(expression).length === 1 && MatchOptions.every((one) => one === "EQUALS");
}

/** One value of a dimension, which AWS writes as `team$shop`. */
function scopeOfCategory(filter: readonly string[], dimensions: Dimensions): ExistingScope | string {
    const [text = "", ...others] = filter;
    if (others.length > 0) return `it counts ${filter.length} values of cost categories`;
    for (const [dimension, { name, values, defaultValue }] of dimensions) {
        const value = [...values, ...(defaultValue === undefined ? [] : [defaultValue])].find(
            (one) => text === `${name}$${one}`,
        );
        if (value !== undefined) return { kind: "dimension", dimension, value };
    }
    return `it counts ${text}, and the definition has no dimension with that value`;
}

/** One account of the definition, or exactly those of a unit and the units below it. */
function scopeOfAccounts(
    counted: ReadonlySet<string>,
    { units, accounts }: OrganizationInventory,
): ExistingScope | string {
    const others = [...counted].filter((id) => accounts.every((account) => account.id !== id));
    if (others.length > 0) {
        return `it counts ${others.join(", ")}, which the definition does not hold (the management account is never in it)`;
    }
    const [id = ""] = counted;
    if (counted.size === 1) return { kind: "account", id };
    const below = new Map<string, Set<string>>(units.map((unit) => [unit.id, new Set()]));
    for (const account of accounts) below.get(account.parent)?.add(account.id);
    // Parents come before their children.
    for (const unit of units.toReversed()) for (const one of below.get(unit.id) ?? []) below.get(unit.parent)?.add(one);
    const unit = units.find((one) => isDeepStrictEqual(below.get(one.id), counted));
    return unit ? { kind: "unit", id: unit.id } : "its accounts are not those of a unit";
}

function alertOf(notification: ExistingNotification): BudgetAlert | string {
    const { ComparisonOperator, NotificationType, Threshold = 0, ThresholdType, subscribers } = notification;
    if (ComparisonOperator !== "GREATER_THAN") return `it alerts when costs are ${ComparisonOperator ?? "unknown"}`;
    if (NotificationType !== "ACTUAL" && NotificationType !== "FORECASTED") return "it has an alert of an unknown type";
    if (!(Threshold > 0) || !/^\d+(\.\d+)?$/.test(String(Threshold))) return `it alerts at ${Threshold}`;
    const addresses = (type: string): string[] =>
        subscribers
            .flatMap(({ SubscriptionType, Address = "" }) => (SubscriptionType === type ? [Address] : []))
            .sort();
    const [emails, topics] = [addresses("EMAIL"), addresses("SNS")];
    if (emails.length + topics.length === 0) return "it has an alert that notifies nobody";
    if (topics.length > BUDGET_ALERT_TOPICS.max) return "it has an alert for several SNS topics";
    const error =
        emails.map((one) => textError(BUDGET_EMAIL, one)).find((one) => one !== undefined) ??
        topics.map((one) => textError(SNS_TOPIC_ARN, one)).find((one) => one !== undefined);
    if (error !== undefined) return error;
    return {
        threshold: Threshold,
        unit: ThresholdType === "ABSOLUTE_VALUE" ? "amount" : "percent",
        of: NotificationType === "FORECASTED" ? "forecast" : "actual",
        emails,
        topics,
    };
}
