import type { ChangeReview } from "../../../../program/changes/changeReview";
import { reviewHeadline, type ReviewTone } from "./reviewHeadline";

/** What `org review --json` prints. Keys are added, and never taken away or given another meaning within a version. */
export interface ReviewJson extends ChangeReview {
    /** The worst thing in it, for programs that only want to know whether somebody has to do something. */
    readonly tone: ReviewTone;
    /** The first line of the comment, without its point. */
    readonly headline: string;
}

/** A review for programs, with all that the comment and the terminal leave out. The order of the keys is always the same. */
export function reviewJson(review: ChangeReview): ReviewJson {
    const { tone, words } = reviewHeadline(review);
    return {
        version: review.version,
        stack: review.stack,
        digest: review.digest,
        tone,
        headline: words,
        isConfirmed: review.isConfirmed,
        acknowledgements: review.acknowledgements,
        refusals: review.refusals,
        ...(review.failures && { failures: review.failures }),
        changes: review.changes,
        others: review.others,
        counts: review.counts,
        notes: review.notes,
        claims: review.claims,
        policyPack: review.policyPack,
        work: review.work,
        unknown: review.unknown,
    };
}

/** How a file with it begins. */
export const REVIEW_JSON_HEAD = '{\n  "version": 1,\n  "stack": ';

/** The same as text, with a line for each value. */
export function reviewJsonText(review: ChangeReview): string {
    return `${JSON.stringify(reviewJson(review), undefined, 2)}\n`;
}
