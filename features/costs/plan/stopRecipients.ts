import { BUDGET_ALERT_EMAILS, BUDGET_ALERT_TOPICS } from "../../../limits";
import type { BudgetModel } from "../model";

/** Who hears that an account was stopped: everybody who hears of the budget, as far as AWS allows. Later alerts go before earlier ones. */
export function stopRecipients({ alerts }: Pick<BudgetModel, "alerts">): {
    readonly emails: readonly string[];
    readonly topics: readonly string[];
} {
    const latest = [...alerts].reverse();
    return {
        emails: [...new Set(latest.flatMap(({ emails }) => emails))].slice(0, BUDGET_ALERT_EMAILS.max),
        topics: [...new Set(latest.flatMap(({ topics }) => topics))].slice(0, BUDGET_ALERT_TOPICS.max),
    };
}
