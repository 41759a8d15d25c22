import type { Problem } from "../../definition";

/** What the review finds: refusals, and warnings of what is allowed and should be seen. */
export interface ReviewFindings {
    readonly problems: readonly Problem[];
    readonly warnings: readonly string[];
}

export const NO_FINDINGS: ReviewFindings = { problems: [], warnings: [] };

export function combined(...all: readonly ReviewFindings[]): ReviewFindings {
    return {
        problems: all.flatMap(({ problems }) => problems),
        warnings: all.flatMap(({ warnings }) => warnings),
    };
}
