import { quoted, visible } from "../../../../limits";
import type { ChangeReview } from "../../../../program/changes/changeReview";
import { nearlyAcknowledged } from "../../../../program/changes/unusedLines";
import { reviewGroups } from "./reviewGroups";

/** A change that nobody has acknowledged. */
export interface MissingAcknowledgement {
    readonly text: string;
    /** What a label names; absent for a change that has no code. */
    readonly label?: string;
    /** What a line of the definition says that is nearly right. */
    readonly remark?: string;
}

/** What is not acknowledged, in the order in which the review shows the dangerous changes. */
export function missingAcknowledgements(review: ChangeReview): readonly MissingAcknowledgement[] {
    const { missing, unusedLines } = review.acknowledgements;
    const shown = reviewGroups(review, "danger").flatMap(({ lines }) => lines.flatMap(({ changes }) => changes));
    const texts = new Set(shown.flatMap(({ acknowledge }) => acknowledge ?? []));
    const codes = new Map(shown.map(({ acknowledge, code }) => [acknowledge, code]));
    const isMissing = new Set(missing);
    return [...[...texts].filter((text) => isMissing.has(text)), ...missing.filter((text) => !texts.has(text))].map(
        (text) => {
            const [code, remark] = [codes.get(text), nearlyAcknowledged(text, unusedLines)];
            return { text, ...(code !== undefined && { label: `acknowledge ${code}` }), ...(remark && { remark }) };
        },
    );
}

/** Where an acknowledgement stands in the definition. */
export const ACKNOWLEDGEMENT_KEYS = ["organization:", "    acknowledge:", "        changes:"] as const;

const INDENT = "            ";

/**
 * A line of the definition that acknowledges a change. It is never cut, because it must be the whole text.
 *
 * @param remarks what stands above it, as comments of YAML.
 */
export function acknowledgementLines(
    { text, remark }: MissingAcknowledgement,
    remarks: readonly string[] = remark === undefined ? [] : [remark],
): readonly string[] {
    return [...remarks.map((one) => `${INDENT}# ${visible(one, Infinity)}`), `${INDENT}- ${quoted(text, Infinity)}`];
}
