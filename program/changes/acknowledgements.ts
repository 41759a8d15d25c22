import { createHash } from "node:crypto";
import type { ReviewedChange } from "../../definition/feature";
import type { Acknowledgements } from "./changeReview";

/** The code of a dangerous change, for labels and command lines: 8 hexadecimal digits of its text. */
export function acknowledgementCode(text: string): string {
    return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/**
 * Which dangerous changes are acknowledged.
 *
 * @param written the texts of the definition.
 * @param codes those of labels and of the command line.
 */
export function acknowledgements(
    changes: readonly Pick<ReviewedChange, "acknowledge">[],
    written: readonly string[],
    codes: readonly string[],
): Omit<Acknowledgements, "unusedLines"> {
    const needed = [...new Set(changes.flatMap(({ acknowledge }) => acknowledge ?? []))];
    const isGiven = (text: string): boolean => written.includes(text) || codes.includes(acknowledgementCode(text));
    return {
        missing: needed.filter((text) => !isGiven(text)),
        given: needed.filter(isGiven),
        unused: written.filter((text) => !needed.includes(text)),
    };
}
