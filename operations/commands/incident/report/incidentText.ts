import { firstOf, formatCount, visible } from "../../../../limits";
import { table, wrapped } from "../../../cli/table";
import { widthOf } from "../../../cli/textWidth";
import { textsOfCell, type IncidentSection, type SectionCell, type SectionText } from "./incidentSection";

/** How many rows of a section the terminal shows; the file and --json have all. */
const MOST_ROWS = 12;
/** How many texts of a list one cell names. */
export const NAMED_IN_CELL = 4;
/** The longest lines, also in a wider terminal and in a pipe: nobody reads longer ones in a hurry. */
const WIDEST = 110;
/** Characters of one text of a list. */
const MOST_CHARACTERS = 70;

/** The width of the lines of a report. @param columns the terminal's width, if there is one. */
export function reportWidth(columns: number | undefined): number {
    return Math.min(columns ?? WIDEST, WIDEST);
}

/** A section for the terminal. Texts from outside cannot leave their line or their cell. */
export function sectionText(section: IncidentSection, width: number): string {
    const { heading, words, nothing, rows } = section;
    const { shown, more } = firstOf(rows, MOST_ROWS);
    return [
        rows.length > MOST_ROWS ? `${heading.toUpperCase()} (${formatCount(rows.length)})` : heading.toUpperCase(),
        ...words.flatMap((parts) => textLines(parts.map((part) => plain(part, 300)).join(""), width)),
        ...(rows.length === 0 ? [nothing ?? []].flat() : rowLines(section, shown, width)),
        ...(more > 0 ? [`... and ${formatCount(more)} more: --file FILE.md or --json shows all`] : []),
    ].join("\n");
}

/** The rows, each in a line with the others of its cells below. */
function rowLines({ columns }: IncidentSection, rows: IncidentSection["rows"], width: number): readonly string[] {
    const inRow = columns.flatMap(({ below }, index) => (below === undefined ? [index] : []));
    const [head = "", ...lines] = table(
        inRow.map((index) => columns[index]?.name ?? ""),
        rows.map((row) => inRow.map((index) => cellText(row[index] ?? ""))),
    ).split("\n");
    return [
        head,
        ...rows.flatMap((row, index) => {
            const below = columns.flatMap(({ below: word }, column) => {
                const text = word === undefined ? "" : cellText(row[column] ?? "");
                return text === "" ? [] : [word === "" ? text : `${word} ${text}`];
            });
            return [...hanging(lines[index] ?? "", width, 6), ...filled(below, width)];
        }),
    ];
}

/** The parts below a row: as many beside each other as fit into a line. */
function filled(parts: readonly string[], width: number): readonly string[] {
    const lines: string[] = [];
    for (const part of parts) {
        const last = lines.at(-1);
        const together = last === undefined ? undefined : `${last}; ${part}`;
        if (together !== undefined && widthOf(together) <= width) lines[lines.length - 1] = together;
        else lines.push(`    ${part}`);
    }
    return lines.flatMap((line) => hanging(line, width, 6));
}

/** A line that is too long continues below, further to the right. */
function hanging(line: string, width: number, indent: number): readonly string[] {
    if (widthOf(line) <= width) return [line];
    const margin = /^ */.exec(line)?.[0] ?? "";
    const [first = "", ...rest] = textLines(line.slice(margin.length), width - indent);
    return [margin + first, ...rest.map((one) => " ".repeat(indent) + one)];
}

/** A text in lines that fit. Only a word that is longer than a line is broken. */
export function textLines(text: string, width: number): readonly string[] {
    const lines: string[] = [];
    for (const word of text.split(/(?<=\S) (?=\S)/)) {
        const last = lines.at(-1);
        if (last !== undefined && widthOf(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
        else lines.push(...wrapped(word, width));
    }
    return lines;
}

function cellText(cell: SectionCell): string {
    const texts = textsOfCell(cell);
    const all = texts.map((text) => {
        const whole = plain(text, 300);
        return texts.length > 1 && whole.length > MOST_CHARACTERS ? `${whole.slice(0, MOST_CHARACTERS)}...` : whole;
    });
    // Many differ only in what is cut off.
    const { shown, more } = firstOf([...new Set(all)], NAMED_IN_CELL);
    return [...shown, ...(more > 0 ? [`${formatCount(more)} more`] : [])].join(", ");
}

/** A text for the terminal. @param most characters of a text from outside. */
export function plain(text: SectionText, most = 300): string {
    return typeof text === "string" ? text : visible(text.outside, most);
}
