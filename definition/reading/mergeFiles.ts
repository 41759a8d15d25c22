import { formatPlace, type Problem } from "../problems";
import type { WrittenMap, WrittenValue } from "./writtenValue";

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
