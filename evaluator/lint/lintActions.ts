import type { PolicyStatement } from "../controlPolicy/controlPolicy";
import type { LintEffort } from "./lintEffort";
import { redundant, valueAt, type LintFinding } from "./lintFinding";

/** Services and actions that do not exist, and repetitions. */
export function lintActions(statement: PolicyStatement, effort: LintEffort): LintFinding[] {
    const { actions, raw } = statement;
    const named = effort.actionsOf(statement);
    const element = actions.not ? "NotAction" : "Action";
    const { patterns } = actions;
    const at = (index: number): LintFinding["at"] => valueAt(raw, [element], index);
    const unknown = patternsOfUnknownServices(patterns, effort);
    const findings = patterns.flatMap((pattern, index): LintFinding[] => {
        const alike = unknown.get(serviceOf(pattern));
        // One misspelt service is one mistake, however many actions name it.
        if (alike && alike[0] !== index) return [];
        const message = alike
            ? unknownServiceMessage(pattern, alike.length - 1, element, effort)
            : lintPattern(pattern, element, named.get(pattern)?.length !== 0, effort);
        return message === undefined ? [] : [{ at: at(index), message }];
    });
    for (const { index, by, isSame } of redundant(patterns, effort, (pattern) => pattern.toLowerCase())) {
        const why = isSame ? " a second time" : `, which ${by} covers already`;
        findings.push({ at: at(index), message: `names ${patterns[index]} in ${element}${why}: leave it out` });
    }
    const all = actions.not ? patterns.findIndex((pattern) => pattern === "*" || pattern === "*:*") : -1;
    if (all >= 0)
        findings.push({
            at: at(all),
            message: `has ${patterns[all]} in NotAction, which excludes every action, so the statement has no effect`,
        });
    return findings;
}

function serviceOf(pattern: string): string {
    return pattern.split(":", 1)[0] ?? "";
}

/** The indices of the patterns of each service that does not exist. */
function patternsOfUnknownServices(
    patterns: readonly string[],
    { catalogue }: LintEffort,
): ReadonlyMap<string, readonly number[]> {
    const found = new Map<string, number[]>();
    for (const [index, pattern] of patterns.entries()) {
        const service = serviceOf(pattern);
        if (/[*?]/.test(service) || catalogue.isKnownService(service)) continue;
        const alike = found.get(service);
        if (alike) alike.push(index);
        else found.set(service, [index]);
    }
    return found;
}

function unknownServiceMessage(pattern: string, others: number, element: string, effort: LintEffort): string {
    const service = serviceOf(pattern);
    const more = others === 0 ? "" : ` and ${others} more of ${service}`;
    return `names ${pattern}${more} in ${element}, and there is no service ${service}.${effort.hint(service, effort.catalogue.services)}`;
}

function lintPattern(pattern: string, element: string, isFound: boolean, effort: LintEffort): string | undefined {
    const { catalogue } = effort;
    const service = serviceOf(pattern);
    if (/[*?]/.test(service)) return undefined;
    if (pattern.endsWith(":*") || !catalogue.isLoaded(service) || isFound) {
        return undefined;
    }
    const names = catalogue.actionsOf(service).map(({ name }) => name);
    const hint = effort.hint(pattern, names);
    return `names ${pattern} in ${element}, which matches no action.${hint || ` It may be newer than this program's data.`}`;
}
