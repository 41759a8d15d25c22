import type { AnomalyMonitor, AnomalySubscription, Expression } from "@aws-sdk/client-cost-explorer";
import { isDeepStrictEqual } from "node:util";
import { BUDGET_EMAIL, controlCharacter, invisibleCharacter, SNS_TOPIC_ARN, textError } from "../../../../limits";
import type { AnomalySubscriptionModel } from "../../model";
import { watchedByMonitor } from "../../questions/watchedByMonitor";
import type { ExistingAnomalies } from "./readExistingAnomalies";

/** A dimension of the definition, as monitors name it. */
export interface WatchedDimension {
    readonly key: string;
    /** The name of its category. */
    readonly name: string;
    /** All of its values but for the default. Each has a monitor of its own. */
    readonly values: readonly string[];
}

/** Monitors that the definition names by one word: `services`, `accounts` or a dimension. */
export interface AdoptableWatch {
    readonly key: string;
    /** Its name, or what the names of the monitors of a dimension begin with. */
    readonly name: string;
    /** The ARN, or the ARNs by value of the dimension. */
    readonly arns: string | ReadonlyMap<string, string>;
}

/** A subscription that the definition can say exactly. */
export interface AdoptableSubscription extends Omit<AnomalySubscriptionModel, "key" | "id"> {
    readonly arn: string;
    /** What its monitors watch, by the keys of their watches, sorted. */
    readonly monitors: readonly string[];
}

export interface AdoptableAnomalies {
    readonly watches: readonly AdoptableWatch[];
    readonly subscriptions: readonly AdoptableSubscription[];
    /** What stays as it is: `monitor X` with why. */
    readonly left: readonly { readonly what: string; readonly why: string }[];
}

/**
 * What the definition says of anomalies. It has no monitor without a subscription, and no subscription with a monitor that it cannot say.
 *
 * @param dimensions those that the definition has, whatever watches them.
 */
export function adoptableAnomalies(
    { monitors, subscriptions }: ExistingAnomalies,
    dimensions: readonly WatchedDimension[],
): AdoptableAnomalies {
    const watches = watchesOf(monitors, dimensions);
    const byArn = new Map(watches.flatMap((watch) => arnsOf(watch).map((arn) => [arn, watch] as const)));
    const names = new Set<string>();
    const sorted = subscriptions.map((existing) => {
        const found = adoptableSubscription(existing, byArn);
        if (typeof found === "string") return { existing, why: found };
        if (names.has(found.name)) return { existing, why: "another subscription has its name" };
        names.add(found.name);
        return { existing, found };
    });
    const adopted = sorted.flatMap(({ found }) => found ?? []);
    const used = watches.filter(({ key }) => adopted.some((subscription) => subscription.monitors.includes(key)));
    const usedArns = new Set(used.flatMap(arnsOf));
    return {
        watches: used,
        subscriptions: adopted,
        left: [
            ...monitors
                .filter(({ MonitorArn = "" }) => !usedArns.has(MonitorArn))
                .map((monitor) => ({
                    what: `anomaly monitor ${monitor.MonitorName ?? ""}`,
                    why: byArn.has(monitor.MonitorArn ?? "")
                        ? "no subscription that the definition can say is about it"
                        : "the definition has no monitor that watches the same under this name",
                })),
            ...sorted.flatMap(({ existing, why }) =>
                why === undefined ? [] : [{ what: `anomaly subscription ${existing.SubscriptionName ?? ""}`, why }],
            ),
        ],
    };
}

export function arnsOf({ arns }: AdoptableWatch): readonly string[] {
    return typeof arns === "string" ? [arns] : [...arns.values()];
}

/** A dimension is watched by exactly one monitor for each of its values, with names in one form. */
function watchesOf(
    monitors: readonly AnomalyMonitor[],
    dimensions: readonly WatchedDimension[],
): readonly AdoptableWatch[] {
    const found = monitors.flatMap((monitor) => {
        const { MonitorArn: arn = "", MonitorName: name = "" } = monitor;
        return nameProblem(name) === undefined ? [{ arn, name, watches: watchedByMonitor(monitor) }] : [];
    });
    const single = (["services", "accounts"] as const).flatMap((key) => {
        const [first, ...others] = found.filter(({ watches }) => watches === key);
        return first && others.length === 0 ? [{ key, name: first.name, arns: first.arn }] : [];
    });
    const ofDimensions = dimensions.flatMap(({ key, name: category, values }): AdoptableWatch[] => {
        const its = values.map((value) => ({
            value,
            all: found.filter(({ watches }) => isDeepStrictEqual(watches, { category, value })),
        }));
        const [first] = its;
        const prefix = first?.all[0]?.name.slice(0, -first.value.length - 1) ?? "";
        const isWhole = its.every(({ value, all }) => all.length === 1 && all[0]?.name === `${prefix} ${value}`);
        if (!first || prefix === "" || !isWhole) return [];
        return [{ key, name: prefix, arns: new Map(its.map(({ value, all }) => [value, all[0]?.arn ?? ""])) }];
    });
    return [...single, ...ofDimensions];
}

function adoptableSubscription(
    existing: AnomalySubscription,
    watches: ReadonlyMap<string, AdoptableWatch>,
): AdoptableSubscription | string {
    const { SubscriptionArn: arn = "", SubscriptionName: name = "", MonitorArnList = [], Frequency } = existing;
    const wrongName = nameProblem(name);
    if (wrongName !== undefined) return wrongName;
    const watched = new Set<AdoptableWatch>();
    for (const one of MonitorArnList) {
        const watch = watches.get(one);
        if (!watch) return "one of its monitors is not in the definition";
        watched.add(watch);
    }
    if ([...watched].flatMap(arnsOf).length !== new Set(MonitorArnList).size) {
        return "it is about some of the values of a dimension";
    }
    const who = recipientsOf(existing);
    if (typeof who === "string") return who;
    const frequency = FREQUENCIES.get(Frequency);
    if (frequency === undefined || (frequency === "immediate") !== who.topics.length > 0) {
        return `its frequency is ${Frequency ?? "unknown"}`;
    }
    const threshold = thresholdOf(existing.ThresholdExpression);
    if (existing.ThresholdExpression === undefined) return "its threshold is of AWS's old form, a single number";
    if (threshold === undefined) return "its threshold is not an amount, a share, or both together";
    return { arn, name, monitors: [...watched].map(({ key }) => key).sort(), frequency, ...who, threshold };
}

const FREQUENCIES: ReadonlyMap<string | undefined, AnomalySubscriptionModel["frequency"]> = new Map([
    ["IMMEDIATE", "immediate"],
    ["DAILY", "daily"],
    ["WEEKLY", "weekly"],
]);

/** AWS notifies e-mails and topics by subscriptions of their own. */
function recipientsOf({
    Subscribers = [],
}: AnomalySubscription): Pick<AdoptableSubscription, "emails" | "topics"> | string {
    const addresses = (type: string): string[] =>
        Subscribers.flatMap(({ Type, Address = "" }) => (Type === type ? [Address] : [])).sort();
    const [emails, topics] = [addresses("EMAIL"), addresses("SNS")];
    if ((emails.length === 0) === (topics.length === 0)) return "it notifies both e-mails and topics, or nobody";
    return (
        emails.map((one) => textError(BUDGET_EMAIL, one)).find((one) => one !== undefined) ??
        topics.map((one) => textError(SNS_TOPIC_ARN, one)).find((one) => one !== undefined) ?? { emails, topics }
    );
}

function thresholdOf(expression: Expression | undefined): AdoptableSubscription["threshold"] | undefined {
    const { And: both, ...more } = expression ?? {};
    const isPlain = both === undefined || Object.values(more).every((one) => (one as unknown) === undefined);
    const parts = (both ?? (expression ? [expression] : [])).map(impactOf);
    const amount = parts.find((part) => part?.of === "ANOMALY_TOTAL_IMPACT_ABSOLUTE")?.value;
    const percent = parts.find((part) => part?.of === "ANOMALY_TOTAL_IMPACT_PERCENTAGE")?.value;
    const known = [amount, percent].filter((one) => one !== undefined);
    const isExact = isPlain && known.length === parts.length && known.length === (both ? 2 : 1);
    if (!isExact || percent === 0) return undefined;
    return { ...(amount !== undefined && { amount }), ...(percent !== undefined && { percent }) };
}

/** A number is exact if it is written out as AWS has it. */
function impactOf(part: Expression): { readonly of: string; readonly value: number } | undefined {
    const { Dimensions: dimensions, ...more } = part;
    const { Key = "", Values = [], MatchOptions = [] } = dimensions ?? {};
    const [text = ""] = Values;
    const isPlain =
        Object.values(more).every((one) => (one as unknown) === undefined) &&
        Values.length === 1 &&
        isDeepStrictEqual(MatchOptions, ["GREATER_THAN_OR_EQUAL"]) &&
        /^\d+(\.\d+)?$/.test(text) &&
        String(Number(text)) === text;
    return isPlain ? { of: Key, value: Number(text) } : undefined;
}

/** AWS allows any text. The definition writes it on one line. */
function nameProblem(name: string): string | undefined {
    const hidden = controlCharacter(name) ?? invisibleCharacter(name);
    if (name === "") return "it has no name";
    return hidden === undefined ? undefined : `its name holds the character ${hidden}, which is invisible`;
}
