import type { ChangeReview } from "../../../../program/changes/changeReview";
import { countOf, formatCount } from "../../../../limits";
import { fittedReview, sizeOf, type FittedReview } from "./fittedReview";
import { changeParts, noteParts } from "./changeParts";
import { footerParts, policyPart, refusalParts } from "./runParts";
import { PRIORITY } from "./partPriority";
import { basisWords, reviewFigures, runFigures } from "./reviewFigures";
import { isOneLine, reviewHeadline, type ReviewTone } from "./reviewHeadline";
import { codeElement, safeMarkdown } from "./safeMarkdown";
import type { SourceLink } from "./sourceLinks";

/**
 * The most bytes of a comment. GitHub allows 65,536 characters ("Body is too long (maximum is 65536 characters)"), and the workflow may add
 * a line. From memory.
 */
export const MOST_OF_COMMENT = 60_000;
/** Bytes for the sentence that says what was cut. */
const CUT_NOTE = 400;

const SIGNS: Readonly<Record<ReviewTone, string>> = {
    refused: "⛔",
    danger: "🛑",
    attention: "👀",
    routine: "✅",
    nothing: "✅",
};

/** The first line of the comment on a stack. The workflow finds the comment by it, to write it anew and not once more. */
export function commentMarker(stack: string): string {
    return `<!-- org review of ${stack.replaceAll(/[^\w.-]/g, "_")} -->`;
}

/**
 * A review as one comment on a pull request: what to do, what is refused, then the changes, the most dangerous first. It fits into a comment
 * of GitHub, however many changes there are: what says the same becomes one line, then details are left out, then routine changes, and
 * dangerous ones last. The comment says how many are missing and where they are.
 */
export function reviewMarkdown(review: ChangeReview, { link }: { readonly link: SourceLink }): string {
    const { stack, digest, unknown } = review;
    const markers = `${commentMarker(stack)}\n<!-- org review digest: ${digest.replaceAll(/[^\w]/g, "_")} -->\n`;
    const name = safeMarkdown(stack, 100);
    if (isOneLine(review)) {
        const words = [basisWords(review), ...unknown].map((one) => safeMarkdown(one)).join(" ");
        return `${markers}Nothing changes in stack ${name}. ${words}\n`;
    }
    const { tone, words } = reviewHeadline(review);
    const head = [
        markers,
        `### ${SIGNS[tone]} Review of ${name}: ${safeMarkdown(words)}`,
        "",
        reviewFigures(review)
            .map((one) => safeMarkdown(one))
            .join(" "),
        "",
    ].join("\n");
    const foot = footer(review);
    const parts = [
        ...refusalParts(review, link),
        policyPart(review, "mandatory", { priority: PRIORITY.refused, title: "⛔ The policy pack refuses", link }),
        ...changeParts(review, link),
        ...noteParts(review),
        policyPart(review, "advisory", { priority: PRIORITY.warning, title: "The policy pack advises", link }),
        ...footerParts(review, link),
    ];
    const fitted = fittedReview(parts, MOST_OF_COMMENT - sizeOf(head) - sizeOf(foot) - CUT_NOTE);
    return [head, cutNote(fitted), ...fitted.parts.map((part) => `${part}\n`), foot].join("\n");
}

function footer(review: ChangeReview): string {
    const figures = runFigures(review).map((one) => safeMarkdown(one));
    const digest = review.refusals.length > 0 ? [] : [`Digest of these changes: ${codeElement(review.digest)}.`];
    const lines = [...(figures.length > 0 ? [figures.join(" ")] : []), ...digest];
    return lines.length === 0 ? "" : ["---", "", ...lines, ""].join("\n");
}

function cutNote({ missing: { things, details } }: FittedReview): string {
    if (things === 0 && details === 0) return "";
    const parts = [
        ...(things > 0 ? [countOf(things, "entry", "entries")] : []),
        ...(details > 0 ? [`the details of ${formatCount(details)}`] : []),
    ];
    const verb = things + details === 1 ? "is" : "are";
    return `> **This comment is cut**, because GitHub allows no more: ${parts.join(" and ")} ${verb} missing. \`org review --json\` has everything, and so has \`review.json\` in the artifact of the job.\n`;
}
