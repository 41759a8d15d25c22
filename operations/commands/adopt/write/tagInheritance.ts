import type { Tags } from "../../../../definition";

/** The tags of one thing of the definition, with what is inherited taken off. */
export interface SplitTags {
    /** What it says itself, and what is below inherits. */
    readonly tags: Tags;
    /** What it alone has. */
    readonly own: Tags;
}

/** A unit, with the tags of everything that is below it. */
export interface TagNode {
    readonly tags: Tags;
    /** All below it that inherits: units and accounts, at any depth. */
    readonly below: readonly Tags[];
}

/**
 * Divides a unit's tags. What is below can override an inherited tag and cannot take it off, so that only keys that everything below
 * has can be inherited.
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

/**
 * The tags for the defaults: keys that everything has, units, accounts and policies, each with the value that more than half of
 * them have.
 */
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

/** What a thing says itself over what it inherits. */
export function overlay(tags: Tags, inherited: Tags): Tags {
    return Object.fromEntries(Object.entries(tags).filter(([key, value]) => inherited[key] !== value));
}
