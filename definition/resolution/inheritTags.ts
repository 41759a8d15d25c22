import { OWNER, quoted, TAGS, textError } from "../../limits";
import type { Tags } from "../model";
import type { Path, Report } from "../problemReport";
import { checkDay } from "../values/calendarDay";
import { checkTagTexts } from "../values/tagTexts";
import type { AccountInput } from "../schema";

/** The tags that `owner`, `expires` and `end` set. */
export const OWNER_TAG = "Owner";
export const EXPIRES_TAG = "Expires";
export const END_TAG = "WhenExpired";
const FIELDS: ReadonlyMap<string, string> = new Map([
    [OWNER_TAG, "owner"],
    [EXPIRES_TAG, "expires"],
    [END_TAG, "end"],
]);

/** The tags that a unit or account inherits. */
export interface InheritedTags {
    readonly tags: Tags;
    /** The keys of tags that nothing below may override, each with the path of its lock. */
    readonly locked: ReadonlyMap<string, string>;
}

/** The inherited tags, overridden by a node's own. */
export function inheritTags(above: InheritedTags, own: Tags, path: Path, report: Report): Tags {
    checkTagTexts(own, path, report);
    return overlay(above, atMost(own, path, report), (tag) => [...path, tag], report);
}

/** The key of an account that sets a tag: `owner` for Owner. */
export function fieldOfTag(tag: string): string | undefined {
    return FIELDS.get(tag);
}

/**
 * `owner`, `expires` and `end` also become tags, so that AWS's console and bills show them. `org end-sandboxes` believes the last two only if
 * AWS has them.
 *
 * @param end what happens after `expires`; absent if nothing does.
 */
export function accountTags(
    above: InheritedTags,
    { tags: given = {}, owner, expires }: AccountInput,
    path: Path,
    report: Report,
    end?: string,
): Tags {
    checkTagTexts(given, [...path, "tags"], report);
    const tags = atMost(given, [...path, "tags"], report);
    const ownerError = owner === undefined ? undefined : textError(OWNER, owner);
    if (ownerError) report.add([...path, "owner"], ownerError);
    if (expires !== undefined) checkDay(expires, [...path, "expires"], report);
    const fromFields = {
        ...(owner !== undefined && { [OWNER_TAG]: owner }),
        ...(expires !== undefined && { [EXPIRES_TAG]: expires }),
        ...(end !== undefined && { [END_TAG]: end }),
    };
    const fieldOf = (tag: string): string => fieldOfTag(tag) ?? "tags";
    for (const [tag, value] of Object.entries(fromFields)) {
        if (tags[tag] !== undefined && tags[tag] !== value) {
            report.add([...path, fieldOf(tag)], `becomes the tag ${tag}, which tags sets too: keep one of them`);
        }
    }
    return overlay(
        above,
        { ...tags, ...fromFields },
        (tag) => (Object.hasOwn(fromFields, tag) ? [...path, fieldOf(tag)] : [...path, "tags", tag]),
        report,
    );
}

/** Reports too many tags where they are written, and not for every node that inherits them. */
function atMost(own: Tags, path: Path, report: Report): Tags {
    const entries = Object.entries(own);
    if (entries.length <= TAGS.max) return own;
    report.add(path, `gives ${entries.length} tags: AWS allows ${TAGS.max}`);
    return Object.fromEntries(entries.slice(0, TAGS.max));
}

/** @param placeOf the path of the key that sets a tag. */
function overlay(above: InheritedTags, own: Tags, placeOf: (tag: string) => Path, report: Report): Tags {
    for (const [key, value] of Object.entries(own)) {
        const lockedBy = above.locked.get(key);
        if (lockedBy !== undefined && above.tags[key] !== value) {
            report.add(
                placeOf(key),
                `overrides the tag ${key}, which ${lockedBy} locks to ${quoted(above.tags[key])}: leave it out here, or remove it from lockedTags there`,
            );
        }
    }
    return { ...above.tags, ...own };
}
