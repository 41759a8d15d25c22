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
    /** An entry is wrong, which is reported: nobody knows who would be notified. */
    readonly areWrong: boolean;
}

export const NOBODY: Recipients = { emails: [], topics: [], account: false, areWrong: false };

/**
 * The recipients that a map names under the key `notify`; undefined if it does not. A list with a mistake of form is not in `input`, and
 * would look as if nobody had written one.
 *
 * @param path of the map.
 */
export function recipientsIn(
    input: { readonly notify?: readonly string[] | undefined },
    path: Path,
    report: Report,
): Recipients | undefined {
    if (input.notify) return readRecipients(input.notify, [...path, "notify"], report);
    if (!report.keysAt(path).includes("notify")) return undefined;
    return { ...NOBODY, areWrong: true };
}

/** Sorts a list of recipients by their kind. Each mistake is reported at its item. */
function readRecipients(texts: readonly string[], path: Path, report: Report): Recipients {
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
    return {
        emails: [...new Set(emails)],
        topics: [...new Set(topics)],
        account: seen.has(ACCOUNT_EMAIL),
        areWrong: report.hasMistakeIn(path),
    };
}
