import { isDeepStrictEqual } from "node:util";
import { widthOf } from "../../cli/textWidth";

/** Whether two JSON values mean the same. The order of keys does not count, the order of lists does. */
export function sameJson(one: unknown, two: unknown): boolean {
    return isDeepStrictEqual(one, two);
}

const WIDTH = 120;
const STEP = "    ";

/** JSON in prettier's layout: a line for each key, and lists of strings on one line if they fit. */
export function jsonText(value: unknown): string {
    return `${layOut(value, "", 0, 0)}\n`;
}

/**
 * @param indent the indentation of the line in which the value begins.
 * @param before the number of characters before the value in its line.
 * @param behind the number of characters after it, for a comma.
 */
function layOut(value: unknown, indent: string, before: number, behind: number): string {
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const inner = indent + STEP;
    const lines = (parts: readonly string[], open: string, close: string): string =>
        parts.length === 0
            ? open + close
            : `${open}\n${parts.map((one) => inner + one).join(",\n")}\n${indent}${close}`;
    if (Array.isArray(value)) {
        const line = oneLine(value);
        if (line !== undefined && before + widthOf(line) + behind <= WIDTH) return line;
        return lines(
            value.map((one, index) => layOut(one, inner, inner.length, index < value.length - 1 ? 1 : 0)),
            "[",
            "]",
        );
    }
    const entries = Object.entries(value);
    return lines(
        entries.map(([key, one], index) => {
            const name = `${JSON.stringify(key)}: `;
            return name + layOut(one, inner, inner.length + widthOf(name), index < entries.length - 1 ? 1 : 0);
        }),
        "{",
        "}",
    );
}

/** A list on one line. Undefined if prettier gives each entry a line: lists of lists, or of maps that are not empty. */
function oneLine(list: readonly unknown[]): string | undefined {
    const parts = list.map((one) => {
        if (Array.isArray(one)) return oneLine(one);
        return typeof one === "object" && one !== null && Object.keys(one).length > 0 ? undefined : JSON.stringify(one);
    });
    const isOfLists = list.length > 1 && list.every((one) => Array.isArray(one) && one.length > 1);
    return isOfLists || parts.includes(undefined) ? undefined : `[${parts.join(", ")}]`;
}
