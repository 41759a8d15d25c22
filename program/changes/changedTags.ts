import type { ResourceInputs } from "../../definition/feature";
import { quoted } from "../../limits";

/** What differs between the tags of two sets of inputs, one sentence each. */
export function changedTags(before: ResourceInputs | undefined, after: ResourceInputs | undefined): readonly string[] {
    const [old, now] = [tagsOf(before), tagsOf(after)];
    return [...new Set([...Object.keys(old), ...Object.keys(now)])]
        .sort()
        .filter((key) => old[key] !== now[key])
        .map((key) => {
            if (old[key] === undefined) return `Tag ${quoted(key)}: ${quoted(now[key] ?? "")} is added.`;
            if (now[key] === undefined) return `Tag ${quoted(key)}: ${quoted(old[key])} is removed.`;
            return `Tag ${quoted(key)}: ${quoted(old[key])} becomes ${quoted(now[key])}.`;
        });
}

function tagsOf(inputs: ResourceInputs | undefined): Readonly<Record<string, string>> {
    const tags = inputs?.tags;
    return typeof tags === "object" && tags !== null ? (tags as Record<string, string>) : {};
}
