import type { PolicyStatement } from "../controlPolicy/controlPolicy";
import type { LintEffort } from "./lintEffort";
import { redundant, valueAt, type LintFinding } from "./lintFinding";

/** Services and actions that do not exist, and what is said twice. */
export function lintActions(statement: PolicyStatement, effort: LintEffort): LintFinding[] {
    const { actions, raw } = statement;
    const named = effort.actionsOf(statement);
    const element = actions.not ? "NotAction" : "Action";
    const { patterns } = actions;
    const at = (index: number): LintFinding["at"] => valueAt(raw, [element], index);
    const findings = patterns.flatMap((pattern, index): LintFinding[] => {
        const message = lintPattern(pattern, element, named.get(pattern)?.length !== 0, effort);
        return message === undefined ? [] : [{ at: at(index), message }];
    });
    for (const { index, by, isSame } of redundant(patterns, effort, (pattern) => pattern.toLowerCase())) {
        const why = isSame ? " a second time" : `, which ${by} has in it already`;
        findings.push({ at: at(index), message: `names ${patterns[index]} in ${element}${why}: leave it out` });
    }
    const all = actions.not ? patterns.findIndex((pattern) => pattern === "*" || pattern === "*:*") : -1;
    if (all >= 0)
        findings.push({
            at: at(all),
            message: `excepts all actions by ${patterns[all]} in NotAction, so it does nothing`,
        });
    return findings;
}

function lintPattern(pattern: string, element: string, isFound: boolean, effort: LintEffort): string | undefined {
    const { catalogue } = effort;
    const [service = ""] = pattern.split(":", 1);
    if (/[*?]/.test(service)) return undefined;
    if (!catalogue.isKnownService(service)) {
        return `names ${pattern} in ${element}, and there is no service ${service}.${effort.hint(service, catalogue.services)}`;
    }
    if (pattern.endsWith(":*") || !catalogue.isLoaded(service) || isFound) {
        return undefined;
    }
    const names = catalogue.actionsOf(service).map(({ name }) => name);
    const hint = effort.hint(pattern, names);
    return `names ${pattern} in ${element}, which matches no action.${hint || ` It may be newer than this program's data.`}`;
}
