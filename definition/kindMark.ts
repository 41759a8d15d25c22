import type { Tags } from "./model";
import type { Kind } from "./schema";

/**
 * Keys of tags that begin so are marks that the program sets itself. A definition cannot write them: what AWS has under them
 * is what decides whether an account may be emptied.
 */
export const MARK_PREFIX = "aws-organization:";

/** On a unit: its kind. Only units of kind sandbox have it. */
export const KIND_MARK = `${MARK_PREFIX}kind`;

const SANDBOX = "sandbox";

/** AWS's tools may show a key in other letters, and Organizations refuses two keys that differ in capitals only. */
export function isMark(key: string): boolean {
    return key.toLowerCase().startsWith(MARK_PREFIX);
}

/**
 * The marks of a unit. Every unit whose effective kind is sandbox has one, those below a sandbox too: the unit that an
 * account is in says by itself what it is.
 */
export function marksOf(kind: Kind): Tags {
    return kind === "sandbox" ? { [KIND_MARK]: SANDBOX } : {};
}

/** The tags that a unit has in AWS: those of the definition and its marks. */
export function tagsInAws({ kind, tags }: { readonly kind: Kind; readonly tags: Tags }): Tags {
    return { ...tags, ...marksOf(kind) };
}

/** Whether the tags of a unit, in AWS or in a state, mark a sandbox. */
export function isMarkedSandbox(tags: Readonly<Record<string, unknown>>): boolean {
    return tags[KIND_MARK] === SANDBOX;
}

/** Why a definition cannot have a tag; undefined where it can. */
export function markError(key: string): string | undefined {
    if (!isMark(key)) return undefined;
    return (
        `keys of tags that begin with ${MARK_PREFIX} are marks that this program sets itself: AWS tells a sandbox by them. ` +
        "Take the tag out; to mark a unit, write `kind: sandbox` there"
    );
}
