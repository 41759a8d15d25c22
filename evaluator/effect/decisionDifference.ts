import { describeNode } from "../../tree";
import { type ConsideredStatement, type Evaluation, type StatementSource } from "../evaluation/evaluationResult";
import type { Hierarchy } from "../controlPolicy/hierarchy";
import type { ChangeSides } from "./policyChange";
import { gistOf } from "./policyForm";

/** What a change does to a request. */
export interface DecisionDifference {
    /** `changes`: it depends on the request, before and after, but on different conditions. */
    readonly direction: "gains" | "loses" | "changes";
    /** True if it holds whatever else is in the request. */
    readonly certain: boolean;
    /** The condition keys that it depends on, as conditions write them, sorted. */
    readonly keys: readonly string[];
    /** The patterns of resources that it depends on, sorted. */
    readonly resources: readonly string[];
    /** The keys of the policies that cause it, sorted. */
    readonly by: readonly string[];
}

type Verdict = "allowed" | "denied" | "open";

/** Compares the evaluations of one request before and after; undefined if they are the same. */
export function decisionDifference(
    before: Evaluation,
    after: Evaluation,
    sides: ChangeSides,
): DecisionDifference | undefined {
    const [was, is] = [verdict(before), verdict(after)];
    if (was === is && was !== "open") return undefined;
    const opened = { before: openOf(before, sides.before), after: openOf(after, sides.after) };
    if (was === "open" && is === "open" && same(opened.before, opened.after) && before.otherwise === after.otherwise) {
        return undefined;
    }
    const direction = directionOf(was, is, opened);
    const open = [...before.considered, ...after.considered];
    const certain = was !== "open" && is !== "open";
    return {
        direction,
        certain,
        keys: certain ? [] : unique(open.flatMap(keysOf)),
        resources: certain ? [] : unique(resourcesOf(before, sides.before).concat(resourcesOf(after, sides.after))),
        by: unique([
            ...(direction === "loses" ? [] : reasons(before, sides.before, opened.after)),
            ...(direction === "gains" ? [] : reasons(after, sides.after, opened.before)),
        ]),
    };
}

function verdict({ decision }: Evaluation): Verdict {
    if (decision === "undetermined") return "open";
    return decision.endsWith("denied") ? "denied" : "allowed";
}

function directionOf(
    was: Verdict,
    is: Verdict,
    { before, after }: { readonly before: ReadonlySet<string>; readonly after: ReadonlySet<string> },
): DecisionDifference["direction"] {
    if (was === "denied" || is === "allowed") return "gains";
    if (was === "allowed" || is === "denied") return "loses";
    const came = [...after].filter((one) => !before.has(one));
    const went = [...before].filter((one) => !after.has(one));
    const more = came.some(isAllow) || went.some((one) => !isAllow(one));
    const less = went.some(isAllow) || came.some((one) => !isAllow(one));
    return more && !less ? "gains" : less && !more ? "loses" : "changes";
}

function isAllow(gist: string): boolean {
    return gist.startsWith('["Allow"');
}

/** The keys that an open statement depends on, spelt as in its conditions; those of variables in lower case. */
function keysOf({ keys, conditions }: ConsideredStatement): string[] {
    const spelt = new Map(conditions.map(({ key }) => [key.toLowerCase(), key]));
    return keys.map((key) => spelt.get(key) ?? key);
}

/** The content of each open statement: statements with the same content count as one. */
function openOf({ considered }: Evaluation, hierarchy: Hierarchy): Set<string> {
    return new Set(considered.map((source) => gistOf(statementOf(source, hierarchy))));
}

function resourcesOf({ considered }: Evaluation, hierarchy: Hierarchy): string[] {
    return considered
        .filter(({ resource }) => resource)
        .flatMap((source) => {
            const { not, patterns } = statementOf(source, hierarchy).resources;
            return patterns.map((pattern) => (not ? `other than ${pattern}` : pattern));
        });
}

function statementOf(
    { node, policy, statement, type }: StatementSource,
    hierarchy: Hierarchy,
): Parameters<typeof gistOf>[0] {
    const found = hierarchy.levels
        .find(({ kind, key }) => kind === node.kind && key === node.key)
        ?.policies.find((one) => one.name === policy && one.policy.type === type)
        ?.policy.statements.find(({ index }) => index === statement);
    if (!found) throw new Error(`the evaluation names statement ${statement} of ${policy}, which its hierarchy lacks`);
    return found;
}

/** What prevents the request on one side: its denials, the level at which nothing allows it, or statements that are open only there. */
function reasons(side: Evaluation, hierarchy: Hierarchy, other: ReadonlySet<string>): string[] {
    if (side.denials.length > 0) return side.denials.map(({ policy }) => policy);
    if (side.by && !("policy" in side.by)) return [describeNode(side.by.node)];
    const open = side.considered.filter((source) => !other.has(gistOf(statementOf(source, hierarchy))));
    return open.map(({ policy }) => policy);
}

function same(one: ReadonlySet<string>, two: ReadonlySet<string>): boolean {
    return one.size === two.size && [...one].every((value) => two.has(value));
}

function unique(texts: readonly string[]): string[] {
    return [...new Set(texts)].sort();
}
