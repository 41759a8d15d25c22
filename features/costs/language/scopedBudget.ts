import { createHash } from "node:crypto";
import type { Path, Report } from "../../../definition/problemReport";
import { BUDGET_ALERT_EMAILS, BUDGET_ALERT_TOPICS, BUDGET_NAME, list, textError } from "../../../limits";
import type { BudgetAlert, BudgetModel, BudgetScope } from "../model";
import { thresholdText } from "./alertThreshold";
import type { WrittenBudget } from "./writtenBudget";

/** How messages and names call what a budget counts: `account shop-prod`, `team shop`. */
export function scopeText(scope: BudgetScope): string {
    switch (scope.kind) {
        case "organization":
            return "organization";
        case "unit":
            return `unit ${scope.unit}`;
        case "account":
            return `account ${scope.account}`;
        case "dimension":
            return `${scope.dimension} ${scope.value}`;
    }
}

/**
 * The budget of one organisation, unit, account or value of a dimension.
 *
 * @param email of the account, for the word `account` in `notify`.
 */
export function scopedBudget(
    { alerts, name, isListed, isInherited, ...written }: WrittenBudget,
    scope: BudgetScope,
    { email, currency }: { readonly email?: string; readonly currency: string },
    report: Report,
): BudgetModel {
    const key = `${scopeText(scope)} ${written.period}${isListed ? ` ${name ?? ""}` : ""}`;
    const budget: BudgetModel = {
        key,
        name: isInherited || name === undefined ? nameInAws(key) : name,
        scope,
        period: written.period,
        amount: written.amount,
        alerts: alerts.map(({ threshold, unit, of, notify }): BudgetAlert => {
            const own = notify.account && email !== undefined ? [email] : [];
            return { threshold, unit, of, emails: [...new Set([...notify.emails, ...own])], topics: notify.topics };
        }),
        stop: written.stop,
        ...(written.existing && { existing: true }),
        path: written.path,
    };
    checkRecipients(budget, alerts, currency, report);
    return budget;
}

/** Mistakes of a budget that many accounts inherit are reported once. */
function checkRecipients(
    { scope, alerts, path }: BudgetModel,
    written: WrittenBudget["alerts"],
    currency: string,
    report: Report,
): void {
    const addOnce = (at: Path, message: string): void => {
        if (!report.hasMistakeAt(at)) report.add(at, message);
    };
    const unheard = alerts.filter(
        ({ emails, topics }, index) => emails.length + topics.length === 0 && written[index]?.notify.areWrong === false,
    );
    if (unheard.length > 0) {
        const texts = list(unheard.map((alert) => `"${thresholdText(alert, currency)}"`));
        const what = `${unheard.length === 1 ? "the alert" : "the alerts"} ${texts}`;
        const advice = "give notify here or in costs, such as notify: [finops@example.com], or alerts: []";
        const isForAccount = written.some(({ notify }) => notify.account);
        addOnce(
            path,
            isForAccount
                ? `has ${what} for the account's e-mail, and ${scopeText(scope)} is no account: ${advice}`
                : `has ${what}, and nobody to notify: ${advice}`,
        );
    }
    for (const [index, { emails, topics }] of alerts.entries()) {
        const at = written[index]?.path ?? path;
        if (emails.length > BUDGET_ALERT_EMAILS.max) {
            addOnce(at, `notifies ${emails.length} e-mails: AWS allows ${BUDGET_ALERT_EMAILS.max} for an alert`);
        }
        if (topics.length > BUDGET_ALERT_TOPICS.max) {
            addOnce(
                at,
                `notifies ${topics.length} SNS topics: AWS allows ${BUDGET_ALERT_TOPICS.max} for an alert. A topic can have many subscribers`,
            );
        }
    }
}

/** The key as AWS allows it: without `:` and `\`, and cut. What was changed gets a digest, so that names differ as keys do. */
function nameInAws(key: string): string {
    if (textError(BUDGET_NAME, key) === undefined) return key;
    const digest = createHash("sha256").update(key).digest("hex").slice(0, 8);
    const plain = key
        .replace(/[^A-Za-z0-9 _.,+=@()-]+/g, "-")
        .slice(0, BUDGET_NAME.max - digest.length - 1)
        .trimEnd();
    return `${plain} ${digest}`;
}
