import { formatCount } from "./countText";
import { nearestWord } from "./nearestWord";
import { quoted, visible } from "./visibleText";

/** ` Did you mean "email"?` if the word is a typing mistake of an allowed one, otherwise an empty text. */
export function didYouMean(word: string, allowed: readonly string[]): string {
    const near = nearestWord(word, allowed);
    if (near !== undefined) return ` Did you mean ${quoted(near)}?`;
    // Units are named by a path of keys, and people often give only the last key.
    const last = (one: string): string => one.slice(one.lastIndexOf("/") + 1);
    const nested = allowed.filter((one) => one.includes("/"));
    const end = word === "" || word.includes("/") ? undefined : nearestWord(word, nested.map(last));
    const whole = nested.find((one) => last(one) === end);
    return whole === undefined ? "" : ` Did you mean ${quoted(whole)}?`;
}

/**
 * The first of many items, so that a message does not grow with its list. One item over the limit is shown too: "and 1 more" would say
 * less in as much room.
 */
export function firstOf<T>(items: readonly T[], most: number): { readonly shown: readonly T[]; readonly more: number } {
    const shown = items.length > most + 1 ? items.slice(0, most) : items;
    return { shown, more: items.length - shown.length };
}

/** `a, b and c`, or `none` for an empty list; with a limit `a, b and 1,988 more`. */
export function list(words: readonly string[], most = Infinity, joint = "and"): string {
    const named = withRest(words, most);
    if (named.length < 2) return named[0] ?? "none";
    return `${named.slice(0, -1).join(", ")} ${joint} ${named.at(-1)}`;
}

/** Like `list`, for keys that people wrote: long ones are cut, and invisible characters are escaped. */
export function listSome(keys: readonly string[], most = 12): string {
    return list(withRest(keys, most, visible));
}

/** The same for use in brackets: `a, b, c, 1,988 more`. */
export function commas(keys: readonly string[], most = 20): string {
    return withRest(keys, most, visible).join(", ");
}

/**
 * One item a line. Of many items, the first ones and a last line with the number of the others.
 *
 * @param rest makes the last line from the number of the others, which it gets as text.
 */
export function firstLines(lines: readonly string[], most: number, rest: (more: string) => string): readonly string[] {
    const { shown, more } = firstOf(lines, most);
    return more > 0 ? [...shown, rest(formatCount(more))] : shown;
}

function withRest(words: readonly string[], most: number, show = (word: string): string => word): readonly string[] {
    const { shown, more } = firstOf(words, most);
    const named = shown.map((word) => show(word));
    return more > 0 ? [...named, `${formatCount(more)} more`] : named;
}
