/** Keys of tags that begin so are marks that the program itself sets. A definition cannot write them. */
export const MARK_PREFIX = "aws-organization:";

/** The key of the tag that has a unit's kind. Only sandboxes have it. */
export const KIND_MARK = `${MARK_PREFIX}kind`;

/**
 * The tag that every sandbox has in AWS, units below a sandbox too: the unit that an account is in says by itself what it is. The tag, and
 * no local file, decides whether an account may be emptied.
 */
export const SANDBOX_MARK = { [KIND_MARK]: "sandbox" } as const;

/** Whether the tags of a unit, in AWS or in a state, mark a sandbox. */
export function isMarkedSandbox(tags: Readonly<Record<string, unknown>>): boolean {
    return tags[KIND_MARK] === SANDBOX_MARK[KIND_MARK];
}

/** AWS's tools may show a key in other letters, and Organizations refuses two keys that differ in capitals only. */
export function isMark(key: string): boolean {
    return key.toLowerCase().startsWith(MARK_PREFIX);
}
