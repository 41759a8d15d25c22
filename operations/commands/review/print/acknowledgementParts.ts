import { countOf, quoted } from "../../../../limits";
import type { ChangeReview } from "../../../../program/changes/changeReview";
import { PRIORITY } from "./partPriority";
import type { ReviewPart } from "./fittedReview";
import { codeElement, fenceFor, safeMarkdown } from "./safeMarkdown";

/** Bytes of the lines for the definition, and of the labels. Dangerous changes need the rest of the room. */
const MOST_OF_LINES = 10_000;
const MOST_OF_LABELS = 6_000;

/** What has to be written into the definition, or as labels, before `up` makes the dangerous changes. */
export function acknowledgementParts({ changes, acknowledgements }: ChangeReview): readonly ReviewPart[] {
    const { missing } = acknowledgements;
    const lines = missing.map(acknowledgementLine);
    const fence = fenceFor(lines);
    const codes = new Map(changes.map(({ acknowledge, code }) => [acknowledge, code]));
    const labels = missing.flatMap((text) => {
        const code = codes.get(text);
        return code === undefined ? [] : [{ text, label: `acknowledge ${code}` }];
    });
    return [
        {
            priority: PRIORITY.acknowledge,
            share: MOST_OF_LINES,
            head: [
                "#### Acknowledge before it is merged",
                "",
                "`up` refuses these changes until somebody has acknowledged each. If they are meant, write into the definition:",
                "",
                `${fence}yaml`,
                ...ACKNOWLEDGEMENT_KEYS,
            ].join("\n"),
            items: lines.map((line) => ({ text: line, count: 1 })),
            rest: (more) => `# and ${more} more: org review --json`,
            foot: fence,
        },
        {
            priority: PRIORITY.acknowledge,
            share: MOST_OF_LABELS,
            head: `<details><summary>Or add ${labels.length === 1 ? "a label" : `${countOf(labels.length, "label")}, one for each`}</summary>\n`,
            items: labels.map(({ text, label }) => ({
                text: `- ${codeElement(label)}: ${safeMarkdown(text)}`,
                count: 1,
            })),
            rest: (more) => `- and ${more} more: \`org review --json\` has all.`,
            foot: "\n</details>",
        },
    ];
}

/** Where an acknowledgement stands in the definition. */
export const ACKNOWLEDGEMENT_KEYS = ["organization:", "    acknowledge:", "        changes:"] as const;

/** A line of the definition that acknowledges a change. It is never cut, because it must be the whole text. */
export function acknowledgementLine(text: string): string {
    return `            - ${quoted(text, Infinity)}`;
}
