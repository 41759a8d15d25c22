import { closest, distance } from "fastest-levenshtein";

/** ` Did you mean "email"?` where one of the allowed words is near enough to be a slip of the fingers, else nothing. */
export function didYouMean(word: string, allowed: readonly string[]): string {
    const near = nearestOf(word, allowed);
    if (near !== undefined) return ` Did you mean ${JSON.stringify(near)}?`;
    // Of what is named by a path of keys, such as a unit, people give the last one alone.
    const last = (one: string): string => one.slice(one.lastIndexOf("/") + 1);
    const nested = allowed.filter((one) => one.includes("/"));
    const end = word === "" || word.includes("/") ? undefined : nearestOf(word, nested.map(last));
    const whole = nested.find((one) => last(one) === end);
    return whole === undefined ? "" : ` Did you mean ${JSON.stringify(whole)}?`;
}

function nearestOf(word: string, allowed: readonly string[]): string | undefined {
    if (allowed.length === 0) return undefined;
    const nearest = closest(
        word.toLowerCase(),
        allowed.map((one) => one.toLowerCase()),
    );
    const original = allowed.find((one) => one.toLowerCase() === nearest) ?? nearest;
    return distance(word.toLowerCase(), nearest) <= Math.max(2, Math.floor(word.length / 3)) ? original : undefined;
}

/** `a, b and c`; or `none` where there is nothing to list. */
export function list(words: readonly string[]): string {
    if (words.length < 2) return words[0] ?? "none";
    return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** As `list`, and of many the first alone: `a, b, c, ... and 1,988 more`. */
export function listSome(words: readonly string[], most = 12): string {
    if (words.length <= most) return list(words);
    return `${words.slice(0, most).join(", ")} and ${(words.length - most).toLocaleString("en-US")} more`;
}
