import type { Risk } from "../../../../definition/feature";
import { countOf, list, visibleEnds } from "../../../../limits";
import type { DriftReport } from "./driftReport";
import { placeSentence, plainText } from "./driftReport";

const HEADINGS: Readonly<Record<Risk, string>> = {
    danger: "DANGER: protection or access was lost, or somebody gained it",
    attention: "Look at these",
    routine: "Names and tags",
};
export const RISK_HEADINGS: readonly (readonly [Risk, string])[] = Object.entries(HEADINGS) as [Risk, string][];

/** What a person reads in a terminal. */
export function driftText(report: DriftReport): string {
    const { entries, unread, notes } = report;
    const sections = RISK_HEADINGS.flatMap(([risk, heading]) => {
        const some = entries.filter(({ item }) => item.severity === risk);
        if (some.length === 0) return [];
        return [
            [
                `${heading}:`,
                ...some.flatMap((entry) => {
                    const [first = "", ...others] = entry.sentences.map(plainText);
                    const place = plainText(placeSentence(entry));
                    return [
                        `  ${first}`,
                        ...others.map((line) => `      ${line}`),
                        ...(place === "" ? [] : [`      ${place}`]),
                    ];
                }),
            ].join("\n"),
        ];
    });
    return [
        headline(report),
        ...sections,
        ...(unread.length === 0
            ? []
            : [
                  [
                      "NOT COMPARED, because AWS did not answer:",
                      ...unread.map(({ what, reason }) => `  ${what}: ${visibleEnds(reason, 400)}`),
                  ].join("\n"),
              ]),
        ...(notes.length === 0 ? [] : [notes.join("\n")]),
        ...(entries.length === 0 ? [] : [comparedSentence(report)]),
    ].join("\n\n");
}

/** The first line: how much was changed. */
export function headline(report: DriftReport): string {
    const { entries, unread, stack } = report;
    const dangers = entries.filter(({ item }) => item.severity === "danger").length;
    if (entries.length > 0) {
        const some = dangers === 0 ? "" : `, ${dangers} of them dangerous`;
        return `${countOf(entries.length, "change")} made by hand in AWS since the last \`up\` of stack ${stack}${some}.`;
    }
    const nothing = `Nothing was changed by hand in AWS since the last \`up\` of stack ${stack}`;
    return unread.length === 0
        ? `${nothing}. ${comparedSentence(report)}`
        : `${nothing}, as far as AWS answered. ${comparedSentence(report)}`;
}

/** `12 accounts, 4 units and 9 policies were compared, with 32 calls.` */
export function comparedSentence({ compared, calls }: DriftReport): string {
    const count = Object.values(calls).reduce((sum, one) => sum + one, 0);
    return `${list(compared)} were compared, with ${countOf(count, "call")} to AWS.`;
}
