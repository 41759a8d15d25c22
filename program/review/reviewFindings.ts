import type { Problem } from "../../definition";

/** What the review finds: refusals, and warnings of what is allowed and should be seen. */
export interface Findings {
    readonly problems: readonly Problem[];
    readonly warnings: readonly string[];
}

export const NO_FINDINGS: Findings = { problems: [], warnings: [] };

export function combined(...all: readonly Findings[]): Findings {
    return {
        problems: all.flatMap(({ problems }) => problems),
        warnings: all.flatMap(({ warnings }) => warnings),
    };
}
