import { isMap, isScalar, isSeq, type Node, type YAMLSeq } from "yaml";
import { columnOf, insertLines, lineStart, removeLines, withCommentsAbove } from "./textLines";
import { removeEntry } from "./entryRemoval";
import { endOf, find, lineBehind, refuse, stepOf, valueAt, type YamlPath } from "./yamlNodes";
import { insert, set } from "./yamlEdits";
import { flow, scalar, type DefinitionValue } from "./yamlValue";

/** Edits of lists of texts, such as `guardrails`, and of lists of maps, such as `access`. Comments, order and style stay. */

/** Whether the text has a list at the path with this item. */
export function isListed(text: string, path: YamlPath, item: string): boolean {
    const list = valueAt(text, path);
    return Array.isArray(list) && list.includes(item);
}

/** Adds an item to the end of the list at a path. The list is made if there is none. */
export function addToList(text: string, path: YamlPath, item: string): string {
    const list = listAt(text, path);
    if (!list || list.items.length === 0) return set(text, path.slice(0, -1), String(path.at(-1)), [item]);
    const last = list.items.at(-1) as Node;
    const end = last.range?.[1] ?? 0;
    if (list.flow) return `${text.slice(0, end)}, ${scalar(item)}${text.slice(end)}`;
    const column = dashColumn(text, list, path);
    return insertLines(text, lineBehind(text, end), [`${" ".repeat(column)}- ${scalar(item)}`]);
}

/** Removes an item from the list at a path. A list that is empty then is removed too. */
export function removeFromList(text: string, path: YamlPath, item: string): string {
    const list = listAt(text, path);
    const index = list?.items.findIndex((one) => isScalar(one) && one.value === item) ?? -1;
    const found = list?.items[index] as Node | undefined;
    if (!list || !found) return refuse(path, `it has no entry ${item}`);
    if (list.items.length === 1) return removeEntry(text, path);
    return withoutItem(text, list, index, path);
}

function withoutItem(text: string, list: YAMLSeq, index: number, path: YamlPath): string {
    const item = list.items[index] as Node;
    const [start, end] = [item.range?.[0] ?? 0, endOf(item)];
    if (!list.flow) {
        const column = dashColumn(text, list, path);
        const line = withCommentsAbove(text, lineStart(text, start), column);
        return removeLines(text, line, lineBehind(text, end));
    }
    const before = list.items[index - 1] as Node | undefined;
    const after = list.items[index + 1] as Node | undefined;
    const [from, to] = before ? [before.range?.[1] ?? 0, end] : [start, after?.range?.[0] ?? end];
    if (text.slice(from, to).includes("#")) refuse(path, "a comment stands beside the entry");
    return text.slice(0, from) + text.slice(to);
}

/** Adds a map to the end of a list of maps, such as `access` at the top. The list is made if there is none. */
export function addMapToList(text: string, key: string, value: DefinitionValue): string {
    const list = find(text, [key])?.pair.value;
    const item = `- ${flow(value)}`;
    if (!isSeq(list) || list.items.length === 0) {
        const without = list === undefined ? text : removeEntry(text, [key]);
        return insert(without, [], { lines: [`${key}:`, `${" ".repeat(stepOf(text))}${item}`] }, { container: true });
    }
    const end = endOf(list.items.at(-1) as Node);
    if (list.flow) return `${text.slice(0, end)}, ${flow(value)}${text.slice(end)}`;
    return insertLines(text, lineBehind(text, end), [`${" ".repeat(dashColumn(text, list, [key]))}${item}`]);
}

/** Removes an item by its number, with the comments above it. A list that is empty then is removed too. */
export function removeNumber(text: string, key: string, number: number): string {
    const list = find(text, [key])?.pair.value;
    const item = isSeq(list) ? (list.items[number] as Node | undefined) : undefined;
    if (!isSeq(list) || !item) return refuse([key, number], "it is not there");
    return list.items.length === 1 ? removeEntry(text, [key]) : withoutItem(text, list, number, [key]);
}

function listAt(text: string, path: YamlPath): YAMLSeq | undefined {
    const value = find(text, path)?.pair.value;
    if (value === undefined || value === null) return undefined;
    if (!isSeq(value) || value.items.some((one) => isMap(one) || isSeq(one)))
        return refuse(path, "it is not a list of texts");
    return value;
}

/** The column of the list's dashes. Each item must be on a line of its own. */
function dashColumn(text: string, list: YAMLSeq, path: YamlPath): number {
    const first = (list.items[0] as Node).range?.[0] ?? 0;
    const line = text.slice(lineStart(text, first), first);
    return /^\s*- +$/.test(line)
        ? columnOf(text, first) - line.trimStart().length
        : refuse(path, "its entries are not one a line");
}
