import { list } from "../../../definition/wording";
import type { Action, Catalogue } from "../catalogue";
import type { Statement } from "../policy";
import { arnParts, completeArn, hasEarlyVariable, type Target } from "../resources";
import { intersects, MANY, toPattern } from "../wildcards";
import { arnMistakes } from "./arn";
import { redundant, valueAt, type Finding } from "./finding";

/** ARNs that name nothing, that no action of the statement works on, or that another one has in it. */
export function lintResources(statement: Statement, catalogue: Catalogue): Finding[] {
    const { resources, raw } = statement;
    const element = resources.not ? "NotResource" : "Resource";
    const at = (index: number): Finding["at"] => valueAt(raw, [element], index);
    const findings = resources.patterns.flatMap((resource, index) =>
        lintArn(resource, element, catalogue).map((message): Finding => ({ at: at(index), message })),
    );
    for (const { index, by, isSame } of redundant(resources.patterns)) {
        const why = isSame ? " a second time" : `, which ${by} has in it already`;
        findings.push({
            at: at(index),
            message: `names ${resources.patterns[index]} in ${element}${why}: leave it out`,
        });
    }
    // What is wrong in itself reaches nothing either.
    const wrong = new Set(findings.map((finding) => finding.at.at(-1)));
    const reach = lintReach(statement, element, catalogue).filter((finding) => !wrong.has(finding.at.at(-1)));
    return [...findings, ...reach];
}

function lintArn(resource: string, element: string, catalogue: Catalogue): string[] {
    if (resource === "*") return [];
    const has = `has ${resource} in ${element}`;
    if (hasEarlyVariable(resource)) {
        return [
            `${has}: AWS replaces variables behind the fifth colon only, so it matches nothing. Write * there, and compare aws:ResourceAccount, aws:RequestedRegion or the like in Condition`,
        ];
    }
    const parts = arnParts(resource).length;
    if (parts < 6) {
        return [
            `${has}, an ARN of ${parts} parts: AWS takes it for ${completeArn(resource)}. Write all six, such as arn:aws:s3:::bucket/*`,
        ];
    }
    return arnMistakes(resource, catalogue).map((message) => `${has}: ${message}`);
}

/** The actions of the statement that are named, where all of them are known. */
function namedActions({ actions }: Statement, catalogue: Catalogue): Map<string, Action[]> | undefined {
    if (actions.not) return undefined;
    const found = new Map<string, Action[]>();
    for (const pattern of actions.patterns) {
        const [service = ""] = pattern.split(":", 1);
        if (!catalogue.isLoaded(service)) return undefined;
        const names = catalogue.expandActions(pattern);
        if (names.length === 0) return undefined;
        found.set(
            pattern,
            names.flatMap((name) => catalogue.action(name) ?? []),
        );
    }
    return found;
}

/** Resources that no action works on, and actions that work on none of the resources. */
function lintReach(statement: Statement, element: string, catalogue: Catalogue): Finding[] {
    const { resources, raw, effect } = statement;
    if (resources.patterns.includes("*")) return [];
    const named = namedActions(statement, catalogue);
    if (!named) return [];
    const all = [...named.values()].flat();
    const patterns = resources.patterns.map(asPattern);
    const reached = new Map(
        all.map((action) => [action, patterns.map((pattern) => works(action, pattern, catalogue))]),
    );
    const findings: Finding[] = [];
    for (const [index, resource] of resources.patterns.entries()) {
        if (all.some((action) => reached.get(action)?.[index])) continue;
        const so = resources.not ? "it excepts nothing" : "it has no effect";
        findings.push({
            at: valueAt(raw, [element], index),
            message: `has ${resource} in ${element}, and ${firstOf([...named.keys()])} ${named.size === 1 ? "does" : "do"} not work on such a resource, so ${so}. ${worksOn(all)}`,
        });
    }
    // Where no resource fits, that is said above.
    if (resources.not || findings.length === patterns.length) return findings;
    for (const [index, pattern] of statement.actions.patterns.entries()) {
        const actions = named.get(pattern) ?? [];
        if (actions.some((action) => reached.get(action)?.some(Boolean))) continue;
        findings.push({
            at: valueAt(raw, ["Action"], index),
            message: `names ${pattern} in Action, which works on none of the resources, so it is never ${effect === "Deny" ? "denied" : "allowed"} here. ${worksOn(actions)}`,
        });
    }
    return findings;
}

function asPattern(resource: string): { readonly pattern: string; readonly partition: string } {
    const [, partition = ""] = arnParts(resource);
    const text = completeArn(resource).replace(/\$\{\s*([^}]*)\}/g, (_, name: string) =>
        /^[*?$]$/.test(name) ? "?" : "*",
    );
    return { pattern: toPattern(text), partition: /[*?]|^$/.test(partition) ? "aws" : partition };
}

function works(
    { name }: Action,
    { pattern, partition }: { readonly pattern: string; readonly partition: string },
    catalogue: Catalogue,
): boolean {
    const target: Target | undefined = catalogue.target(name, partition);
    if (target === undefined) return true;
    if (typeof target === "string") return pattern === MANY;
    return target.some((shape) => shape.pattern !== "*" && intersects(pattern, shape.pattern));
}

function firstOf(patterns: readonly string[]): string {
    return patterns.length > 3 ? `${patterns.slice(0, 3).join(", ")} and ${patterns.length - 3} more` : list(patterns);
}

/** `It works on arn:${Partition}:s3:::${BucketName}/${ObjectName}.` */
function worksOn(actions: readonly Action[]): string {
    const arns = [...new Set(actions.flatMap(({ resourceTypes }) => resourceTypes.flatMap(({ arn }) => arn ?? [])))];
    const subject = actions.length === 1 ? "It works" : "They work";
    if (arns.length === 0) return `${subject} on no resource: only "*" reaches ${actions.length === 1 ? "it" : "them"}`;
    const shown = arns.length > 3 ? [...arns.slice(0, 2), `${arns.length - 2} more`] : arns;
    return `${subject} on ${list(shown)}`;
}
