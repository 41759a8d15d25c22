import type { PlacedChange } from "../../../../program/changes/changeReview";
import { formatCount } from "../../../../limits";
import { pluralClause } from "./pluralClause";

/** One line of a review: a change, or several that say the same of different things. */
export interface ReviewLine {
    /** The changes that it stands for. */
    readonly changes: readonly PlacedChange[];
    /** What is said before the names: `Accounts`. For one change, all of it. */
    readonly before: string;
    /** The things of which it says the same, as far as the sentence does not begin with one. Empty for one change. */
    readonly names: readonly NamedChange[];
    /** What is said after the names: `move from Workloads to Sandbox.` */
    readonly after: string;
    /** All things of several changes. Empty for one change. */
    readonly things: readonly NamedChange[];
}

/** One of several changes, by the word in which they differ. */
export interface NamedChange {
    readonly name: string;
    readonly change: PlacedChange;
}

/** From how many on changes that say the same become one line. Of dangerous ones, people should read each as long as they can. */
const FEWEST = { danger: 6, attention: 4, routine: 3 } as const;
/** The most names in the middle of a sentence. More of them follow it. */
const MOST_IN_SENTENCE = 8;
/** Longer sentences are not compared. */
const MOST_WORDS = 30;

/**
 * The changes as lines, in their order. A line of several stands where the first of them stood.
 *
 * @param missing what nobody has acknowledged. It is in no line with what is acknowledged.
 */
export function similarChanges(changes: readonly PlacedChange[], missing: ReadonlySet<string>): readonly ReviewLine[] {
    const lines = new Map<PlacedChange, ReviewLine>(changes.map((change) => [change, lineOfOne(change)]));
    const taken = new Set<PlacedChange>();
    for (const { members, word } of candidates(changes, missing)) {
        const free = members.filter((change) => !taken.has(change));
        const [first] = free;
        if (!first || free.length < FEWEST[first.risk]) continue;
        for (const change of free) {
            taken.add(change);
            lines.delete(change);
        }
        lines.set(first, lineOfMany(free, word));
    }
    return changes.flatMap((change) => lines.get(change) ?? []);
}

interface Candidate {
    readonly members: PlacedChange[];
    /** The number of the word in which they differ. */
    readonly word: number;
}

/** Sets of changes whose sentences differ in one word, the largest first. Where two are equally large, the earlier word counts. */
function candidates(changes: readonly PlacedChange[], missing: ReadonlySet<string>): readonly Candidate[] {
    const sets = new Map<string, Candidate>();
    for (const change of changes) {
        const words = wordsOf(change.text);
        if (words.length > MOST_WORDS) continue;
        for (let word = 1; word < words.length; word++) {
            const key = JSON.stringify([
                ...likeness(change, missing),
                word,
                words.slice(0, word),
                words.slice(word + 1),
            ]);
            const set = sets.get(key) ?? { members: [], word };
            set.members.push(change);
            sets.set(key, set);
        }
    }
    return [...sets.values()]
        .filter(({ members }) => members.length > 1)
        .sort((one, two) => two.members.length - one.members.length || one.word - two.word);
}

/** What changes of one line have in common beside their words. */
function likeness(
    { kind, isIrreversible, isUnconfirmed, isWaiting, acknowledge }: PlacedChange,
    missing: ReadonlySet<string>,
): readonly unknown[] {
    const acknowledged = acknowledge === undefined ? "unneeded" : missing.has(acknowledge) ? "missing" : "given";
    return [kind, isIrreversible ?? false, isUnconfirmed ?? false, isWaiting ?? false, acknowledged];
}

/** The words of a sentence. The point at its end is a word. */
function wordsOf(text: string): readonly string[] {
    return text.replace(/([.,;:])(?= |$)/g, " $1").split(" ");
}

function sentenceOf(words: readonly string[]): string {
    return words.join(" ").replace(/ ([.,;:])(?= |$)/g, "$1");
}

function lineOfOne(change: PlacedChange): ReviewLine {
    return { changes: [change], before: change.text, names: [], after: "", things: [] };
}

function lineOfMany(changes: readonly PlacedChange[], word: number): ReviewLine {
    const words = wordsOf(changes[0]?.text ?? "");
    const things = changes.map((change) => ({ name: wordsOf(change.text)[word] ?? "", change }));
    const plural = word === 1 ? pluralClause(words[0] ?? "", words.slice(2)) : undefined;
    if (!plural) {
        const names = things.slice(1);
        const same = names.length < MOST_IN_SENTENCE ? "for" : `for ${formatCount(names.length)} more:`;
        return { changes, things, before: `${sentenceOf(words)} The same ${same}`, names, after: "." };
    }
    if (things.length <= MOST_IN_SENTENCE) {
        return { changes, things, before: plural.noun, names: things, after: sentenceOf(plural.words) };
    }
    const clause = sentenceOf(plural.words.at(-1) === "." ? plural.words.slice(0, -1) : plural.words);
    const before = `${formatCount(things.length)} ${plural.noun.toLowerCase()} ${clause}:`;
    return { changes, things, before, names: things, after: "." };
}
