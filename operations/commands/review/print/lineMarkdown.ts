import type { Place } from "../../../../definition";
import { formatPlace } from "../../../../definition";
import { firstOf, firstLines, formatCount, countOf } from "../../../../limits";
import type { ChangeReview, PlacedChange } from "../../../../program/changes/changeReview";
import type { ReviewItem } from "./fittedReview";
import { lineRemarks, subjectTitle, type ReviewGroup } from "./reviewGroups";
import { codeElement, markdownLink, safeMarkdown } from "./safeMarkdown";
import type { NamedPlace, ReviewLine } from "./similarChanges";
import type { SourceLink } from "./sourceLinks";

/** Names in a line of several changes; the others are folded. */
const MOST_NAMES = 8;
/** Lines of a folded list, and characters of one. */
const MOST_DETAILS = 60;
const MOST_OF_DETAIL = 400;
/** Names in a folded list. */
const MOST_FOLDED_NAMES = 1_000;

/** The changes of a risk as items of lists, with a line for each subject before its first. */
export function changeItems(
    groups: readonly ReviewGroup[],
    review: ChangeReview,
    link: SourceLink,
): readonly ReviewItem[] {
    return groups.flatMap(({ subject, lines }) =>
        lines.map((line, index) => {
            const details = lineDetails(line);
            const head = index === 0 ? `\n**${subjectTitle(subject)}**\n\n` : "";
            return {
                text: `${head}- ${lineMarkdown(line, review, link)}`,
                count: line.changes.length,
                ...(details !== undefined && { details }),
            };
        }),
    );
}

function lineMarkdown(line: ReviewLine, review: ChangeReview, link: SourceLink): string {
    const [first] = line.changes;
    const remarks = lineRemarks(line, review).map((remark) => ` (${remark})`);
    const place = first?.place ? ` ${placeMarkdown(first.place, review.stack, link)}` : "";
    return [
        first?.isIrreversible ? "⛔ **Cannot be undone:** " : "",
        safeMarkdown(line.before),
        line.names.length > 0 ? ` ${namesMarkdown(line.names, link)}` : "",
        line.after === "" || line.after === "." ? line.after : ` ${safeMarkdown(line.after)}`,
        ...remarks,
        // Of several changes, the names are the links.
        line.before.endsWith("The same for") || line.names.length === 0 ? place : "",
    ].join("");
}

function namesMarkdown(names: readonly NamedPlace[], link: SourceLink): string {
    const { shown, more } = firstOf(names, MOST_NAMES);
    const texts = shown.map(({ name, place }) => markdownLink(safeMarkdown(name), place && link(place)));
    if (more > 0) return `${texts.join(", ")} and ${formatCount(more)} more`;
    return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1) ?? ""}`;
}

/** A place as a link, without the folder of the stack, which is the same for nearly all. */
export function placeMarkdown(place: Place, stack: string, link: SourceLink): string {
    const url = link(place);
    const { file, line } = place;
    const folder = `organizations/${stack}/`;
    const short = url !== undefined && file.startsWith(folder) ? file.slice(folder.length) : file;
    return markdownLink(codeElement(formatPlace({ file: short, ...(line !== undefined && { line }) })), url);
}

/** What is folded below a line: the names that it leaves out, and what differs in each. */
function lineDetails({ changes, names }: ReviewLine): string | undefined {
    const details = changes.map((change) => JSON.stringify(change.details));
    const isSame = details.every((one) => one === details[0]);
    const shared = isSame ? (changes[0]?.details ?? []) : [];
    const own = isSame ? [] : changes.flatMap((change) => ownDetails(change));
    const more = names.length > MOST_NAMES + 1 ? [namesOf(names)] : [];
    const lines = [...more, ...[...shared, ...own].map((one) => safeMarkdown(one, MOST_OF_DETAIL))];
    if (lines.length === 0) return undefined;
    const title = more.length > 0 ? `All ${formatCount(changes.length)}` : countOf(lines.length, "detail");
    return folded(title, lines);
}

/** What differs in one of several changes. Its sentence says of which. */
function ownDetails({ text, details }: PlacedChange): readonly string[] {
    return details.length === 0 ? [] : [`${text} ${details.join(" ")}`];
}

function namesOf(names: readonly NamedPlace[]): string {
    const { shown, more } = firstOf(names, MOST_FOLDED_NAMES);
    const texts = shown.map(({ name }) => safeMarkdown(name));
    return [...texts, ...(more > 0 ? [`${formatCount(more)} more`] : [])].join(", ");
}

/** Lines below an item of a list, folded. */
export function folded(title: string, lines: readonly string[]): string {
    const shown = firstLines(lines, MOST_DETAILS, (more) => `and ${more} more: \`org review --json\` has all.`);
    return [
        `  <details><summary>${title}</summary>`,
        "",
        ...shown.map((line) => `  - ${line}`),
        "",
        "  </details>",
    ].join("\n");
}
