import { closest, distance } from "fastest-levenshtein";

/** ` Did you mean "email"?` where one of the allowed words is near enough to be a slip of the fingers, else nothing. */
export function didYouMean(word: string, allowed: readonly string[]): string {
    if (allowed.length === 0) return "";
    const nearest = closest(
        word.toLowerCase(),
        allowed.map((one) => one.toLowerCase()),
    );
    const original = allowed.find((one) => one.toLowerCase() === nearest) ?? nearest;
    return distance(word.toLowerCase(), nearest) <= Math.max(2, Math.floor(word.length / 3))
        ? ` Did you mean ${JSON.stringify(original)}?`
        : "";
}

/** `a, b and c`; or `none` where there is nothing to list. */
export function list(words: readonly string[]): string {
    if (words.length < 2) return words[0] ?? "none";
    return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
