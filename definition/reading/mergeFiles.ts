import { listSome, visible } from "../../limits";
import { formatPlace, type Place, type Problem } from "../problems";
import type { WrittenList, WrittenMap, WrittenValue } from "./writtenValue";

/**
 * Merges the trees of several files into one. Maps are joined, so each file may hold a part of the organisation. If a key has a text, a
 * number or a list in two files, that is a mistake, reported with both places: otherwise the order of the file names would decide which
 * counts. In an account, all of these are one mistake.
 *
 * @param joinedLists keys at the top whose lists are joined, in the order of the files.
 */
export function mergeValues(
    trees: readonly WrittenValue[],
    problems: Problem[],
    joinedLists: ReadonlySet<string> = new Set(),
): WrittenValue | undefined {
    const [first, ...rest] = trees;
    const merge = new Merge(joinedLists);
    return rest.reduce<WrittenValue | undefined>(
        (merged, tree) => merged && merge.values(merged, tree, [], problems),
        first,
    );
}

class Merge {
    readonly #joinedLists: ReadonlySet<string>;
    /**
     * The maps and lists that this merge has made. What others have is added to them directly, because a copy for each file is slow with
     * 10,000 files.
     */
    readonly #maps = new Set<WrittenMap>();
    readonly #lists = new Map<WrittenList, WrittenValue[]>();

    constructor(joinedLists: ReadonlySet<string>) {
        this.#joinedLists = joinedLists;
    }

    values(one: WrittenValue, two: WrittenValue, path: readonly string[], problems: Problem[]): WrittenValue {
        if (isEmpty(two)) return one;
        if (isEmpty(one)) return two;
        if (one.kind === "map" && two.kind === "map") return this.#mergedMaps(one, two, path, problems);
        const [key = ""] = path;
        const isJoined = path.length === 1 && this.#joinedLists.has(key);
        if (isJoined && one.kind === "list" && two.kind === "list") return this.#joinedList(one, two);
        const message = isJoined
            ? `is in several files, and each must have a list: the other is at ${formatPlace(one.place)}`
            : `is given a second time; the first is at ${formatPlace(one.place)}: keep one of them`;
        problems.push({ place: two.place, path, message });
        return one;
    }

    #mergedMaps(one: WrittenMap, two: WrittenMap, path: readonly string[], problems: Problem[]): WrittenMap {
        const merged: WrittenMap = this.#maps.has(one) ? one : { ...one, entries: new Map(one.entries) };
        this.#maps.add(merged);
        for (const [key, entry] of two.entries) {
            const before = merged.entries.get(key);
            if (!before) {
                merged.entries.set(key, entry);
                continue;
            }
            const inside = [...path, key];
            const found: Problem[] = [];
            merged.entries.set(key, { key: before.key, value: this.values(before.value, entry.value, inside, found) });
            problems.push(...(isAccountPath(inside) ? accountInTwoFiles(before.key, entry.key, inside, found) : found));
        }
        return merged;
    }

    #joinedList(one: WrittenList, two: WrittenList): WrittenList {
        const known = this.#lists.get(one);
        const items = known ?? [...one.items];
        for (const item of two.items) items.push(item);
        if (known) return one;
        const joined: WrittenList = { ...one, items };
        this.#lists.set(joined, items);
        return joined;
    }
}

/** Whether a path is that of an account: `accounts.shop`, `units.Workloads.accounts.shop`. */
function isAccountPath(path: readonly string[]): boolean {
    return (
        path.at(-2) === "accounts" &&
        path.every((key, index) => index >= path.length - 2 || index % 2 === 1 || key === "units") &&
        path.length % 2 === 0
    );
}

/** One mistake for an account with keys that two files give, and not one for each of the keys. */
function accountInTwoFiles(one: Place, two: Place, path: readonly string[], found: readonly Problem[]): Problem[] {
    if (found.length === 0) return [];
    const both = found.map((problem) => problem.path.slice(path.length).join(".")).filter((key) => key !== "");
    const keys = both.length === 0 ? "" : `, or give each of its keys in one file only: both have ${listSome(both)}`;
    const message = `account ${visible(path.at(-1) ?? "")} is in two files: ${formatPlace(one)} and ${formatPlace(two)}. Keep one of them${keys}`;
    return [{ place: two, path, message }];
}

/** `Suspended:` and `Suspended: {}` only say that the key exists. */
function isEmpty(tree: WrittenValue): boolean {
    return (tree.kind === "scalar" && tree.value === null) || (tree.kind === "map" && tree.entries.size === 0);
}
