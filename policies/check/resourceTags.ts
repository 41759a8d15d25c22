import type { Resource } from "./checkedResources";
import { known, UNKNOWN } from "./unknownValues";

type TagMap = Readonly<Record<string, unknown>>;

/** A resource with its provider, as Pulumi shows it to policies. */
export interface TaggedResource extends Resource {
    readonly provider?: { readonly props: Readonly<Record<string, unknown>> };
}

/** The value of a tag: text, missing, or unknown during preview. */
export type TagValue = string | undefined | typeof UNKNOWN;

/** The tags of a resource, as far as they are known. */
export interface ResourceTags {
    /** The keys that are known. */
    readonly keys: readonly string[];
    /** The value of a tag. UNKNOWN also for a key that is not found while some of the tags are unknown. */
    valueOf(key: string): TagValue;
}

/** The tags that AWS will see: the resource's own and the default tags of its provider. */
export function tagsOf(resource: TaggedResource): ResourceTags {
    const sources = [
        known(() => resource.props.tags),
        known(() => resource.props.tagsAll),
        defaultTags(resource.provider?.props),
    ].map((tags) => (typeof tags === "object" && tags !== null ? (tags as TagMap) : tags === UNKNOWN ? tags : {}));
    const maps = sources.filter((source) => source !== UNKNOWN);
    const isComplete = maps.length === sources.length;
    return {
        keys: [...new Set(maps.flatMap((tags) => Object.keys(tags)))],
        valueOf(key) {
            const holder = maps.find((tags) => Object.hasOwn(tags, key));
            if (holder === undefined) return isComplete ? undefined : UNKNOWN;
            const value = known(() => holder[key]);
            return typeof value === "string" || value === UNKNOWN ? value : undefined;
        },
    };
}

/** Tags that mark a resource: the values by the key. The case of a value does not matter. */
export type ResourceMarks = Readonly<Record<string, readonly string[]>>;

/** The first mark that a resource has. UNKNOWN where no known tag marks it and one of the tags is unknown. */
export function markOf(
    tags: ResourceTags,
    marks: ResourceMarks,
): { readonly key: string; readonly value: string } | typeof UNKNOWN | undefined {
    let isUnknown = false;
    for (const [key, values] of Object.entries(marks)) {
        const value = tags.valueOf(key);
        if (value === UNKNOWN) isUnknown = true;
        else if (value !== undefined && values.some((one) => one.toLowerCase() === value.toLowerCase())) {
            return { key, value };
        }
    }
    return isUnknown ? UNKNOWN : undefined;
}

/** The default tags in the configuration of a provider, in which Pulumi keeps all values but strings as JSON. */
function defaultTags(provider: Readonly<Record<string, unknown>> | undefined): unknown {
    return known(() => {
        const config = provider?.defaultTags;
        const parsed = typeof config === "string" ? (JSON.parse(config) as unknown) : config;
        return (parsed as { readonly tags?: unknown } | undefined)?.tags;
    });
}
