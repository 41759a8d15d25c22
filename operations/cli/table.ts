import { widthOf } from "./textWidth";

const GAP = "  ";
/** The smallest width of a column. Narrower columns break words into pieces of one or two letters. */
const NARROWEST = 12;

/**
 * A table as lines of text. Each column is as wide as its longest cell, two spaces lie between columns, and empty columns are left
 * out.
 *
 * @param width the terminal's width. Cells that are too wide wrap within their column, and nothing is cut. The first column holds
 *   the keys and never wraps. Absent: there is no terminal, and each row is one line.
 * @param numbers more columns that never wrap: half a number is another number.
 */
export function table(
    head: readonly string[],
    rows: readonly (readonly string[])[],
    width = Infinity,
    numbers: readonly number[] = [],
): string {
    const columns = head
        .map((_, index) => index)
        .filter((index) => rows.length === 0 || rows.some((row) => row[index]));
    const cells = [head, ...rows].map((row) => columns.map((index) => row[index] ?? ""));
    const widths = narrowed(
        columns.map((_, index) => cells.reduce((widest, row) => Math.max(widest, widthOf(row[index] ?? "")), 0)),
        width,
        columns.map((index) => !numbers.includes(index)),
    );
    return cells.flatMap((row) => linesOf(row, widths)).join("\n");
}

/**
 * The widths of the columns in a terminal of this width. The widest columns shrink first. If even the narrowest widths do not fit,
 * nothing shrinks.
 */
function narrowed(widths: readonly number[], width: number, mayWrap: readonly boolean[]): readonly number[] {
    let excess = widths.reduce((sum, one) => sum + one, 0) + GAP.length * (widths.length - 1) - width;
    const fitted = [...widths];
    while (excess > 0) {
        const [first = 0] = fitted;
        const wrapping = fitted.map((one, index) => (index > 0 && mayWrap[index] ? one : 0));
        const widest = Math.max(0, ...wrapping);
        if (widest <= NARROWEST) return first <= width ? fitted : widths;
        fitted[wrapping.indexOf(widest)] = widest - 1;
        excess--;
    }
    return fitted;
}

function linesOf(row: readonly string[], widths: readonly number[]): string[] {
    const cells = row.map((cell, index) => wrapped(cell, widths[index] ?? Infinity));
    const height = cells.reduce((most, { length }) => Math.max(most, length), 1);
    return Array.from({ length: height }, (_, line) =>
        cells
            .map((cell, index) => pad(cell[line] ?? "", widths[index] ?? 0))
            .join(GAP)
            .trimEnd(),
    );
}

function pad(text: string, width: number): string {
    return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Breaks a text into lines that fit: at blanks and after `/`, `,`, `@` and `:`, otherwise anywhere. @param width in columns. */
export function wrapped(text: string, width: number): string[] {
    if (widthOf(text) <= width) return [text];
    const lines: string[] = [];
    let line = "";
    for (const piece of text.split(/(?<=[\s/,@:])/).flatMap((one) => broken(one, width))) {
        if (line !== "" && widthOf((line + piece).trimEnd()) > width) {
            lines.push(line.trimEnd());
            line = "";
        }
        line += piece;
    }
    return [...lines, line.trimEnd()];
}

/** Breaks a word that is wider than its column, between characters. */
function broken(word: string, width: number): string[] {
    if (widthOf(word.trimEnd()) <= width) return [word];
    const pieces = [""];
    for (const { segment } of new Intl.Segmenter().segment(word)) {
        const last = pieces.at(-1) ?? "";
        if (last !== "" && widthOf(last + segment) > width) pieces.push(segment);
        else pieces[pieces.length - 1] = last + segment;
    }
    return pieces;
}
