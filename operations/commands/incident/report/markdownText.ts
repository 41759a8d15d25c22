import { visible } from "../../../../limits";
import { textsOfCell, type IncidentSection, type SectionCell, type SectionText } from "./incidentSection";

/** Characters of one text from outside. */
const MOST_CHARACTERS = 500;

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

/**
 * A section of the file.
 *
 * @param most how many of its rows are shown, and what is said of the others.
 */
export function sectionMarkdown(
    section: IncidentSection,
    most?: { readonly rows: number; readonly where: string },
): string {
    const { heading, words, nothing, columns, rows } = section;
    const shown = rows.slice(0, most?.rows);
    const used = columns.map((_, index) => rows.some((row) => cellMarkdown(row[index] ?? "") !== ""));
    const line = (cells: readonly string[]): string => `| ${cells.filter((_, index) => used[index]).join(" | ")} |`;
    return [
        `## ${heading}`,
        "",
        ...words.flatMap((parts) => [parts.map(markdownPart).join(""), ""]),
        ...(rows.length === 0 && nothing !== undefined && nothing !== "" ? [nothing, ""] : []),
        ...(shown.length > 0
            ? [
                  line(columns.map(({ name }) => name)),
                  line(columns.map(() => "---")),
                  ...shown.map((row) => line(columns.map((_, index) => cellMarkdown(row[index] ?? "")))),
                  "",
              ]
            : []),
        ...(most && rows.length > shown.length
            ? [
                  `**Cut here: the last ${rows.length - shown.length} of ${rows.length} rows**, because an issue of GitHub holds no more. ${most.where}`,
                  "",
              ]
            : []),
    ].join("\n");
}

function cellMarkdown(cell: SectionCell): string {
    return textsOfCell(cell)
        .map(markdownPart)
        .filter((text) => text !== "")
        .join(", ");
}

export function markdownPart(text: SectionText): string {
    return typeof text === "string" ? text : markdownCode(text.outside);
}
