import { formatPlace, type Place, type Problem } from "../problems";

/** A value of the definition, with the place where it is written. */
export type WrittenValue = WrittenMap | WrittenList | WrittenScalar;

interface WrittenMap {
    readonly kind: "map";
    readonly place: Place;
    readonly entries: Map<string, { readonly key: Place; readonly value: WrittenValue }>;
}

interface WrittenList {
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

/**
 * Merges the trees of several files into one. Maps are joined, so each file may hold a part of the organisation. If a key has a text, a
 * number or a list in two files, that is a mistake, reported with both places: otherwise the order of the file names would decide which
 * counts.
 */
export function mergeValues(trees: readonly WrittenValue[], problems: Problem[]): WrittenValue | undefined {
    const [first, ...rest] = trees;
    const joined = new Set<WrittenValue>();
    return rest.reduce<WrittenValue | undefined>(
        (merged, tree) => merged && mergeTwoValues(merged, tree, [], problems, joined),
        first,
    );
}

/**
 * @param joined the maps that this merge has made. Entries are added to them directly, because a copy for each file is slow with 10,000
 * files.
 */
function mergeTwoValues(
    one: WrittenValue,
    two: WrittenValue,
    path: readonly string[],
    problems: Problem[],
    joined: Set<WrittenValue>,
): WrittenValue {
    if (isEmpty(two)) return one;
    if (isEmpty(one)) return two;
    if (one.kind !== "map" || two.kind !== "map") {
        problems.push({
            place: two.place,
            path,
            message: `is given a second time; the first is at ${formatPlace(one.place)}: keep one of them`,
        });
        return one;
    }
    const merged: WrittenMap = joined.has(one) ? one : { kind: "map", place: one.place, entries: new Map(one.entries) };
    joined.add(merged);
    for (const [key, entry] of two.entries) {
        const before = merged.entries.get(key);
        merged.entries.set(
            key,
            before
                ? {
                      key: before.key,
                      value: mergeTwoValues(before.value, entry.value, [...path, key], problems, joined),
                  }
                : entry,
        );
    }
    return merged;
}

/** `Suspended:` and `Suspended: {}` only say that the key exists. */
function isEmpty(tree: WrittenValue): boolean {
    return (tree.kind === "scalar" && tree.value === null) || (tree.kind === "map" && tree.entries.size === 0);
}
