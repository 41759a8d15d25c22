import { formatCount, visible } from "../../../../limits";
import { textsOfCell, type IncidentSection, type SectionCell, type SectionText } from "./incidentSection";

/** Characters of one text from outside. */
const MOST_CHARACTERS = 200;
/** Characters of a text from outside in a sentence, such as AWS's reason. */
export const MOST_OF_SENTENCE = 400;
/** Characters of a list in one cell. An intruder may call with thousands of user agents, to fill the file. */
const MOST_OF_CELL = 3_000;

/**
 * A text from outside for Markdown, in one line, as code: nothing in it is a link, a mention of somebody, HTML, a cell or a heading. A text
 * without special characters is a code span; any other is HTML's `code` with every special character as an entity, because a code span
 * cannot hold all of them in a table.
 */
export function markdownCode(text: string, most = MOST_CHARACTERS): string {
    const shown = visible(text, most);
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
        ...words.flatMap((parts) => [parts.map((part) => markdownPart(part, MOST_OF_SENTENCE)).join(""), ""]),
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
    const { shown, missing } = cellTexts(cell);
    return [...shown, ...(missing > 0 ? [`and ${formatCount(missing)} more`] : [])].join(", ");
}

function cellTexts(cell: SectionCell): { readonly shown: readonly string[]; readonly missing: number } {
    const texts = textsOfCell(cell)
        .map((text) => markdownPart(text))
        .filter((text) => text !== "");
    let length = 0;
    const end = texts.findIndex((text) => (length += text.length + 2) > MOST_OF_CELL);
    const shown = end < 0 ? texts : texts.slice(0, Math.max(1, end));
    return { shown, missing: texts.length - shown.length };
}

/** How many texts of a section are not whole in the file, because they or their lists are too long. */
export function shortenedTexts({ rows }: IncidentSection): number {
    const isLong = (text: SectionText): boolean => typeof text !== "string" && text.outside.length > MOST_CHARACTERS;
    return rows
        .flat()
        .reduce<number>((sum, cell) => sum + cellTexts(cell).missing + textsOfCell(cell).filter(isLong).length, 0);
}

/** @param most characters of a text from outside. */
export function markdownPart(text: SectionText, most?: number): string {
    return typeof text === "string" ? text : markdownCode(text.outside, most);
}
