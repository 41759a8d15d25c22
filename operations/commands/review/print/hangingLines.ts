import { wrapped } from "../../../cli/table";

/**
 * A line that fits: what is too long continues below.
 *
 * @param line its blanks at the beginning stay.
 * @param indent the blanks before the lines that continue it.
 */
export function hangingLines(line: string, width: number, indent: number): readonly string[] {
    const margin = /^ */.exec(line)?.[0] ?? "";
    const rest = " ".repeat(Math.max(indent, margin.length));
    const lines = wrapped(line.slice(margin.length), Math.max(20, width - rest.length));
    return lines.map((one, index) => `${index === 0 ? margin : rest}${one}`);
}
