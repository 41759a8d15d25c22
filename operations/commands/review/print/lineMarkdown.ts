import type { Place } from "../../../../definition";
import { formatPlace } from "../../../../definition";
import { firstOf, firstLines, formatCount, countOf } from "../../../../limits";
import type { ChangeReview } from "../../../../program/changes/changeReview";
import type { ReviewItem } from "./fittedReview";
import { setsOf } from "./likeSets";
import { lineRemarks, subjectTitle, type ReviewGroup } from "./reviewGroups";
import { codeElement, markdownLink, safeMarkdown } from "./safeMarkdown";
import type { NamedChange, ReviewLine } from "./similarChanges";
import type { SourceLink } from "./sourceLinks";

/** Names in a line of several changes. If there are more, the line has the first few of them, and all are folded. */
const MOST_NAMES = 8;
const FIRST_NAMES = 4;
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
        // Where the names are links, they lead to the places.
        line.names.length === line.things.length && line.things.length > 0 ? "" : place,
    ].join("");
}

function namesMarkdown(names: readonly NamedChange[], link: SourceLink): string {
    const { shown, more } = firstOf(names, names.length > MOST_NAMES ? FIRST_NAMES : MOST_NAMES);
    const texts = shown.map(({ name, change: { place } }) => markdownLink(safeMarkdown(name), place && link(place)));
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
function lineDetails({ changes, things }: ReviewLine): string | undefined {
    const sets = setsOf(things, ({ change }) => JSON.stringify(change.details));
    const shared = sets.length > 1 ? [] : (changes[0]?.details ?? []);
    const names = things.length > MOST_NAMES ? [namesOf(things, MOST_FOLDED_NAMES)] : [];
    const own = sets.length > 1 ? sets.flatMap(ownDetails) : [];
    const lines = [...names, ...shared.map((one) => safeMarkdown(one, MOST_OF_DETAIL)), ...own];
    if (lines.length === 0) return undefined;
    const title = names.length > 0 ? `All ${formatCount(changes.length)}` : countOf(lines.length, "detail");
    return folded(title, lines);
}

/** What is said of some of several things only. */
function ownDetails(things: readonly NamedChange[]): readonly string[] {
    const details = things[0]?.change.details ?? [];
    if (details.length === 0) return [];
    return [`${namesOf(things, MOST_NAMES)}: ${safeMarkdown(details.join(" "), MOST_OF_DETAIL)}`];
}

function namesOf(things: readonly NamedChange[], most: number): string {
    const { shown, more } = firstOf(things, most);
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
