import { visible } from "../../../../limits";
import type { IncidentSection, SectionText } from "./incidentSection";

/** How many rows of a section the file has: an issue of GitHub holds 65,536 characters. */
const MOST_ROWS = 150;
/** Characters of one text from outside. */
const MOST_CHARACTERS = 200;

/**
 * A text from outside for Markdown, in one line, as code: nothing in it is a link, a mention of somebody, HTML, a cell or a heading. A text
 * without special characters is a code span; any other is HTML's `code` with every special character as an entity, because a code span
 * cannot hold all of them in a table.
 */
export function markdownCode(text: string): string {
    const shown = visible(text, MOST_CHARACTERS);
    if (shown === "") return "";
    if (/^[\w.,:;/=+()@*?'"-][\w .,:;/=+()@*?'"#-]*$/.test(shown) && !shown.endsWith(" ")) return `\`${shown}\``;
    const escaped = Array.from(shown, (character) =>
        /^[\p{L}\p{N} ]$/u.test(character) ? character : `&#${character.codePointAt(0) ?? 0};`,
    );
    return `<code>${escaped.join("")}</code>`;
}

/** A section of the file. */
export function sectionMarkdown({ heading, words, nothing, head, rows }: IncidentSection): string {
    const shown = rows.slice(0, MOST_ROWS);
    const lines = [
        `## ${heading}`,
        "",
        ...words.flatMap((parts) => [parts.map(markdownPart).join(""), ""]),
        ...(rows.length === 0 && nothing !== undefined ? [nothing, ""] : []),
        ...(shown.length > 0
            ? [
                  tableLine(head),
                  tableLine(head.map(() => "---")),
                  ...shown.map((row) => tableLine(row.map(markdownPart))),
                  "",
              ]
            : []),
        ...(rows.length > shown.length ? [`And ${rows.length - shown.length} more: \`--json\` has all.`, ""] : []),
    ];
    return lines.join("\n");
}

function tableLine(cells: readonly string[]): string {
    return `| ${cells.join(" | ")} |`;
}

export function markdownPart(text: SectionText): string {
    return typeof text === "string" ? text : markdownCode(text.outside);
}
