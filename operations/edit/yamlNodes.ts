import { isAlias, isCollection, isMap, isScalar, parseDocument, type Node, type Pair, type YAMLMap } from "yaml";
import { CommandError } from "../cli/commandError";
import { columnOf, lineStart, nextLine, withCommentsAbove, withCommentsBelow } from "./textLines";

/** What stands where in a YAML text, by the parser's offsets. */

export type YamlPath = readonly (string | number)[];

/** A key and its value. */
export type YamlPair = Pair<Node, Node | null>;

export interface FoundEntry {
    readonly map: YAMLMap;
    readonly pair: YamlPair;
}

/** @throws CommandError: the text is valid YAML, and written in a way that cannot be edited safely. */
export function refuse(path: YamlPath, why: string): never {
    throw new CommandError(`${path.join(".")} cannot be edited by org: ${why}. Edit it by hand`);
}

export function rootOf(text: string): Node | null {
    return parseDocument(text, { prettyErrors: false }).contents;
}

export function pairIn(map: YAMLMap, key: string | number): YamlPair | undefined {
    const pair = map.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(key));
    return pair as YamlPair | undefined;
}

export function find(text: string, path: YamlPath): FoundEntry | undefined {
    let at = rootOf(text);
    let found: FoundEntry | undefined;
    for (const [index, key] of path.entries()) {
        if (isAlias(at))
            refuse(path.slice(0, index), `it is *${at.source}, which stands for what is written elsewhere`);
        const pair = isMap(at) ? pairIn(at, key) : undefined;
        if (!isMap(at) || !pair) return undefined;
        found = { map: at, pair };
        at = pair.value;
    }
    return found;
}

/** Whether the text itself says something at the path. */
export function has(text: string, path: YamlPath): boolean {
    return find(text, path) !== undefined;
}

/** What the text says at the path; nothing where it says nothing, or an empty key. */
export function valueAt(text: string, path: YamlPath): unknown {
    const document = parseDocument(text, { prettyErrors: false });
    const value = document.getIn(path, true) as Node | undefined;
    return isCollection(value) || isScalar(value) ? (value.toJS(document) as unknown) : undefined;
}

/** The keys of the map at the path, as they stand. */
export function keysAt(text: string, path: YamlPath): string[] {
    const map = path.length === 0 ? rootOf(text) : find(text, path)?.pair.value;
    return isMap(map) ? map.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [];
}

/** Whether the map at the path is written in braces. */
export function isFlow(text: string, path: YamlPath): boolean {
    const map = find(text, path)?.pair.value;
    return isMap(map) && map.flow === true;
}

/** By how many columns the text indents. */
export function stepOf(text: string): number {
    const step = (map: YAMLMap, column: number): number | undefined => {
        for (const { value } of map.items) {
            if (!isMap(value) || value.flow || !value.items[0]) continue;
            const inner = columnOf(text, startOf(value.items[0] as YamlPair));
            return inner - column;
        }
        return undefined;
    };
    const root = rootOf(text);
    return (isMap(root) && !root.flow && step(root, 0)) || 4;
}

export function startOf(pair: YamlPair): number {
    return pair.key.range?.[0] ?? 0;
}

/** Where what a node says ends, without the comments and empty lines that the parser counts to it. */
function endOf(node: Node): number {
    if (isCollection(node) && !node.flow) {
        const last = node.items.at(-1) as YamlPair | Node | undefined;
        if (last) return "key" in last ? endOfPair(last) : endOf(last);
    }
    return node.range?.[1] ?? 0;
}

export function endOfPair({ key, value }: YamlPair): number {
    return Math.max(value ? endOf(value) : 0, key.range?.[1] ?? 0);
}

/** The beginning of the line behind a position; a text of several lines may end with the line's end. */
export function lineBehind(text: string, end: number): number {
    return end > 0 && text[end - 1] === "\n" ? end : nextLine(text, end);
}

/** The beginning of the line that a key of a map without braces has to itself. */
export function ownLine(text: string, pair: YamlPair, path: YamlPath): number {
    const start = lineStart(text, startOf(pair));
    const before = text.slice(start, startOf(pair)).replace("\uFEFF", "");
    return before.trim() === "" ? start : refuse(path, "its key does not begin its line");
}

/** The whole lines of a key: with its comments above it, and those inside of it. */
export function linesOf(text: string, pair: YamlPair, path: YamlPath): { start: number; end: number } {
    const column = columnOf(text, startOf(pair));
    return {
        start: withCommentsAbove(text, ownLine(text, pair, path), column),
        end: withCommentsBelow(text, lineBehind(text, endOfPair(pair)), column),
    };
}
