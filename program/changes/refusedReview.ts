import type { Problem } from "../../definition";
import type { ChangeReview, PlacedText } from "./changeReview";

/** The digest of a run that is refused: no run has it. */
export const NO_DIGEST = "refused-run";

/** The review of a definition with mistakes: nothing else is known of what it would change. */
export function refusedReview(stack: string, problems: readonly Problem[]): ChangeReview {
    return {
        version: 1,
        stack,
        isConfirmed: false,
        refusals: problems.map(refusalOf),
        ...{ changes: [], others: [], notes: [], claims: [], policyPack: [], unknown: [] },
        counts: { create: 0, import: 0, update: 0, replace: 0, delete: 0, forget: 0, same: 0 },
        work: { calls: 0, seconds: 0 },
        acknowledgements: { missing: [], given: [], unused: [], unusedLines: [] },
        digest: NO_DIGEST,
    };
}

export function refusalOf({ message, place }: Problem): PlacedText {
    return { message, place };
}
