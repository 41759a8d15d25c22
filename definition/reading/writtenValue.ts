import type { Place, Problem } from "../problems";

/** A value of the definition, with the place where it is written. */
export type WrittenValue = WrittenMap | WrittenList | WrittenScalar;

export interface WrittenMap {
    readonly kind: "map";
    readonly place: Place;
    readonly entries: Map<string, { readonly key: Place; readonly value: WrittenValue }>;
}

export interface WrittenList {
    readonly kind: "list";
    readonly place: Place;
    readonly items: readonly WrittenValue[];
}

interface WrittenScalar {
    readonly kind: "scalar";
    readonly place: Place;
    readonly value: unknown;
    /** The characters that a number, boolean or null was read from. */
    readonly written?: string;
}

/** The value without its places, as the schema reads it. */
export function plainValue(tree: WrittenValue): unknown {
    switch (tree.kind) {
        case "map":
            return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, plainValue(entry.value)]));
        case "list":
            return tree.items.map(plainValue);
        case "scalar":
            return tree.value;
    }
}

/** The value at a path; undefined if there is none. */
export function valueAt(tree: WrittenValue, path: Problem["path"]): WrittenValue | undefined {
    return path.reduce<WrittenValue | undefined>((at, key) => at && entryAt(at, key)?.value, tree);
}

/** The place of the value at a path, or of its nearest ancestor that exists. For an entry of a map it is the place of the key. */
export function placeAt(tree: WrittenValue, path: Problem["path"]): Place {
    let place = tree.place;
    let at = tree;
    for (const key of path) {
        const next = entryAt(at, key);
        if (!next) break;
        place = next.key;
        at = next.value;
    }
    return place;
}

function entryAt(
    tree: WrittenValue,
    key: string | number,
): { readonly key: Place; readonly value: WrittenValue } | undefined {
    if (tree.kind === "map") return tree.entries.get(String(key));
    const item = tree.kind === "list" ? tree.items[Number(key)] : undefined;
    return item && { key: item.place, value: item };
}
