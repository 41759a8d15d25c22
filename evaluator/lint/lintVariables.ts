import { readOperator } from "../matching/conditionLine";
import { OPERATORS } from "../matching/conditionOperators";
import type { PolicyStatement } from "../controlPolicy/controlPolicy";
import { isKeyJudged } from "./lintConditions";
import type { LintEffort } from "./lintEffort";
import { valueAt, type LintFinding } from "./lintFinding";

const NAME = /^\s*([^,']*?)\s*(?:,\s*'[^']*'\s*)?$/;

/** Policy variables that are not closed, that no request has, or that have several values. */
export function lintVariables({ resources, conditions, raw }: PolicyStatement, effort: LintEffort): LintFinding[] {
    const element = resources.not ? "NotResource" : "Resource";
    const inResources = resources.patterns.flatMap((resource, index) =>
        lintText(resource, effort).map((message): LintFinding => ({ at: valueAt(raw, [element], index), message })),
    );
    const inConditions = conditions.flatMap(({ operator, key, values }) => {
        const read = readOperator(operator);
        if (!read || OPERATORS.get(read.base)?.variables !== true) return [];
        return values.flatMap((value, index) =>
            lintText(value, effort).map((message): LintFinding => ({
                at: valueAt(raw, ["Condition", operator, key], index),
                message,
            })),
        );
    });
    return [...inResources, ...inConditions];
}

function lintText(text: string, effort: LintEffort): string[] {
    const messages: string[] = [];
    for (let from = text.indexOf("${"); from >= 0; from = text.indexOf("${", from + 2)) {
        const end = text.indexOf("}", from);
        const next = text.indexOf("${", from + 2);
        if (end < 0 || (next >= 0 && next < end)) {
            messages.push(
                `has ${JSON.stringify(text)} with a variable that is not closed: write \${aws:PrincipalTag/team}, or \${$} for the character $`,
            );
            continue;
        }
        const message = lintVariable(text.slice(from + 2, end), effort);
        if (message !== undefined) messages.push(message);
    }
    return messages;
}

function lintVariable(written: string, effort: LintEffort): string | undefined {
    if (/^[*?$]$/.test(written)) return undefined;
    const { catalogue } = effort;
    const variable = `has the variable \${${written}}`;
    const key = NAME.exec(written)?.[1];
    if (key === undefined || key === "") {
        return `${variable}, which is not a condition key: write \${aws:PrincipalTag/team} or \${aws:PrincipalTag/team, 'none'}`;
    }
    const found = catalogue.conditionKey(key);
    if (found?.type.startsWith("ArrayOf")) {
        return `${variable}, which may have several values: AWS replaces only variables with one value`;
    }
    if (found || !(isKeyJudged(key, catalogue) || !key.includes(":"))) return undefined;
    return `${variable}, which is not a condition key, so it matches nothing.${effort.hint(key, catalogue.conditionKeys())}`;
}
