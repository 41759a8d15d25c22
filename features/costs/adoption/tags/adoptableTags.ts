import { ACTIVE_COST_TAGS, TAG_KEY, textError } from "../../../../limits";

/** The active tags that the definition can say, and those that it cannot, with why. */
export interface AdoptableTags {
    readonly tags: readonly string[];
    readonly left: readonly { readonly what: string; readonly why: string }[];
}

export function adoptableTags(active: readonly string[]): AdoptableTags {
    const tags: string[] = [];
    const left: { what: string; why: string }[] = [];
    for (const tag of [...new Set(active)].sort()) {
        const error = tag.startsWith("aws:") ? undefined : textError(TAG_KEY, tag);
        const why = tags.length >= ACTIVE_COST_TAGS.max ? `AWS's usual quota is ${ACTIVE_COST_TAGS.max}` : error;
        if (why === undefined) tags.push(tag);
        else left.push({ what: `cost allocation tag ${tag}`, why });
    }
    return { tags, left };
}
