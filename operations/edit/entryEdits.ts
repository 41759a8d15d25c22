import { CommandError } from "../cli/commandError";
import type { DefinitionDraft } from "./definitionDraft";
import { removeEntry } from "./entryRemoval";
import { addToList, isListed, removeFromList } from "./yamlLists";
import { insert, set } from "./yamlEdits";
import { has, keysAt, stepOf, type YamlPath } from "./yamlNodes";
import { flow, scalar, type DefinitionValue } from "./yamlValue";

/** Edits of the keys of accounts, units, policies and the root in a draft. The keys may be spread over several files. */

/** An entry of the definition, as messages name it, and where it is. */
export interface LocatedEntry {
    /** `unit Workloads` */
    readonly title: string;
    /** Empty for the top of the definition. */
    readonly path: YamlPath;
    /** The file that comes first, if several have keys of the entry. */
    readonly file?: string;
}

/** The files with keys of the entry. The entry's own file comes first. */
export function filesWith(draft: DefinitionDraft, { path, file: own }: LocatedEntry): readonly string[] {
    return draft.files
        .filter((file) => path.length === 0 || has(draft.text(file), path))
        .sort((one, two) => Number(two === own) - Number(one === own));
}

/** The file that the entry is written in first. @throws CommandError if it is in none. */
export function firstFileOf(draft: DefinitionDraft, entry: LocatedEntry): string {
    const [file] = filesWith(draft, entry);
    if (file !== undefined) return file;
    throw new CommandError(
        `${entry.title} is not written in ${draft.location} in a way that org can edit (perhaps by a YAML alias, *name): edit it by hand`,
    );
}

/** The file with a key of the entry; without one, the entry's first file. */
export function fileOf(draft: DefinitionDraft, entry: LocatedEntry, key: string): string {
    const inside = filesWith(draft, entry).find((one) => has(draft.text(one), [...entry.path, key]));
    return inside ?? firstFileOf(draft, entry);
}

/** Removes an entry from the definition, with its comments. */
export function removeWhole(draft: DefinitionDraft, entry: LocatedEntry): void {
    firstFileOf(draft, entry);
    for (const file of filesWith(draft, entry)) draft.edit(file, (text) => removeEntry(text, entry.path));
}

export function setKey(draft: DefinitionDraft, entry: LocatedEntry, key: string, value: DefinitionValue): void {
    draft.edit(fileOf(draft, entry, key), (text) => set(text, entry.path, key, value));
}

/** Removes a key of the entry from every file. Does nothing if there is none. */
export function unsetKey(draft: DefinitionDraft, entry: LocatedEntry, key: string): void {
    const path = [...entry.path, key];
    for (const file of filesWith(draft, entry).filter((one) => has(draft.text(one), path))) {
        draft.edit(file, (text) => removeEntry(text, path));
    }
}

/** Whether one of the files has the entry. */
export function hasEntry(draft: DefinitionDraft, entry: LocatedEntry): boolean {
    return filesWith(draft, entry).length > 0;
}

/** Whether one of the files has the key. */
export function hasKey(draft: DefinitionDraft, entry: LocatedEntry, key: string): boolean {
    return filesWith(draft, entry).some((file) => has(draft.text(file), [...entry.path, key]));
}

/** The entry at a key of this one. */
function entryIn({ title, path, file }: LocatedEntry, key: string): LocatedEntry {
    return { title: `${key} of ${title}`, path: [...path, key], ...(file !== undefined && { file }) };
}

/** Sets a key of a map that is a key of the entry, such as a tag in `tags`. The map is made if there is none. */
export function setIn(
    draft: DefinitionDraft,
    entry: LocatedEntry,
    map: string,
    key: string,
    value: DefinitionValue,
): void {
    const inner = entryIn(entry, map);
    const file = filesWith(draft, inner).find((one) => keysAt(draft.text(one), inner.path).length > 0);
    if (file === undefined) setKey(draft, entry, map, { [key]: value });
    else setKey(draft, { ...inner, file }, key, value);
}

/** Removes a key of such a map, and the map with its last key. Does nothing if there is none. */
export function unsetIn(draft: DefinitionDraft, entry: LocatedEntry, map: string, key: string): void {
    const inner = entryIn(entry, map);
    const isOnly =
        filesWith(draft, inner)
            .flatMap((file) => keysAt(draft.text(file), inner.path))
            .join() === key;
    if (isOnly) unsetKey(draft, entry, map);
    else unsetKey(draft, inner, key);
}

export function isInList(draft: DefinitionDraft, entry: LocatedEntry, list: string, item: string): boolean {
    return filesWith(draft, entry).some((file) => isListed(draft.text(file), [...entry.path, list], item));
}

export function addItem(draft: DefinitionDraft, entry: LocatedEntry, list: string, item: string): void {
    draft.edit(fileOf(draft, entry, list), (text) => addToList(text, [...entry.path, list], item));
}

/** Removes an item from a list of the entry. If it was the only one, the list goes. */
export function removeItem(draft: DefinitionDraft, entry: LocatedEntry, list: string, item: string): void {
    const path = [...entry.path, list];
    const file = filesWith(draft, entry).find((one) => isListed(draft.text(one), path, item));
    if (file === undefined) throw new CommandError(`${list} of ${entry.title} does not name ${item}`);
    draft.edit(file, (text) => removeFromList(text, path, item));
}

/** Adds an entry to a map of things, such as `units` or `policies`: as the last one. The map is made if there is none. */
export function addEntry(
    draft: DefinitionDraft,
    owner: LocatedEntry,
    map: string,
    key: string,
    value: Readonly<Record<string, DefinitionValue>>,
): string {
    const path = [...owner.path, map];
    const inline = `${scalar(key)}: ${flow(value)}`;
    // What stands at the top belongs into the file that speaks of the organisation itself, if that has such things.
    const holders = [...filesWith(draft, owner)].sort(
        (one, two) => Number(isMain(draft, owner, two)) - Number(isMain(draft, owner, one)),
    );
    firstFileOf(draft, owner);
    const fitting = holders.filter((file) => has(draft.text(file), path));
    const file = draft.chooseFile(`${map}.${key}`, fitting.length > 0 ? fitting : holders, holders);
    draft.edit(file, (text) => {
        if (has(text, path)) return insert(text, path, { lines: [inline], inline }, { container: true });
        const lines = [`${map}:`, `${" ".repeat(stepOf(text))}${inline}`];
        return insert(text, owner.path, { lines, inline: `${map}: { ${inline} }` }, { container: true });
    });
    return file;
}

function isMain(draft: DefinitionDraft, { path }: LocatedEntry, file: string): boolean {
    return path.length === 0 && has(draft.text(file), ["organization"]);
}
