import type { Report } from "../../../definition/problemReport";
import { withoutUndefined } from "../../../definition/resolution/withoutUndefined";
import {
    ANOMALY_MONITORS,
    ANOMALY_SUBSCRIPTIONS,
    didYouMean,
    formatCount,
    listSome,
    quoted,
    visible,
} from "../../../limits";
import type { AnomaliesModel, AnomalyMonitorModel, AnomalySubscriptionModel } from "../model";
import type { AnomalyAlertInput, AnomalyMonitorInput, CostsInput } from "./costsSchema";
import { recipientsIn, type Recipients } from "./recipients";

/** The least impact that AWS's own subscription has, if the definition gives none. */
const DEFAULT_AMOUNT = 100;

/**
 * Resolves `anomalies`: a monitor for each thing that is watched, and subscriptions.
 *
 * @param values those of each dimension. In AWS, each value has a monitor of its own.
 */
export function anomaliesModel(
    input: CostsInput["anomalies"],
    values: DimensionValues,
    defaults: Recipients,
    report: Report,
): AnomaliesModel | undefined {
    if (input === undefined) return undefined;
    const alerts = Array.isArray(input) ? input : [input];
    const monitors = new Map<string, AnomalyMonitorModel>();
    const names = new Set<string>();
    const owners = new Map<string, string>();
    const subscriptions = alerts.flatMap((alert, index) => {
        const path = ["costs", "anomalies", ...(Array.isArray(input) ? [index] : [])];
        const watched = watchedBy(alert, values, path, report);
        for (const key of watched) monitors.set(key, monitorOf(key, alert, monitors.get(key)));
        const { name = "anomalies" } = alert;
        checkOneOwner(alert, name, owners, path, report);
        if (names.has(name)) reportSecond(name, alert.name === undefined ? path : [...path, "name"], report);
        const own = subscriptionsOf({ ...alert, name }, watched, defaults, path, report);
        for (const { key } of own) {
            if (key !== name && names.has(key)) reportSecond(key, path, report);
            names.add(key);
        }
        names.add(name);
        return own;
    });
    const count = (watched: string): number => values.get(watched)?.length ?? 1;
    checkCounts(
        [...monitors.keys()].reduce((sum, watched) => sum + count(watched), 0),
        subscriptions.length,
        report,
    );
    return { monitors: [...monitors.values()], subscriptions };
}

function reportSecond(name: string, path: AlertPath, report: Report): void {
    report.add(path, `is a second subscription with the name ${quoted(name)}: give each a name of its own`);
}

/**
 * An ARN is that of one monitor or subscription: two resources would change the same thing in turns, and the end of one would delete it.
 *
 * @param owners what has each ARN so far.
 */
function checkOneOwner(
    { id, monitors = {} }: AnomalyAlertInput,
    name: string,
    owners: Map<string, string>,
    path: AlertPath,
    report: Report,
): void {
    const claims: [string | undefined, string, AlertPath][] = [
        [id, `subscription ${visible(name)}`, [...path, "id"]],
        ...Object.entries(monitors).flatMap(([key, monitor]): typeof claims => [
            [monitor.id, `monitor ${visible(key)}`, [...path, "monitors", key, "id"]],
            ...Object.entries(monitor.ids ?? {}).map(([value, arn]): (typeof claims)[number] => [
                arn,
                `monitor ${visible(key)} ${visible(value)}`,
                [...path, "monitors", key, "ids", value],
            ]),
        ]),
    ];
    for (const [arn, owner, at] of claims) {
        if (arn === undefined) continue;
        const other = owners.get(arn);
        if (other === undefined) owners.set(arn, owner);
        else if (other !== owner) report.add(at, `is that of the ${other} already: keep one`);
    }
}

function checkCounts(monitors: number, subscriptions: number, report: Report): void {
    for (const [count, what, { max }] of [
        [monitors, "monitors", ANOMALY_MONITORS],
        [subscriptions, "subscriptions", ANOMALY_SUBSCRIPTIONS],
    ] as const) {
        if (count > max) report.add(["costs", "anomalies"], `needs ${formatCount(count)} ${what}: AWS allows ${max}`);
    }
}

type AlertPath = (string | number)[];

/** The values of each dimension, by the dimension's key. */
type DimensionValues = ReadonlyMap<string, readonly string[]>;

function watchedBy(
    { watch = ["services"], monitors = {} }: AnomalyAlertInput,
    values: DimensionValues,
    path: AlertPath,
    report: Report,
): readonly string[] {
    const dimensions = [...values.keys()];
    const known = ["services", "accounts", ...dimensions];
    if (watch.length === 0) report.add([...path, "watch"], "is an empty list: name services, accounts or dimensions");
    for (const [index, one] of watch.entries()) {
        if (watch.indexOf(one) !== index) {
            report.add([...path, "watch", index], `names ${quoted(one)} a second time: keep one`);
        } else if (!known.includes(one)) {
            report.add(
                [...path, "watch", index],
                () =>
                    `${quoted(one)} cannot be watched.${didYouMean(one, known)} Use services, accounts, or a dimension: ${listSome(dimensions)}.`,
            );
        }
    }
    for (const [key, monitor] of Object.entries(monitors)) {
        checkMonitorIds(monitor, values.get(key), [...path, "monitors", key], report);
        if (!watch.includes(key)) {
            report.add([...path, "monitors", key], `${quoted(key)} is not watched here: add it to watch, or remove it`);
        }
    }
    return [...new Set(watch)];
}

/** @param values those of the dimension that the monitors watch; undefined if they watch services or accounts. */
function checkMonitorIds(
    { id, ids }: AnomalyMonitorInput,
    values: readonly string[] | undefined,
    path: AlertPath,
    report: Report,
): void {
    if (id !== undefined && values) {
        report.add([...path, "id"], "is one monitor, and a dimension has one for each value: use ids");
    } else if (id !== undefined) checkArn("monitor", id, [...path, "id"], report);
    if (ids && !values) {
        report.add([...path, "ids"], "is for the values of a dimension, and this is one monitor: use id");
        return;
    }
    for (const [value, arn] of Object.entries(ids ?? {})) {
        const at = [...path, "ids", value];
        checkArn("monitor", arn, at, report);
        if (values?.includes(value)) continue;
        report.add(
            at,
            () =>
                `the dimension has no value ${quoted(value)}.${didYouMean(value, values ?? [])} It has ${listSome(values ?? [])}.`,
        );
    }
}

function monitorOf(
    key: string,
    { monitors = {} }: AnomalyAlertInput,
    known: AnomalyMonitorModel | undefined,
): AnomalyMonitorModel {
    const { name, id, ids } = (Object.hasOwn(monitors, key) ? monitors[key] : undefined) ?? {};
    return {
        key,
        watches: key === "services" || key === "accounts" ? { kind: key } : { kind: "dimension", dimension: key },
        name: name ?? known?.name ?? key,
        ...withoutUndefined({ id: id ?? known?.id, ids: ids ?? known?.ids }),
    };
}

/** AWS sends e-mails once a day or week, and notifies SNS topics at once: who wants both has two subscriptions. */
function subscriptionsOf(
    alert: AnomalyAlertInput & { readonly name: string },
    monitors: readonly string[],
    defaults: Recipients,
    path: AlertPath,
    report: Report,
): AnomalySubscriptionModel[] {
    const { name, id, frequency } = alert;
    const recipients = recipientsIn(alert, path, report) ?? defaults;
    const { emails, topics } = recipients;
    // Who is notified is not known then, so nothing follows from it.
    if (!recipients.areWrong) checkRecipients(alert, recipients, path, report);
    if (id !== undefined) checkArn("subscription", id, [...path, "id"], report);
    const threshold = thresholdOf(alert, path, report);
    const of = (key: string, who: Pick<AnomalySubscriptionModel, "emails" | "topics" | "frequency">) => ({
        key,
        name: key,
        monitors,
        ...who,
        threshold,
        ...withoutUndefined({ id }),
    });
    return [
        ...(emails.length > 0
            ? [of(name, { emails, topics: [], frequency: frequency === "weekly" ? "weekly" : "daily" })]
            : []),
        ...(topics.length > 0
            ? [of(emails.length > 0 ? `${name} immediate` : name, { emails: [], topics, frequency: "immediate" })]
            : []),
    ] as AnomalySubscriptionModel[];
}

function checkRecipients(
    { notify, frequency, id }: AnomalyAlertInput,
    { emails, topics, account }: Recipients,
    path: AlertPath,
    report: Report,
): void {
    if (account && notify) {
        report.add(
            [...path, "notify"],
            "names account, and an anomaly is of no one account: use e-mails and SNS topics",
        );
    } else if (emails.length + topics.length === 0) {
        report.add(path, "has nobody to notify: give notify here or in costs, such as notify: [finops@example.com]");
    }
    if (frequency === "immediate" && emails.length > 0) {
        report.add(
            [...path, "frequency"],
            "AWS sends e-mails daily or weekly, and notifies only SNS topics at once: use daily, or an SNS topic",
        );
    } else if (frequency !== undefined && frequency !== "immediate" && emails.length === 0 && topics.length > 0) {
        report.add(
            [...path, "frequency"],
            `AWS notifies SNS topics at once, and only e-mails ${frequency}: use immediate, or an e-mail`,
        );
    }
    if (id !== undefined && emails.length > 0 && topics.length > 0) {
        report.add(
            [...path, "id"],
            "is one subscription, and e-mails and SNS topics need one each: notify one of the two, and add a map for the other",
        );
    }
}

function checkArn(what: "monitor" | "subscription", arn: string, path: AlertPath, report: Report): void {
    if (new RegExp(`^arn:aws[a-z-]*:ce::\\d{12}:anomaly${what}/[\\w-]+$`).test(arn)) return;
    report.add(
        path,
        `${quoted(arn)} is not the ARN of a ${what}: use one such as arn:aws:ce::111122223333:anomaly${what}/1a2b...`,
    );
}

function thresholdOf(
    { amount, share }: AnomalyAlertInput,
    path: AlertPath,
    report: Report,
): AnomalySubscriptionModel["threshold"] {
    if (amount !== undefined && !(amount >= 0))
        report.add([...path, "amount"], `${amount} is not an amount: give 0 or more`);
    const [, digits] = /^(\d+(?:\.\d+)?)%$/.exec(share?.trim() ?? "") ?? [];
    if (share !== undefined && (digits === undefined || Number(digits) === 0)) {
        report.add(
            [...path, "share"],
            `${quoted(share)} is no share of the expected costs: write one with its sign, such as "40%"`,
        );
    }
    return {
        ...((amount !== undefined || share === undefined) && { amount: amount ?? DEFAULT_AMOUNT }),
        ...(digits !== undefined && { percent: Number(digits) }),
    };
}
