import type { Tags } from "../../../../definition";

/** The tags of a node or policy, split by how the definition writes them. */
export interface SplitTags {
    /** The tags that the entry writes for itself, and that everything below inherits. */
    readonly tags: Tags;
    /** The tags that it alone has. */
    readonly own: Tags;
}

/** A unit, with the tags of everything below it. */
export interface TagNode {
    readonly tags: Tags;
    /** The tags of all units and accounts below it, at any depth. */
    readonly below: readonly Tags[];
}

/**
 * Splits a unit's tags. An entry below can override an inherited tag but not remove it, so a tag can be inherited only if
 * everything below has its key.
 */
export function splitTags({ tags, below }: TagNode, inherited: Tags): SplitTags {
    const own: Record<string, string> = {};
    const shared: Record<string, string> = {};
    for (const [key, value] of Object.entries(tags)) {
        if (inherited[key] === value) continue;
        if (below.every((one) => Object.hasOwn(one, key))) shared[key] = value;
        else own[key] = value;
    }
    return { tags: shared, own };
}

/** The tags for the defaults: keys that all units, accounts and policies have, each with the value that more than half of them share. */
export function commonTags(all: readonly Tags[]): Tags {
    const [first = {}, ...rest] = all;
    if (rest.length === 0) return {};
    const common: Record<string, string> = {};
    for (const key of Object.keys(first)) {
        if (!rest.every((one) => Object.hasOwn(one, key))) continue;
        const counts = new Map<string, number>();
        for (const one of all) counts.set(one[key] ?? "", (counts.get(one[key] ?? "") ?? 0) + 1);
        for (const [value, count] of counts) if (count * 2 > all.length) common[key] = value;
    }
    return common;
}

/** The tags that an entry must write itself, on top of what it inherits. */
export function overlay(tags: Tags, inherited: Tags): Tags {
    return Object.fromEntries(Object.entries(tags).filter(([key, value]) => inherited[key] !== value));
}
