import { isMap } from "yaml";
import { find, keysAt, linesOf, type YamlPath } from "./yamlNodes";
import { remove } from "./yamlEdits";

/**
 * Removes the entry at a path, and the list of accounts that it leaves empty: nobody writes `accounts:` with nothing below. The
 * list stays as `accounts: {}` if it has a comment or is all that the file holds.
 */
export function removeEntry(text: string, path: YamlPath): string {
    const removed = remove(text, path);
    const list = path.slice(0, -1);
    if (list.length === 0 || keysAt(removed, list).length > 0) return removed;
    if (list.at(-1) !== "accounts" || isOnlyKey(removed, list) || hasComment(removed, list))
        return emptied(removed, list);
    const without = remove(removed, list);
    const owner = list.slice(0, -1);
    return owner.length === 0 || keysAt(without, owner).length > 0 ? without : emptied(without, owner);
}

/** Writes `{}` behind a key without a value, so that it is empty on purpose. */
export function emptied(text: string, path: YamlPath): string {
    const { pair } = find(text, path) ?? {};
    if (!pair || isMap(pair.value)) return text;
    const colon = text.indexOf(":", pair.key.range?.[1] ?? 0) + 1;
    return `${text.slice(0, colon)} {}${text.slice(colon)}`;
}

function isOnlyKey(text: string, path: YamlPath): boolean {
    return path.length === 1 && keysAt(text, []).length === 1;
}

function hasComment(text: string, path: YamlPath): boolean {
    const { map, pair } = find(text, path) ?? {};
    if (!map || !pair || map.flow) return false;
    const { start, end } = linesOf(text, pair, path);
    return text.slice(start, end).includes("#");
}
