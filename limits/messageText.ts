import { closest, distance } from "fastest-levenshtein";
import { quoted, visible } from "./visibleText";

/** Longer words are not compared: they are no typing mistake, and the comparison would take too long. */
const LONGEST = 100;

/** ` Did you mean "email"?` where an allowed word is near enough to be meant, else an empty text. */
export function didYouMean(word: string, allowed: readonly string[]): string {
    const near = nearestOf(word, allowed);
    if (near !== undefined) return ` Did you mean ${quoted(near)}?`;
    // Units are named by a path of keys, of which people often give only the last.
    const last = (one: string): string => one.slice(one.lastIndexOf("/") + 1);
    const nested = allowed.filter((one) => one.includes("/"));
    const end = word === "" || word.includes("/") ? undefined : nearestOf(word, nested.map(last));
    const whole = nested.find((one) => last(one) === end);
    return whole === undefined ? "" : ` Did you mean ${quoted(whole)}?`;
}

function nearestOf(word: string, all: readonly string[]): string | undefined {
    const most = Math.max(2, Math.floor(word.length / 3));
    const allowed = all.filter(({ length }) => length <= LONGEST && Math.abs(length - word.length) <= most);
    if (allowed.length === 0 || word.length > LONGEST) return undefined;
    const nearest = closest(
        word.toLowerCase(),
        allowed.map((one) => one.toLowerCase()),
    );
    const original = allowed.find((one) => one.toLowerCase() === nearest) ?? nearest;
    return distance(word.toLowerCase(), nearest) <= most ? original : undefined;
}

/** `a, b and c`; or `none` where there is nothing to list. */
export function list(words: readonly string[]): string {
    if (words.length < 2) return words[0] ?? "none";
    return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** As `list`, but only the first of many, so that a message does not grow with its list: `a, b, c and 1,988 more`. */
export function listSome(words: readonly string[], most = 12): string {
    return list(some(words, most));
}

/** The same for brackets: `a, b, c, 1,988 more`. */
export function commas(words: readonly string[], most = 20): string {
    return some(words, most).join(", ");
}

function some(words: readonly string[], most: number): string[] {
    const shown = words.slice(0, most).map((word) => visible(word));
    const more = words.length - shown.length;
    return more > 0 ? [...shown, `${more.toLocaleString("en-US")} more`] : shown;
}
