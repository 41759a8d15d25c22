import { isAlias, isCollection, isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type YAMLMap } from "yaml";
import { CommandError } from "../cli/commandError";
import { columnOf, lineStart, nextLine, withCommentsAbove, withCommentsBelow } from "./textLines";

/** Finds nodes in a YAML text, by the parser's offsets. */

export type YamlPath = readonly (string | number)[];

/** A key with its value. */
export type YamlPair = Pair<Node, Node | null>;

export interface FoundEntry {
    readonly map: YAMLMap;
    readonly pair: YamlPair;
}

/** @throws CommandError: the YAML is valid, but written in a way that cannot be edited safely. */
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

/** @param path keys, and numbers for the items of lists. */
export function find(text: string, path: YamlPath): FoundEntry | undefined {
    let at = rootOf(text);
    let found: FoundEntry | undefined;
    for (const [index, key] of path.entries()) {
        if (isAlias(at))
            refuse(path.slice(0, index), `it is the alias *${at.source} of something that is written elsewhere`);
        if (found && isSeq(at) && typeof key === "number") {
            const item = at.items[key] as Node | undefined;
            if (!item) return undefined;
            // An item of a list has no key. It is its own, so that what is inserted into its map finds the map.
            found = { map: found.map, pair: { key: item, value: item } as YamlPair };
            at = item;
            continue;
        }
        const pair = isMap(at) ? pairIn(at, key) : undefined;
        if (!isMap(at) || !pair) return undefined;
        found = { map: at, pair };
        at = pair.value;
    }
    return found;
}

/** Whether the text has an entry at the path. */
export function has(text: string, path: YamlPath): boolean {
    return find(text, path) !== undefined;
}

/** The value at the path. Undefined if there is none, or the key is empty. */
export function valueAt(text: string, path: YamlPath): unknown {
    const document = parseDocument(text, { prettyErrors: false });
    const value = document.getIn(path, true) as Node | undefined;
    return isCollection(value) || isScalar(value) ? (value.toJS(document) as unknown) : undefined;
}

/** The keys of the map at the path, in the order of the text. */
export function keysAt(text: string, path: YamlPath): string[] {
    const map = path.length === 0 ? rootOf(text) : find(text, path)?.pair.value;
    return isMap(map) ? map.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [];
}

/** Whether the map at the path is written in braces. */
export function isFlow(text: string, path: YamlPath): boolean {
    const map = find(text, path)?.pair.value;
    return isMap(map) && map.flow === true;
}

/** The number of columns that the text indents by. */
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

/** The end of a node's content. The parser counts the comments and empty lines behind it to the node; this leaves them out. */
export function endOf(node: Node): number {
    if (isCollection(node) && !node.flow) {
        const last = node.items.at(-1) as YamlPair | Node | undefined;
        if (last) return "key" in last ? endOfPair(last) : endOf(last);
    }
    return node.range?.[1] ?? 0;
}

export function endOfPair({ key, value }: YamlPair): number {
    return Math.max(value ? endOf(value) : 0, key.range?.[1] ?? 0);
}

/** The beginning of the line after a position. A block scalar ends after its line break, so its end is a line's beginning already. */
export function lineBehind(text: string, end: number): number {
    return end > 0 && text[end - 1] === "\n" ? end : nextLine(text, end);
}

/** The beginning of the line of a key in a block map. The key must be the only one on the line. */
export function ownLine(text: string, pair: YamlPair, path: YamlPath): number {
    const start = lineStart(text, startOf(pair));
    const before = text.slice(start, startOf(pair)).replace("\uFEFF", "");
    return before.trim() === "" ? start : refuse(path, "its key does not begin its line");
}

/** The whole lines of a key, with the comments above and inside it. */
export function linesOf(text: string, pair: YamlPair, path: YamlPath): { start: number; end: number } {
    const column = columnOf(text, startOf(pair));
    return {
        start: withCommentsAbove(text, ownLine(text, pair, path), column),
        end: withCommentsBelow(text, lineBehind(text, endOfPair(pair)), column),
    };
}
