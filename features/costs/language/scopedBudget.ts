import { createHash } from "node:crypto";
import type { Report } from "../../../definition/problemReport";
import { BUDGET_ALERT_EMAILS, BUDGET_ALERT_TOPICS, BUDGET_NAME, textError } from "../../../limits";
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
    { alerts, name, isListed, ...written }: WrittenBudget,
    scope: BudgetScope,
    { email, currency }: { readonly email?: string; readonly currency: string },
    report: Report,
): BudgetModel {
    const key = `${scopeText(scope)} ${written.period}${isListed ? ` ${name ?? ""}` : ""}`;
    return {
        key,
        name: name ?? nameInAws(key),
        scope,
        period: written.period,
        amount: written.amount,
        alerts: alerts.map(({ threshold, unit, of, notify, path }): BudgetAlert => {
            const own = notify.account && email !== undefined ? [email] : [];
            const emails = [...new Set([...notify.emails, ...own])];
            const at = path ?? written.path;
            if (emails.length + notify.topics.length === 0) {
                const text = thresholdText({ threshold, unit, of }, currency);
                const advice = "give notify here or in costs, such as notify: [finops@example.com], or alerts: []";
                report.add(
                    written.path,
                    notify.account
                        ? `has the alert "${text}" for the account's e-mail, and ${scopeText(scope)} is no account: ${advice}`
                        : `has the alert "${text}" and nobody to notify: ${advice}`,
                );
            }
            if (emails.length > BUDGET_ALERT_EMAILS.max) {
                report.add(at, `notifies ${emails.length} e-mails: AWS allows ${BUDGET_ALERT_EMAILS.max} for an alert`);
            }
            if (notify.topics.length > BUDGET_ALERT_TOPICS.max) {
                report.add(
                    at,
                    `notifies ${notify.topics.length} SNS topics: AWS allows ${BUDGET_ALERT_TOPICS.max} for an alert. A topic can have many subscribers`,
                );
            }
            return { threshold, unit, of, emails, topics: notify.topics };
        }),
        stop: written.stop,
        ...(written.existing && { existing: true }),
        path: written.path,
    };
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
