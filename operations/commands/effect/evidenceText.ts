import type { ServiceLoss } from "../../../evaluator/effect";
import { countOf, firstOf, list, visible } from "../../../limits";
import { MANAGEMENT_ACCOUNT_KEY } from "../../../definition/access";
import { daysAgo } from "../used/lookBack";
import type { LossEvidence } from "./lossEvidence";
import type { ServiceUse } from "./serviceUse";

/** How the use of services is shown. */
export interface EvidenceWords {
    readonly now: Date;
    readonly days: number;
    /** The most services of one loss that have a line of their own, and the most that are named together. */
    readonly mostLines: number;
    readonly mostNames: number;
}

/** The most accounts and services that a sentence names. */
const NAMED = 5;

/** What is said beside a loss, one line each. Nothing if AWS has none of its accounts. */
export function evidenceLines(
    evidence: LossEvidence,
    { unknown = [] }: Pick<ServiceLoss, "unknown">,
    words: EvidenceWords,
): readonly string[] {
    const { accounts, used, unlisted, unanswered } = evidence;
    if (accounts.length === 0) return [];
    const { shown, more } = firstOf(used, words.mostLines);
    const others = used.slice(used.length - more).map(({ service }) => visible(service));
    const isNone = (texts: readonly unknown[]): boolean => texts.length === 0;
    return [
        ...shown.map((use) => useText(use, accounts, words)),
        ...(more > 0
            ? [`${countOf(more, "more service was", "more services were")} used: ${list(others, words.mostNames)}`]
            : []),
        ...unusedText(evidence, words),
        ...(isNone(unlisted)
            ? []
            : [
                  `AWS's report does not list ${names(unlisted)}: whether ${unlisted.length === 1 ? "it was" : "they were"} used is not known`,
              ]),
        ...(isNone(unanswered) ? [] : [`there is no report of ${list(unanswered.map(accountName), NAMED)}`]),
        ...(isNone(unknown) ? [] : [`what ${names(unknown)} allows is not known here, and is left out`]),
    ];
}

function unusedText({ accounts, used, unused, unlisted, unanswered }: LossEvidence, { days }: EvidenceWords): string[] {
    if (unused.length === 0) {
        const isNothing = used.length + unlisted.length + unanswered.length === 0;
        return isNothing ? ["AWS's report lists none of its services"] : [];
    }
    if (used.length > 0) return [`${countOf(unused.length, "other service was", "other services were")} not used`];
    const isFew = unused.length <= NAMED;
    const what = isFew ? names(unused, "or") : `any of ${countOf(unused.length, "service")}`;
    const [only] = accounts;
    return accounts.length === 1 && only !== undefined
        ? [`${accountName(only)} did not use ${what} in the last ${days} days`]
        : [`none of these ${accounts.length} accounts used ${what} in the last ${days} days`];
}

/** `2 of these 9 accounts (lake and shop) used dynamodb in the last 90 days, the last time 2 days ago, from eu-west-1`. */
function useText(
    { service, count, isAtMost, by = [], last, isElsewhere }: ServiceUse,
    accounts: readonly string[],
    { now, days }: EvidenceWords,
): string {
    const [only] = accounts;
    const named = by.length > 0 && by.length < accounts.length ? ` (${list(by.map(accountName), NAMED)})` : "";
    const who =
        accounts.length === 1 && only !== undefined
            ? accountName(only)
            : `${isAtMost ? "at most " : ""}${count} of these ${accounts.length} accounts${named}`;
    const when = last ? `, the last time ${daysAgo(last.at, now)}` : "";
    const where =
        last?.from === undefined ? "" : `, from ${visible(last.from)}${isElsewhere ? ", where nothing is lost" : ""}`;
    return `${who} used ${visible(service)} in the last ${days} days${when}${where}`;
}

function names(words: readonly string[], joint = "and"): string {
    return list(
        words.map((word) => visible(word)),
        NAMED,
        joint,
    );
}

function accountName(key: string): string {
    return key === MANAGEMENT_ACCOUNT_KEY ? "the management account" : visible(key);
}
