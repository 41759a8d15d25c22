/**
 * Patterns with wildcards. In a pattern, the two wildcards are characters that occur in no text. A `*` from the value of a policy
 * variable, or one written as `${*}`, is therefore an ordinary asterisk.
 */

/** What `*` stands for: any number of characters, also none. */
export const MANY = "\uFDD0";
/** What `?` stands for: exactly one character. */
export const ONE = "\uFDD1";
/** In the shape of a resource, some text that is not known. Only MANY matches it. */
export const OPAQUE = "\uFDD2";
/** The same, for a text without colons. */
export const OPAQUE_WORD = "\uFDD4";

/** Turns a text of a policy into a pattern. */
export function toPattern(text: string): string {
    return text.replaceAll("*", MANY).replaceAll("?", ONE);
}

/** Turns a pattern back into the text of a policy. */
export function fromPattern(pattern: string): string {
    return pattern.replaceAll(MANY, "*").replaceAll(ONE, "?");
}

/** Compiles a pattern into a test of whether it matches a whole text. It makes no regular expression, which a policy could slow down. */
export function matcher(pattern: string): (text: string) => boolean {
    if (pattern.includes(ONE)) return (text) => matches(pattern, text);
    const pieces = pattern.split(MANY);
    if (pieces.length === 1) return (text) => text === pattern;
    const first = pieces[0] ?? "";
    const last = pieces.at(-1) ?? "";
    const middle = pieces.slice(1, -1).filter((piece) => piece !== "");
    const shortest = first.length + last.length;
    if (shortest === 0 && middle.length === 0) return () => true;
    return (text) => {
        if (text.length < shortest || !text.startsWith(first) || !text.endsWith(last)) return false;
        const end = text.length - last.length;
        let from = first.length;
        for (const piece of middle) {
            const found = text.indexOf(piece, from);
            if (found < 0 || found + piece.length > end) return false;
            from = found + piece.length;
        }
        return true;
    };
}

/**
 * Whether a pattern matches a whole text. The text may be a shape; then the pattern has to match everything of that shape.
 * It backtracks to the last MANY only, so the number of steps is at most the product of the two lengths.
 */
export function matches(pattern: string, text: string): boolean {
    let at = 0;
    let index = 0;
    let star = -1;
    let retry = 0;
    while (index < text.length) {
        const expected = pattern[at];
        const actual = text[index];
        if (expected === MANY) {
            star = at++;
            retry = index;
        } else if (
            expected !== undefined &&
            (expected === actual || (expected === ONE && actual !== OPAQUE && actual !== OPAQUE_WORD))
        ) {
            at += 1;
            index += 1;
        } else if (star >= 0) {
            at = star + 1;
            index = ++retry;
        } else {
            return false;
        }
    }
    while (pattern[at] === MANY) at += 1;
    return at === pattern.length;
}

/** Whether some text matches both a pattern and the shape of a resource. */
export function intersects(pattern: string, shape: string): boolean {
    // possible[j]: the rest of the pattern and the rest of the shape from j on have a text in common.
    let possible = new Array<boolean>(shape.length + 1);
    for (let i = pattern.length; i >= 0; i--) {
        const row = new Array<boolean>(shape.length + 1);
        const one = pattern[i];
        for (let j = shape.length; j >= 0; j--) {
            const other = shape[j];
            if (one === undefined && other === undefined) row[j] = true;
            else if (one === MANY) row[j] = possible[j] === true || (other !== undefined && row[j + 1] === true);
            else if (other === OPAQUE) row[j] = row[j + 1] === true || (one !== undefined && possible[j] === true);
            else if (other === OPAQUE_WORD)
                row[j] = row[j + 1] === true || (one !== undefined && one !== ":" && possible[j] === true);
            else if (one === undefined || other === undefined) row[j] = false;
            else row[j] = (one === other || one === ONE) && possible[j + 1] === true;
        }
        possible = row;
    }
    return possible[0] === true;
}
