import type { Findings } from "../../definition/feature";

export type { Findings } from "../../definition/feature";

export const nothing: Findings = { problems: [], warnings: [] };

export function together(...all: readonly Findings[]): Findings {
    return {
        problems: all.flatMap(({ problems }) => problems),
        warnings: all.flatMap(({ warnings }) => warnings),
    };
}
