import { countOf } from "../../../../limits";
import type { ChangeReview } from "../../../../program/changes/changeReview";
import { PRIORITY } from "./partPriority";
import type { ReviewPart } from "./fittedReview";
import { ACKNOWLEDGEMENT_KEYS, acknowledgementLines, missingAcknowledgements } from "./missingAcknowledgements";
import { codeElement, fenceFor, safeMarkdown } from "./safeMarkdown";

/** Bytes of the lines for the definition, and of the labels. Dangerous changes need the rest of the room. */
const MOST_OF_LINES = 10_000;
const MOST_OF_LABELS = 6_000;

/** What has to be written into the definition, or as labels, before `up` makes the dangerous changes. */
export function acknowledgementParts(review: ChangeReview): readonly ReviewPart[] {
    const missing = missingAcknowledgements(review);
    const lines = missing.map((one) => acknowledgementLines(one).join("\n"));
    const fence = fenceFor(lines);
    const labels = missing.flatMap(({ text, label }) => (label === undefined ? [] : [{ text, label }]));
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
