/**
 * Patterns with wildcards. In a pattern, the two wildcards are characters that no text holds, so that a `*` which a policy
 * variable brought in, or which was written as `${*}`, is an asterisk and nothing else.
 */

/** Any number of characters, none included: what `*` stands for. */
export const MANY = "\uFDD0";
/** Exactly one character: what `?` stands for. */
export const ONE = "\uFDD1";
/** In the shape of a resource: some text that is not known. Only MANY takes it. */
export const OPAQUE = "\uFDD2";
/** The same, but without colons. */
export const OPAQUE_WORD = "\uFDD4";

/** Makes a pattern of a text as policies have it. */
export function toPattern(text: string): string {
    return text.replaceAll("*", MANY).replaceAll("?", ONE);
}

/** Writes a pattern as policies have it. */
export function fromPattern(pattern: string): string {
    return pattern.replaceAll(MANY, "*").replaceAll(ONE, "?");
}

/** Prepares a pattern: what comes back says whether a whole text matches it. No regular expression is made. */
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
 * Whether a whole text matches a pattern. A text may be a shape: it then says whether everything of that shape matches.
 * Goes back to the last MANY alone, so it takes at most the product of the two lengths.
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

/** Whether there is a text that matches both: a pattern and the shape of a resource. */
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
