import type { Problem } from "../../definition";

/** What the review finds: what is refused, and what is allowed and should be seen. */
export interface Findings {
    readonly problems: readonly Problem[];
    readonly warnings: readonly string[];
}

export const nothing: Findings = { problems: [], warnings: [] };

export function together(...all: readonly Findings[]): Findings {
    return {
        problems: all.flatMap(({ problems }) => problems),
        warnings: all.flatMap(({ warnings }) => warnings),
    };
}
