import { formatPlace, type Place } from "../../definition/problems";
import { nearestWord } from "../../limits/nearestWord";
import { quoted } from "../../limits";
import type { Acknowledgements, UnusedLine } from "./changeReview";

/** The digits that bind an acknowledgement to just one change. */
const DIGITS = / \(([0-9a-f]{6})\)$/i;

/**
 * The lines of the definition that name no change of a run, with where they stand and what they probably mean.
 *
 * @param written all lines of the definition.
 * @param placeOf where a line is written, by its index.
 */
export function unusedLines(
    written: readonly string[],
    { missing, unused }: Pick<Acknowledgements, "missing" | "unused">,
    placeOf: (index: number) => Place,
): readonly UnusedLine[] {
    return written.flatMap((text, index) => {
        if (!unused.includes(text)) return [];
        const meant = meantChange(text, missing);
        return [{ text, place: placeOf(index), ...(meant !== undefined && { meant }) }];
    });
}

function meantChange(text: string, missing: readonly string[]): string | undefined {
    const digits = digitsOf(text);
    const same = missing.find((one) => isSameThing(one, text));
    const bound = missing.find((one) => digits !== undefined && digitsOf(one) === digits);
    if (same !== undefined || bound !== undefined) return same ?? bound;
    const near = nearestWord(unbound(text), missing.map(unbound));
    return missing.find((one) => unbound(one) === near);
}

/** What to do about such a line, as a sentence of its own: empty if nobody knows what it means. */
export function unusedLineWords(line: UnusedLine): string {
    if (line.meant === undefined) return "";
    return isSameThing(line.text, line.meant)
        ? `It ${otherChange(line.text, line.meant)}.`
        : `Did you mean ${quoted(line.meant, Infinity)}?`;
}

/** What the definition says of a change that nobody has acknowledged: empty if none of its lines is nearly right. */
export function nearlyAcknowledged(missing: string, lines: readonly UnusedLine[]): string {
    const line = lines.find(({ meant }) => meant === missing);
    if (line === undefined) return "";
    const words = isSameThing(line.text, missing)
        ? otherChange(line.text, missing)
        : `has ${quoted(line.text)}, which names no change of this run`;
    return `${formatPlace(line.place)} ${words}.`;
}

function otherChange(text: string, meant: string): string {
    const [was, is] = [digitsOf(text), digitsOf(meant) ?? ""];
    return was === undefined
        ? `does not say which change it means: this one is (${is}). Read it, and write the digits too`
        : `names another change than this one: it was (${was}), and this change is (${is}). Read it again`;
}

/** Whether two texts name the same thing, perhaps with other digits. */
function isSameThing(one: string, two: string): boolean {
    return unbound(one) === unbound(two);
}

function unbound(text: string): string {
    return text.replace(DIGITS, "").trim();
}

function digitsOf(text: string): string | undefined {
    return DIGITS.exec(text)?.[1]?.toLowerCase();
}
