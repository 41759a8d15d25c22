import { countOf, formatCount } from "../../../../limits";
import { markdownCode, markdownPart, MOST_OF_SENTENCE } from "../../incident/report/markdownText";
import { safeMarkdown } from "../../review/print/safeMarkdown";
import { placeSentence, type DriftEntry, type DriftReport } from "./driftReport";
import type { DriftSentence } from "./driftSentence";
import { comparedSentence, headline, RISK_HEADINGS } from "./driftReportText";

/** The most characters of the file. An issue of GitHub takes 65,536; the rest is for what a workflow adds. */
export const MOST_CHARACTERS = 60_000;
/** Characters of a piece of advice. Half of it would be worse than none. */
const MOST_OF_MESSAGE = 2_000;
/** What the sentence about left out changes may take. */
const RESERVE = 300;

/**
 * The report for an issue, the most dangerous first. What finds no room is left out whole, and counted: no change is cut in its middle. What
 * somebody else wrote is code, in which nothing is a link, a mention or HTML.
 */
export function driftMarkdown(report: DriftReport): string {
    const { entries, unread, notes } = report;
    const end = [
        ...(unread.length === 0
            ? []
            : [
                  "### Not compared",
                  "",
                  "AWS did not answer, so a change here would not be found:",
                  "",
                  ...unread.map(({ what, reason }) => `- ${what}: ${markdownCode(reason, MOST_OF_SENTENCE)}`),
                  "",
              ]),
        ...notes.flatMap((note) => [note, ""]),
        ...(entries.length === 0 ? [] : [comparedSentence(report), ""]),
    ].join("\n");
    const head = `**${headline(report)}**\n`;
    let room = MOST_CHARACTERS - head.length - end.length - RESERVE;
    const sections: string[] = [];
    let shown = 0;
    for (const [risk, heading] of RISK_HEADINGS) {
        const some = entries.filter(({ item }) => item.severity === risk);
        const title = `\n### ${heading}\n\n`;
        const lines: string[] = [];
        for (const entry of some) {
            const text = entryMarkdown(entry);
            const cost = text.length + (lines.length === 0 ? title.length : 0);
            if (cost > room) break;
            room -= cost;
            lines.push(text);
        }
        shown += lines.length;
        if (lines.length > 0) sections.push(title + lines.join(""));
        // The rest is less dangerous than what found no room.
        if (lines.length < some.length) break;
    }
    const left = entries.length - shown;
    const cut =
        left === 0
            ? ""
            : `\n**${countOf(left, "more change")} found no room here** (${formatCount(entries.length)} in all). \`org drift\` shows all of them.\n`;
    return `${head}${sections.join("")}${cut}\n${end}`;
}

function entryMarkdown(entry: DriftEntry): string {
    const [first = "", ...others] = entry.sentences.map(sentenceMarkdown);
    const place = sentenceMarkdown(placeSentence(entry));
    const lines = [...others, ...(place === "" ? [] : [place])];
    return [`- ${first}`, ...lines.map((line) => `    - ${line}`), ""].join("\n");
}

function sentenceMarkdown(sentence: DriftSentence): string {
    return sentence
        .map((part) =>
            typeof part !== "string" && "message" in part
                ? safeMarkdown(part.message, MOST_OF_MESSAGE)
                : markdownPart(part, MOST_OF_SENTENCE),
        )
        .join("");
}
