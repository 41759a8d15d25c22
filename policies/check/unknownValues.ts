import { UnknownValueError } from "@pulumi/policy";

/** What {@link known} returns for a value that AWS has yet to decide, such as the id of a unit in the preview that creates it. */
export const UNKNOWN: unique symbol = Symbol("unknown during preview");

/**
 * Reads properties of a resource, which throw when they are unknown during preview.
 *
 * If a policy let that error through, Pulumi would report "can't run during preview" for every such resource: a thousand lines in the
 * first preview of an organisation. Unknown values are skipped instead, and `up` checks them before AWS is called.
 *
 * @param read reads the properties. It ends at the first unknown one.
 */
export function known<T>(read: () => T): T | typeof UNKNOWN {
    try {
        return read();
    } catch (error) {
        if (error instanceof UnknownValueError) return UNKNOWN;
        throw error;
    }
}

/** The text of a property; undefined when it is unknown, missing or not a text. */
export function knownText(read: () => unknown): string | undefined {
    const value = known(read);
    return typeof value === "string" ? value : undefined;
}

/** The known elements of a list; none when the list itself is unknown or missing. */
export function knownElements<T>(read: () => readonly T[] | undefined): NonNullable<T>[] {
    const list = known(read);
    if (list === UNKNOWN || !Array.isArray(list)) return [];
    return Array.from({ length: list.length }, (_, index) => known(() => (list as readonly T[])[index])).filter(
        (element): element is NonNullable<Exclude<typeof element, typeof UNKNOWN>> =>
            element !== UNKNOWN && element !== undefined && element !== null,
    );
}
