import { isAlias, isMap, isScalar, type Node, type YAMLMap } from "yaml";
import {
    columnOf,
    endOfLine,
    insertLines,
    lineStart,
    nextLine,
    reindent,
    removeLines,
    withCommentsAbove,
} from "./textLines";
import {
    endOfPair,
    find,
    lineBehind,
    linesOf,
    ownLine,
    pairIn,
    refuse,
    rootOf,
    startOf,
    stepOf,
    valueAt,
    type YamlPair,
    type YamlPath,
} from "./yamlNodes";
import { flow, scalar, type DefinitionValue } from "./yamlValue";

/**
 * Edits of one YAML text. Each function returns the text with one thing changed and every other byte unchanged. They cut and paste
 * by the parser's offsets and never print the document again.
 */

/** A key with its value, ready to be inserted into a map. */
export interface YamlEntry {
    /** Lines from the first column on, with the comments above. */
    readonly lines: readonly string[];
    /** The entry on one line, for flow maps. Absent if that would lose a comment. */
    readonly inline?: string;
}

/** The entry at a path, to be inserted elsewhere. */
export function entryAt(text: string, path: YamlPath): YamlEntry {
    const { map, pair } = find(text, path) ?? refuse(path, "it is not there");
    const source = text.slice(startOf(pair), endOfPair(pair));
    const oneLine = (): string =>
        `${scalar(String(path.at(-1)))}: ${flow((valueAt(text, path) ?? {}) as DefinitionValue)}`;
    if (map.flow) {
        if (source.includes("\n") && source.includes("#")) refuse(path, "a comment may stand inside its braces");
        const inline = source.includes("\n") || !pair.value ? oneLine() : source;
        return { lines: [inline], inline };
    }
    const { start, end } = linesOf(text, pair, path);
    const lines = text.slice(start, end).split(/\r?\n/);
    if (lines.at(-1) === "") lines.pop();
    return {
        lines: reindent(lines, 0),
        ...(!lines.some((line) => line.includes("#")) && { inline: source.includes("\n") ? oneLine() : source }),
    };
}

/** Removes the entry at a path, with the comments above and inside it. */
export function remove(text: string, path: YamlPath): string {
    const { map, pair } = find(text, path) ?? refuse(path, "it is not there");
    const index = map.items.indexOf(pair);
    if (!map.flow) {
        const { start, end } = linesOf(text, pair, path);
        return removeLines(text, start, end);
    }
    const before = map.items[index - 1] as YamlPair | undefined;
    const after = map.items[index + 1] as YamlPair | undefined;
    const [open = 0, close = 0] = map.range ?? [];
    const [start, end] = before
        ? [endOfPair(before), endOfPair(pair)]
        : after
          ? [startOf(pair), startOf(after)]
          : [open + 1, close - 1];
    if (/#/.test(text.slice(start, startOf(pair)) + text.slice(endOfPair(pair), end))) {
        refuse(path, "a comment stands beside it in its braces");
    }
    return text.slice(0, start) + text.slice(end);
}

/**
 * Inserts an entry into the map at a path.
 *
 * @param before the key to insert before. Absent: the entry becomes the last.
 * @param container whether the map is a list of things and not the properties of one. Then lines replace empty braces.
 */
export function insert(
    text: string,
    path: YamlPath,
    entry: YamlEntry,
    { before, container = false }: { before?: string; container?: boolean } = {},
): string {
    const root = rootOf(text);
    const found = path.length === 0 ? undefined : (find(text, path) ?? refuse(path, "it is not there"));
    const at = found ? found.pair.value : root;
    if (isAlias(at)) return refuse(path, `it is the alias *${at.source} of something that is written elsewhere`);
    const inBraces = found?.map.flow === true;
    if (isMap(at) && at.items.length > 0) {
        return at.flow
            ? insertInBraces(text, at, entry, before, path)
            : insertBetweenLines(text, at, entry, before, path);
    }
    if (!found) return insertLines(text, text.length, entry.lines);
    const empty = isMap(at) || (isScalar(at) && at.value === null) || at === null;
    if (!empty) return refuse(path, "it is not a map");
    return inBraces || (isMap(at) && !container)
        ? fillBraces(text, found.pair, at, entry, path)
        : fillLines(text, found.pair, at, entry, path);
}

function inlineOf({ inline }: YamlEntry, path: YamlPath): string {
    return inline ?? refuse(path, "it is written in braces, and a comment would be lost there");
}

function insertInBraces(
    text: string,
    map: YAMLMap,
    entry: YamlEntry,
    before: string | undefined,
    path: YamlPath,
): string {
    const inline = inlineOf(entry, path);
    const next = before === undefined ? undefined : pairIn(map, before);
    const reference = next ?? (map.items.at(-1) as YamlPair);
    const start = startOf(reference);
    const ownLines = text.slice(lineStart(text, start), start).trim() === "";
    const gap = ownLines ? endOfLine(text) + " ".repeat(columnOf(text, start)) : " ";
    if (next) return `${text.slice(0, start)}${inline},${gap}${text.slice(start)}`;
    const end = endOfPair(reference);
    return `${text.slice(0, end)},${gap}${inline}${text.slice(end)}`;
}

function insertBetweenLines(
    text: string,
    map: YAMLMap,
    entry: YamlEntry,
    before: string | undefined,
    path: YamlPath,
): string {
    const [first] = map.items as YamlPair[];
    const column = first ? columnOf(text, startOf(first)) : 0;
    const next = before === undefined ? undefined : pairIn(map, before);
    if (next) {
        const line = withCommentsAbove(text, ownLine(text, next, path), column);
        return insertLines(text, line, reindent(entry.lines, column));
    }
    const last = map.items.at(-1) as YamlPair;
    ownLine(text, last, path);
    return insertLines(text, lineBehind(text, endOfPair(last)), reindent(entry.lines, column));
}

/** Fills `shop: {}`, or a key in braces that has no value. */
function fillBraces(text: string, pair: YamlPair, at: Node | null, entry: YamlEntry, path: YamlPath): string {
    const inline = inlineOf(entry, path);
    if (isMap(at)) {
        const open = (at.range?.[0] ?? 0) + 1;
        const close = (at.range?.[1] ?? 0) - 1;
        const inside = text.slice(open, close);
        return `${text.slice(0, open)} ${inline}${inside.trim() === "" ? " " : inside}${text.slice(close)}`;
    }
    const key = pair.key.range?.[1] ?? 0;
    const [start, end] = at?.range ?? [key, key];
    const colon = /:/.test(text.slice(key, start)) ? "" : ":";
    const space = /\s$/.test(text.slice(0, start)) && colon === "" ? "" : " ";
    const tail = /^[\s,]/.test(text.slice(end)) ? "" : " ";
    return `${text.slice(0, start)}${colon}${space}{ ${inline} }${tail}${text.slice(end)}`;
}

/** Fills a key that has no value, or replaces its empty braces by lines. */
function fillLines(text: string, pair: YamlPair, at: Node | null, entry: YamlEntry, path: YamlPath): string {
    ownLine(text, pair, path);
    const [start, end] = at?.range ?? [0, 0];
    if (text.slice(start, end).includes("#")) refuse(path, "a comment stands in its empty braces");
    const colon = text.indexOf(":", pair.key.range?.[1] ?? 0) + 1;
    const emptied = start === end ? text : text.slice(0, colon) + text.slice(end);
    const column = columnOf(text, startOf(pair)) + stepOf(text);
    return insertLines(emptied, nextLine(emptied, colon), reindent(entry.lines, column));
}

/** Sets a key of the map at a path. */
export function set(text: string, path: YamlPath, key: string, value: DefinitionValue): string {
    const pair = find(text, [...path, key])?.pair;
    const rendered = flow(value);
    if (!pair) {
        const line = `${scalar(key)}: ${rendered}`;
        return insert(text, path, { lines: [line], inline: line });
    }
    const from = pair.key.range?.[1] ?? 0;
    const colon = text.indexOf(":", from) + 1;
    const end = endOfPair(pair);
    const start = pair.value?.range?.[0] ?? end;
    const sameLine = !text.slice(colon, start).includes("\n") && start > colon;
    const replaced = text.slice(sameLine ? start : colon, end);
    if (/(^|\s)#/.test(replaced)) refuse([...path, key], "a comment stands in what would be replaced");
    if (isAlias(pair.value))
        refuse([...path, key], `it is the alias *${pair.value.source} of something that is written elsewhere`);
    const tail = replaced.endsWith("\n") ? endOfLine(text) : "";
    return `${text.slice(0, sameLine ? start : colon)}${sameLine ? "" : " "}${rendered}${tail}${text.slice(Math.max(end, start))}`;
}
