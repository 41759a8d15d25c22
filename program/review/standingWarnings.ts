import { createHash } from "node:crypto";
import { policyWarnings, type OrganizationModel } from "../../definition";
import type { FeatureModels } from "../../definition/feature";

/** What a preview says of the standing warnings of a definition. */
export interface ToldWarnings {
    /** Those that people read in full. */
    readonly told: readonly string[];
    /** How many others there are. */
    readonly rest: number;
}

/**
 * What is true as long as the definition stays as it is, whatever a run changes. Nobody reads a warning that every preview repeats.
 *
 * @param day today, such as 2026-12-31.
 */
export function standingWarnings(model: OrganizationModel, features: FeatureModels, day: string): readonly string[] {
    return [...policyWarnings(model), ...features.standingWarnings(model, day)];
}

/**
 * Tells the warnings that may be new, and counts the others: those with which the definition was applied, as the stack's outputs say. So each is
 * shown until an `up` has run with it, and again when its text changes. One that failed counts too: Pulumi keeps its outputs.
 *
 * @param applied the marks of the last `up`. Absent: none is known, so all are told.
 */
export function newWarnings(warnings: readonly string[], applied: ReadonlySet<string> = new Set()): ToldWarnings {
    const told = warnings.filter((warning) => {
        const mark = markOf(warning);
        return mark === undefined || !applied.has(mark);
    });
    return { told, rest: warnings.length - told.length };
}

/** What the stack's outputs keep of warnings that an `up` applies, sorted. */
export function warningMarks(warnings: readonly string[]): readonly string[] {
    return [...new Set(warnings.flatMap((warning) => markOf(warning) ?? []))].sort();
}

/** One line for all that is only counted. */
export function countedText(rest: number): readonly string[] {
    if (rest === 0) return [];
    return [
        rest === 1
            ? "1 standing warning of the definition, applied before: `./org check` shows it"
            : `${rest} standing warnings of the definition, applied before: \`./org check\` shows them`,
    ];
}

/** Undefined if the text leaves something out, such as `and 12 more`: it could be about something else and say the same. */
function markOf(warning: string): string | undefined {
    if (/\d more\b|…|\.\.\./.test(warning)) return undefined;
    return createHash("sha256").update(warning).digest("hex").slice(0, 12);
}
