import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { widthOf } from "../cli/textWidth";
import { columnOf, endOfLine, lineStart } from "./textLines";
import { endOfPair, rootOf, startOf, stepOf, type YamlPair } from "./yamlNodes";

/** Wider values are written on several lines. The same width as in this checkout's prettier configuration. */
export const LINE_WIDTH = 120;

/** A key of a block map whose value is a flow collection. */
interface Braced {
    readonly pair: YamlPair;
    /** The text from the beginning of the key to the end of the value. */
    readonly source: string;
    /** Whether the value is laid out as prettier does it: on the key's line, or beginning on the next line. */
    readonly regular: boolean;
    readonly tooWide: boolean;
}

/**
 * Formats again what an edit has made too wide for one line, or narrow enough for one. The result is prettier's if prettier had
 * formatted the text before. A flow collection goes on one line if it fits, otherwise it gets a line for each key. Everything else
 * stays unchanged, and so does everything with a comment, an anchor or an alias.
 *
 * @param before the text before the edit.
 * @param after the text after it.
 */
export function fitLineWidth(before: string, after: string): string {
    if (!mayNeed(before, after)) return after;
    const old = bracedIn(before);
    // Starts at the end of the text, so that earlier offsets stay valid.
    return [...bracedIn(after)].reverse().reduce((text, [path, now]) => {
        const was = old.get(path);
        // A value that was too wide before the edit is the author's choice.
        if (was?.source === now.source || was?.tooWide === true || !now.regular) return text;
        return layOut(text, now);
    }, after);
}

/** Whether there may be anything to format. Looking at every key of a large definition would take a second. */
function mayNeed(before: string, after: string): boolean {
    const known = new Set(before.split("\n"));
    const isFreshAndWide = after.split("\n").some((line) => !known.has(line) && widthOf(line) > LINE_WIDTH);
    // Flow collections over several lines, which may fit on one now.
    return before !== after && (isFreshAndWide || /^\s*[{[]/m.test(after) || /^\s*[}\]]/m.test(after));
}

function bracedIn(text: string): Map<string, Braced> {
    const found = new Map<string, Braced>();
    const visit = (map: YAMLMap, path: readonly string[]): void => {
        for (const pair of map.items as YamlPair[]) {
            const { key, value } = pair;
            if (!isScalar(key)) continue;
            const inner = [...path, String(key.value)];
            if (isMap(value) && !value.flow) visit(value, inner);
            else if (isMap(value) || (isSeq(value) && value.flow)) {
                found.set(JSON.stringify(inner), braced(text, pair, value));
            }
        }
    };
    const root = rootOf(text);
    if (isMap(root) && !root.flow) visit(root, []);
    return found;
}

function braced(text: string, pair: YamlPair, value: Node): Braced {
    const [start, open, end] = [startOf(pair), value.range?.[0] ?? 0, endOfPair(pair)];
    const source = text.slice(start, end);
    const [last = ""] = source.split("\n").slice(1).slice(-1);
    return {
        pair,
        source,
        regular:
            last === "" ||
            text.slice(lineStart(text, open), open).trim() === "" ||
            // Prettier writes it so if a comment follows.
            last === `${" ".repeat(columnOf(text, start) + stepOf(text))}}`,
        tooWide: text
            .slice(lineStart(text, start), end)
            .split(/\r?\n/)
            .some((line) => widthOf(line) > LINE_WIDTH),
    };
}

function layOut(text: string, { pair, source, tooWide }: Braced): string {
    const isOnLines = source.includes("\n");
    if (!tooWide && !isOnLines) return text;
    // The parser counts a comment behind the braces to their content. A single line, or a value without `#`, has no comment inside.
    const value = pair.value;
    if (value?.comment !== undefined && !(isOnLines && source.includes("#"))) value.comment = undefined;
    const inline = inlineOf(text, value);
    if (inline === undefined) return text;
    const [start, end] = [startOf(pair), endOfPair(pair)];
    const column = columnOf(text, start);
    const key = text.slice(start, pair.key.range?.[1] ?? start);
    const line = `${key}: ${inline}`;
    const lines = column + widthOf(line) <= LINE_WIDTH ? [line] : linesOf(text, key, value, column, stepOf(text));
    if (!lines) return text;
    // A comment behind the braces moves to the key. Behind the last line it would belong to the last value.
    const [first = "", ...others] = lines;
    const rest = others.map((one) => " ".repeat(column) + one);
    const comment = rest.length === 0 ? "" : (/^[ \t]+#[^\r\n]*/.exec(text.slice(end))?.[0] ?? "");
    return text.slice(0, start) + [first + comment, ...rest].join(endOfLine(text)) + text.slice(end + comment.length);
}

/** The value on one line. Undefined if that would lose something. */
function inlineOf(text: string, node: Node | null): string | undefined {
    if (node === null || isAlias(node) || node.anchor !== undefined || node.tag !== undefined) return undefined;
    if ((node.comment ?? node.commentBefore ?? undefined) !== undefined) return undefined;
    if (isMap(node)) {
        const entries = (node.items as YamlPair[]).map(({ key, value }) => {
            const [name, one] = [inlineOf(text, key), inlineOf(text, value)];
            return name === undefined || one === undefined ? undefined : `${name}: ${one}`;
        });
        if (entries.includes(undefined)) return undefined;
        return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
    if (isSeq(node)) {
        const entries = (node.items as Node[]).map((one) => inlineOf(text, one));
        return entries.includes(undefined) ? undefined : `[${entries.join(", ")}]`;
    }
    const [start, end] = node.range ?? [0, 0];
    const source = text.slice(start, end);
    return source === "" || /[\r\n]/.test(source) ? undefined : source;
}

/** A key and its value as lines. Each part of the value is on one line if it fits, otherwise it is split in the same way. */
function linesOf(
    text: string,
    name: string | undefined,
    value: Node | null,
    column: number,
    step: number,
): string[] | undefined {
    const inline = inlineOf(text, value);
    if (name === undefined || inline === undefined) return undefined;
    const line = `${name}: ${inline}`;
    if (column + widthOf(line) <= LINE_WIDTH) return [line];
    const indented = (lines: readonly string[]): string[] => lines.map((one) => " ".repeat(step) + one);
    if (isMap(value) && value.items.length > 0) {
        const entries = (value.items as YamlPair[]).map((item) =>
            linesOf(text, inlineOf(text, item.key), item.value, column + step, step),
        );
        if (entries.includes(undefined)) return undefined;
        return [`${name}:`, ...indented(entries.flatMap((one) => one ?? []))];
    }
    if (isSeq(value) && value.items.length > 0) {
        const items = (value.items as Node[]).map((one) => inlineOf(text, one) ?? "");
        return [`${name}:`, ...indented(items.map((one) => `- ${one}`))];
    }
    return [line];
}
