import { distance } from "fastest-levenshtein";

/** Longer words are not compared: they are hardly typing mistakes, and the comparison would take too long. */
const LONGEST = 100;

/** Two neighbours in a name between which a part of it begins. */
const START = /[^\p{L}\p{N}]|\p{Ll}\p{Lu}/u;

/** The most typing mistakes in one suggestion. */
const MOST = 2;

/**
 * The allowed word of which a word is a typing mistake; the nearest if there are several. Upper and lower case are the same.
 *
 * A suggestion that is another thing is worse than none: people follow it. So a word may differ by two characters, and each part of a name
 * (`Workloads/NonProd` has three) by a third of its length, or by one character or two exchanged ones. A part that is missing or added is
 * no typing mistake.
 */
export function nearestWord(word: string, allowed: readonly string[]): string | undefined {
    if (word.length > LONGEST) return undefined;
    let nearest: string | undefined;
    let least = MOST + 1;
    for (const one of allowed) {
        if (one.length > LONGEST || Math.abs(one.length - word.length) > MOST) continue;
        const mistakes = typingMistakes(word, one);
        const isNearer =
            mistakes < least || (mistakes === least && beginsAlike(word, one) && !beginsAlike(word, nearest));
        if (isNearer) [nearest, least] = [one, mistakes];
    }
    return nearest;
}

/** Whether two words have the same first letter, which is rarely mistyped: of two words as near, the one that has it is meant. */
function beginsAlike(word: string, other = ""): boolean {
    return word.charAt(0).toLowerCase() === other.charAt(0).toLowerCase();
}

/** How many typing mistakes lead from one word to another; infinite if it is another word. */
function typingMistakes(word: string, other: string): number {
    const whole = mistakesIn(word, other);
    if (whole === 0 || whole === Infinity) return whole;
    if (isPartAdded(word, other)) return Infinity;
    const [parts, others] = [partsOf(word), partsOf(other)];
    if (parts.length !== others.length) return whole;
    return parts.every((part, index) => mistakesIn(part, others[index] ?? "") < Infinity) ? whole : Infinity;
}

/** The same for words without parts. Two exchanged neighbours are one mistake, although their distance is 2. */
function mistakesIn(word: string, other: string): number {
    const [one, two] = [word.toLowerCase(), other.toLowerCase()];
    const most = Math.max(1, Math.min(MOST, Math.floor(one.length / 3)));
    const between = distance(one, two);
    const mistakes = between === 2 && isExchange(one, two) ? 1 : between;
    return mistakes <= most ? mistakes : Infinity;
}

function isExchange(one: string, two: string): boolean {
    const at = one.split("").findIndex((character, index) => character !== two[index]);
    return one.slice(0, at) + (one[at + 1] ?? "") + (one[at] ?? "") + one.slice(at + 2) === two;
}

/** The parts of a name: `Workloads/NonProd` has Workloads, Non and Prod. */
function partsOf(word: string): string[] {
    return word.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u);
}

/** Whether the longer word begins a part with two or more characters that the shorter one lacks, such as `no` in `noprod` or `Prod/noTest`. */
function isPartAdded(one: string, two: string): boolean {
    const [longer, shorter] = one.length > two.length ? [one, two] : [two, one];
    const added = longer.length - shorter.length;
    if (added < 2) return false;
    const isStart = (at: number): boolean => at === 0 || START.test(longer.slice(at - 1, at + 1));
    return [...Array(shorter.length + 1).keys()].some(
        (at) => isStart(at) && (longer.slice(0, at) + longer.slice(at + added)).toLowerCase() === shorter.toLowerCase(),
    );
}
