import type { DefinitionDraft } from "./definitionDraft";
import { removeEntry } from "./entryRemoval";
import { set } from "./yamlEdits";
import { addMapToList, removeNumber } from "./yamlLists";
import { has, valueAt } from "./yamlNodes";
import type { DefinitionValue } from "./yamlValue";

/** An item of a list at the top of the definition, such as a line of `access`. Several files may have items of it. */
export interface ListedMap {
    readonly list: string;
    readonly file: string;
    /** Its number in its file, from 0. */
    readonly number: number;
    readonly value: Readonly<Record<string, DefinitionValue>>;
}

/** The items of all files, in the order in which the definition reads them. */
export function listedMaps(draft: DefinitionDraft, list: string): readonly ListedMap[] {
    return draft.files.flatMap((file) => {
        const items = valueAt(draft.text(file), [list]);
        if (!Array.isArray(items)) return [];
        return (items as ListedMap["value"][]).map((value, number) => ({ list, file, number, value }));
    });
}

/** Sets a key of an item, or removes it. */
export function setInItem(
    draft: DefinitionDraft,
    { list, file, number }: ListedMap,
    key: string,
    value: DefinitionValue | undefined,
): void {
    draft.edit(file, (text) => {
        const path = [list, number];
        if (value !== undefined) return set(text, path, key, value);
        return has(text, [...path, key]) ? removeEntry(text, [...path, key]) : text;
    });
}

/** Adds an item to the end of the list in a file. */
export function addListedMap(draft: DefinitionDraft, file: string, list: string, value: ListedMap["value"]): void {
    draft.edit(file, (text) => addMapToList(text, list, value));
}

/** Removes an item, with the comments above it. The numbers of those behind it are other ones then. */
export function removeListedMap(draft: DefinitionDraft, { list, file, number }: ListedMap): void {
    draft.edit(file, (text) => removeNumber(text, list, number));
}
