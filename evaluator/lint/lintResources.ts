import { list } from "../../limits/messageText";
import type { CatalogueAction } from "../catalogue/actionCatalogue";
import type { PolicyStatement } from "../controlPolicy/controlPolicy";
import { arnParts, completeArn, hasEarlyVariable, type RequestedResource } from "../matching/resourcePatterns";
import { intersects, MANY, OPAQUE, toPattern } from "../matching/wildcards";
import { arnMistakes } from "./arnMistakes";
import type { LintEffort } from "./lintEffort";
import { redundant, valueAt, type LintFinding } from "./lintFinding";

/** ARNs that name nothing, that no action of the statement works on, or that another ARN covers. */
export function lintResources(statement: PolicyStatement, effort: LintEffort): LintFinding[] {
    const { resources, raw } = statement;
    const element = resources.not ? "NotResource" : "Resource";
    const at = (index: number): LintFinding["at"] => valueAt(raw, [element], index);
    const findings = resources.patterns.flatMap((resource, index) =>
        lintArn(resource, element, effort).map((message): LintFinding => ({ at: at(index), message })),
    );
    for (const { index, by, isSame } of redundant(resources.patterns, effort)) {
        const why = isSame ? " a second time" : `, which ${by} covers already`;
        findings.push({
            at: at(index),
            message: `names ${resources.patterns[index]} in ${element}${why}: leave it out`,
        });
    }
    const all = resources.not ? resources.patterns.indexOf("*") : -1;
    if (all >= 0)
        findings.push({
            at: at(all),
            message: "has * in NotResource, which excludes every resource, so the statement has no effect",
        });
    // A wrong ARN reaches nothing. That is no second mistake.
    const wrong = new Set(findings.map((finding) => finding.at.at(-1)));
    const reach = lintReach(statement, element, effort).filter((finding) => !wrong.has(finding.at.at(-1)));
    return [...findings, ...reach];
}

function lintArn(resource: string, element: string, effort: LintEffort): string[] {
    if (resource === "*") return [];
    const has = `has ${resource} in ${element}`;
    if (hasEarlyVariable(resource)) {
        return [
            `${has}: AWS replaces variables only after the fifth colon, so it matches nothing. Write * there, and compare a key such as aws:ResourceAccount or aws:RequestedRegion in Condition`,
        ];
    }
    const parts = arnParts(resource).length;
    if (parts < 6) {
        return [
            `${has}, an ARN of ${parts} parts: AWS reads it as ${completeArn(resource)}. Write all six parts, such as arn:aws:s3:::bucket/*`,
        ];
    }
    return arnMistakes(resource, effort).map((message) => `${has}: ${message}`);
}

/** The actions of the statement by their patterns; undefined unless all of them are known. */
function namedActions(
    statement: PolicyStatement,
    effort: LintEffort,
): ReadonlyMap<string, readonly CatalogueAction[]> | undefined {
    if (statement.actions.not) return undefined;
    const isLoaded = (pattern: string): boolean => effort.catalogue.isLoaded(pattern.split(":", 1)[0] ?? "");
    if (!statement.actions.patterns.every(isLoaded)) return undefined;
    const named = new Map<string, readonly CatalogueAction[]>();
    for (const [pattern, actions] of effort.actionsOf(statement)) {
        if (!actions || actions.length === 0) return undefined;
        named.set(pattern, actions);
    }
    return named;
}

/** Resources that no action works on, and actions that work on none of the resources. */
function lintReach(statement: PolicyStatement, element: string, effort: LintEffort): LintFinding[] {
    const { resources, raw, effect } = statement;
    if (resources.patterns.includes("*")) return [];
    const named = namedActions(statement, effort);
    if (!named) return [];
    const all = [...new Set([...named.values()].flat())];
    if (!effort.spend(10 * all.length * resources.patterns.length)) return [];
    const patterns = resources.patterns.map(asPattern);
    const reaching = new Reaching(effort);
    const reached = new Map(all.map((action) => [action, patterns.map((pattern) => reaching.works(action, pattern))]));
    if (effort.isSpent) return [];
    const findings: LintFinding[] = [];
    for (const [index, resource] of resources.patterns.entries()) {
        if (all.some((action) => reached.get(action)?.[index])) continue;
        const so = resources.not ? "it excludes nothing" : "it has no effect";
        findings.push({
            at: valueAt(raw, [element], index),
            message: `has ${resource} in ${element}, and ${list([...named.keys()], 3)} ${named.size === 1 ? "does" : "do"} not work on such a resource, so ${so}. ${worksOn(all)}`,
        });
    }
    // If no resource fits, the findings above say so.
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

/** Which actions work on which resources. Many actions have the same resource types, so each type is tried once. */
class Reaching {
    readonly #known = new Map<string, boolean>();

    constructor(private readonly effort: LintEffort) {}

    works({ name }: CatalogueAction, { pattern, partition }: ReturnType<typeof asPattern>): boolean {
        const target: RequestedResource | undefined = this.effort.catalogue.target(name, partition);
        // After the limit, no finding is reported.
        if (target === undefined || !this.effort.spend(50)) return true;
        if (typeof target === "string") return pattern === MANY;
        return target.some((shape) => shape.pattern !== "*" && this.#meet(pattern, shape.pattern));
    }

    #meet(pattern: string, shape: string): boolean {
        const id = `${pattern} ${shape}`;
        let meet = this.#known.get(id);
        if (meet === undefined) {
            const isPossible = serviceOf(pattern) === serviceOf(shape) || shape === OPAQUE;
            meet = isPossible && this.effort.spend(pattern.length * shape.length) && intersects(pattern, shape);
            this.#known.set(id, meet);
        }
        return meet;
    }
}

const serviceOf = (arn: string): string => arn.split(":", 3)[2] ?? "";

/** `It works on arn:${Partition}:s3:::${BucketName}/${ObjectName}.` */
function worksOn(actions: readonly CatalogueAction[]): string {
    const arns = [...new Set(actions.flatMap(({ resourceTypes }) => resourceTypes.flatMap(({ arn }) => arn ?? [])))];
    const subject = actions.length === 1 ? "It works" : "They work";
    if (arns.length === 0) return `${subject} on no resource: only "*" reaches ${actions.length === 1 ? "it" : "them"}`;
    return `${subject} on ${list(arns, 2)}`;
}
