import { EMAIL, quoted, visible, formatCount } from "../../limits";
import type { Path, Report } from "../problemReport";

/** The placeholder for the account's key in a pattern of e-mails. */
const PLACEHOLDER = "{account}";

/** A longer text cannot become an e-mail, whatever the account's key is. */
const LONGEST_PATTERN = 300;

/**
 * Checks that a text is an e-mail or a pattern of e-mails. A mistake is reported once, where the pattern is written, and not for each
 * account.
 */
export function checkEmailPattern(pattern: string, path: Path, report: Report): boolean {
    if (pattern.length > LONGEST_PATTERN) {
        report.add(
            path,
            `e-mail ${quoted(pattern)} has ${formatCount(pattern.length)} characters: AWS allows ${EMAIL.min} to ${EMAIL.max}`,
        );
        return false;
    }
    const other = [...pattern.matchAll(/\{[^{}]*\}/g)].find(([placeholder]) => placeholder !== PLACEHOLDER);
    if (!other) return true;
    report.add(
        path,
        `the e-mail pattern ${visible(pattern)} holds ${visible(other[0])}: the only placeholder is {account}, the account's key`,
    );
    return false;
}

/** The e-mail that an account gets from a pattern. */
export function emailOf(pattern: string, account: string): string {
    return pattern.replaceAll(PLACEHOLDER, () => account);
}
