import type { Findings } from "../../definition/feature";

export type { Findings } from "../../definition/feature";

export const NO_FINDINGS: Findings = { problems: [], warnings: [] };

export function combined(...all: readonly Findings[]): Findings {
    return {
        problems: all.flatMap(({ problems }) => problems),
        warnings: all.flatMap(({ warnings }) => warnings),
    };
}
