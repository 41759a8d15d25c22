import { didYouMean } from "../../../definition/wording";
import type { Catalogue } from "../catalogue";
import type { Statement } from "../policy";
import { redundant, valueAt, type Finding } from "./finding";

/** Services and actions that do not exist, and what is said twice. */
export function lintActions({ actions, raw }: Statement, catalogue: Catalogue): Finding[] {
    const element = actions.not ? "NotAction" : "Action";
    const { patterns } = actions;
    const at = (index: number): Finding["at"] => valueAt(raw, [element], index);
    const findings = patterns.flatMap((pattern, index): Finding[] => {
        const message = lintPattern(pattern, element, catalogue);
        return message === undefined ? [] : [{ at: at(index), message }];
    });
    for (const { index, by, isSame } of redundant(patterns, (pattern) => pattern.toLowerCase())) {
        const why = isSame ? " a second time" : `, which ${by} has in it already`;
        findings.push({ at: at(index), message: `names ${patterns[index]} in ${element}${why}: leave it out` });
    }
    return findings;
}

function lintPattern(pattern: string, element: string, catalogue: Catalogue): string | undefined {
    const [service = ""] = pattern.split(":", 1);
    if (/[*?]/.test(service)) return undefined;
    if (!catalogue.isKnownService(service)) {
        return `names ${pattern} in ${element}, and there is no service ${service}.${didYouMean(service, catalogue.services)}`;
    }
    if (pattern.endsWith(":*") || !catalogue.isLoaded(service) || catalogue.expandActions(pattern).length > 0) {
        return undefined;
    }
    const names = catalogue.actionsOf(service).map(({ name }) => name);
    const hint = didYouMean(pattern, names);
    return `names ${pattern} in ${element}, which matches no action.${hint || ` It may be newer than this program's data.`}`;
}
