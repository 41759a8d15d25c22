import type { Path, Report } from "../../../definition/problemReport";
import { BUDGET_EMAIL, quoted, SNS_TOPIC_ARN, textError } from "../../../limits";
import { ACCOUNT_EMAIL } from "./budgetSchema";

/** Who is notified. */
export interface Recipients {
    readonly emails: readonly string[];
    /** ARNs of SNS topics. */
    readonly topics: readonly string[];
    /** The e-mail of the budget's account too. */
    readonly account: boolean;
}

/** Sorts a list of recipients by their kind. Each mistake is reported at its item. */
export function readRecipients(texts: readonly string[], path: Path, report: Report): Recipients {
    const emails: string[] = [];
    const topics: string[] = [];
    const seen = new Set<string>();
    for (const [index, text] of texts.entries()) {
        const at = [...path, index];
        if (seen.has(text)) report.add(at, `names ${quoted(text)} a second time: keep one`);
        seen.add(text);
        if (text === ACCOUNT_EMAIL) continue;
        if (text.startsWith("arn:")) {
            const error = textError(SNS_TOPIC_ARN, text);
            if (error) report.add(at, error);
            topics.push(text);
        } else if (text.includes("@")) {
            const error = textError(BUDGET_EMAIL, text);
            if (error) report.add(at, error);
            emails.push(text);
        } else {
            report.add(
                at,
                `${quoted(text)} is nobody that AWS can notify: use an e-mail, the ARN of an SNS topic, or ${ACCOUNT_EMAIL}, which is the e-mail of the budget's account`,
            );
        }
    }
    return { emails: [...new Set(emails)], topics: [...new Set(topics)], account: seen.has(ACCOUNT_EMAIL) };
}
