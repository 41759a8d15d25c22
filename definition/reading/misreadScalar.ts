import { quoted, visible } from "../../limits";

/**
 * Finds scalars that YAML and JSON read as something other than what is written: 007 becomes the number 7, 1.10 becomes 1.1, and a number
 * of twenty digits is rounded. Such a scalar is refused.
 *
 * @param value the value that the parser returned.
 * @param written the characters that it was read from.
 * @returns what is wrong and what to write; undefined if the value is what is written.
 */
export function misread(value: unknown, written: string): string | undefined {
    if (typeof value !== "number" || String(value) === written) return undefined;
    const text = `put it in quotes if a text is meant, ${quoted(written)}`;
    // Policies are sent as JSON, which has no such number.
    if (!Number.isFinite(value)) return `${visible(written)} is not a number that can be used: ${text}`;
    return `${visible(written)} is read as the number ${value}: ${text}. If the number is meant, write ${value}`;
}

/** The same for a key. The message also says how to keep resources that were created under the misread key. */
export function misreadKey(value: unknown, written: string): string | undefined {
    const read = String(value);
    if (read === written) return undefined;
    if (written === "") return "a key is missing before the colon";
    const what = value === null ? "nothing (null)" : `the ${typeof value} ${read}`;
    return (
        `the key ${visible(written)} is read as ${what}. Put it in quotes: ${quoted(written)} for what is new. ` +
        `If the stack was made with this key before, ${quoted(read)} keeps what exists`
    );
}
