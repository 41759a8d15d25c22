import { closest, distance } from "fastest-levenshtein";
import { quoted, visible } from "../limits";

/** Longer words are no slip of the fingers, and to compare them would take for ever. */
const LONGEST = 100;

/** ` Did you mean "email"?` where one of the allowed words is near enough to be a slip of the fingers, else nothing. */
export function didYouMean(word: string, all: readonly string[]): string {
    const most = Math.max(2, Math.floor(word.length / 3));
    const allowed = all.filter(({ length }) => length <= LONGEST && Math.abs(length - word.length) <= most);
    if (allowed.length === 0 || word.length > LONGEST) return "";
    const nearest = closest(
        word.toLowerCase(),
        allowed.map((one) => one.toLowerCase()),
    );
    const original = allowed.find((one) => one.toLowerCase() === nearest) ?? nearest;
    return distance(word.toLowerCase(), nearest) <= most
        ? ` Did you mean ${quoted(original)}?`
        : "";
}

/** `a, b and c`; or `none` where there is nothing to list. */
export function list(words: readonly string[]): string {
    if (words.length < 2) return words[0] ?? "none";
    return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The same for a message, which does not grow with what it lists: `a, b, c and 17 more`. */
export function listed(words: readonly string[], most = 20): string {
    return list(few(words, most));
}

/** The same in brackets: `a, b, c, 17 more`. */
export function commas(words: readonly string[], most = 20): string {
    return few(words, most).join(", ");
}

function few(words: readonly string[], most: number): string[] {
    const shown = words.slice(0, words.length > most + 1 ? most : words.length).map((word) => visible(word));
    const more = words.length - shown.length;
    return more > 0 ? [...shown, `${more.toLocaleString("en-US")} more`] : shown;
}
