import type { Report } from "../../../definition/problemReport";
import { withoutUndefined } from "../../../definition/resolution/withoutUndefined";
import { ANOMALY_MONITORS, ANOMALY_SUBSCRIPTIONS, didYouMean, formatCount, listSome, quoted } from "../../../limits";
import type { AnomaliesModel, AnomalyMonitorModel, AnomalySubscriptionModel } from "../model";
import type { AnomalyAlertInput, CostsInput } from "./costsSchema";
import { recipientsIn, type Recipients } from "./recipients";

/** The least impact that AWS's own subscription has, if the definition gives none. */
const DEFAULT_AMOUNT = 100;

/**
 * Resolves `anomalies`: a monitor for each thing that is watched, and subscriptions.
 *
 * @param valueCounts the number of values of each dimension. In AWS, each value has a monitor of its own.
 */
export function anomaliesModel(
    input: CostsInput["anomalies"],
    valueCounts: ReadonlyMap<string, number>,
    defaults: Recipients,
    report: Report,
): AnomaliesModel | undefined {
    if (input === undefined) return undefined;
    const dimensions = [...valueCounts.keys()];
    const alerts = Array.isArray(input) ? input : [input];
    const monitors = new Map<string, AnomalyMonitorModel>();
    const names = new Set<string>();
    const subscriptions = alerts.flatMap((alert, index) => {
        const path = ["costs", "anomalies", ...(Array.isArray(input) ? [index] : [])];
        const watched = watchedBy(alert, dimensions, path, report);
        for (const key of watched) monitors.set(key, monitorOf(key, alert, monitors.get(key)));
        const { name = "anomalies" } = alert;
        if (names.has(name)) {
            report.add(
                alert.name === undefined ? path : [...path, "name"],
                `is a second subscription with the name ${quoted(name)}: give each a name of its own`,
            );
        }
        names.add(name);
        return subscriptionsOf({ ...alert, name }, watched, defaults, path, report);
    });
    const count = (watched: string): number => valueCounts.get(watched) ?? 1;
    checkCounts(
        [...monitors.keys()].reduce((sum, watched) => sum + count(watched), 0),
        subscriptions.length,
        report,
    );
    return { monitors: [...monitors.values()], subscriptions };
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

function watchedBy(
    { watch = ["services"], monitors = {} }: AnomalyAlertInput,
    dimensions: readonly string[],
    path: AlertPath,
    report: Report,
): readonly string[] {
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
    for (const [key, { id }] of Object.entries(monitors)) {
        const at = [...path, "monitors", key, "id"];
        if (id !== undefined && dimensions.includes(key)) {
            report.add(at, `is one monitor, and a dimension has one for each value: leave it out`);
        } else if (id !== undefined) checkArn("monitor", id, at, report);
        if (!watch.includes(key)) {
            report.add([...path, "monitors", key], `${quoted(key)} is not watched here: add it to watch, or remove it`);
        }
    }
    return [...new Set(watch)];
}

function monitorOf(
    key: string,
    { monitors = {} }: AnomalyAlertInput,
    known: AnomalyMonitorModel | undefined,
): AnomalyMonitorModel {
    const { name, id } = (Object.hasOwn(monitors, key) ? monitors[key] : undefined) ?? {};
    return {
        key,
        watches: key === "services" || key === "accounts" ? { kind: key } : { kind: "dimension", dimension: key },
        name: name ?? known?.name ?? key,
        ...((id ?? known?.id) !== undefined && { id: id ?? known?.id }),
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
