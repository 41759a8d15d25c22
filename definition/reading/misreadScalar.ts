import { quoted, visible } from "../../limits";

/**
 * What YAML and JSON read as another thing than what is written: 007 is the number 7 to them, 1.10 is 1.1, and a number of twenty digits
 * is its neighbour. What was written decides here, so that it is refused.
 *
 * @param value as the parser has it.
 * @param written the characters that it was read from.
 * @returns what is wrong and what to write; nothing where the two are the same.
 */
export function misread(value: unknown, written: string): string | undefined {
    if (typeof value !== "number" || String(value) === written) return undefined;
    const text = `put it in quotes if a text is meant, ${quoted(written)}`;
    // JSON, which policies are sent in, has no such number.
    if (!Number.isFinite(value)) return `${visible(written)} is no number that can be used: ${text}`;
    return `${visible(written)} is read as the number ${value}: ${text}. If the number is meant, write ${value}`;
}

/** The same of a key, with what keeps the things that were made of it while it was read so. */
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
