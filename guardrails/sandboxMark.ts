/** The prefix of tag keys that the program itself sets as marks. A definition cannot set them. */
export const MARK_PREFIX = "aws-organization:";

/** The key of the tag that has a unit's kind. Only sandboxes have it. */
export const KIND_MARK = `${MARK_PREFIX}kind`;

/**
 * The tag that every sandbox has in AWS, including units below a sandbox, so that the unit of an account shows by itself what it is. This
 * tag, not a local file, decides whether an account may be emptied.
 */
export const SANDBOX_MARK = { [KIND_MARK]: "sandbox" } as const;

/** Whether the tags of a unit, in AWS or in a state, mark a sandbox. */
export function isMarkedSandbox(tags: Readonly<Record<string, unknown>>): boolean {
    return tags[KIND_MARK] === SANDBOX_MARK[KIND_MARK];
}

/**
 * The case of the key does not matter: AWS's tools may show it in another case, and Organizations refuses two keys that differ only in
 * case.
 */
export function isMark(key: string): boolean {
    return key.toLowerCase().startsWith(MARK_PREFIX);
}
