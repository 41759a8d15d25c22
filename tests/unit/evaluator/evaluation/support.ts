import assert from "node:assert/strict";
import {
    evaluate,
    fullAccess,
    parsePolicy,
    type AttachedControlPolicy,
    type EvaluateOptions,
    type Evaluation,
    type Hierarchy,
    type HierarchyNode,
    type RequestParties,
    type AccessRequest,
} from "../../../../evaluator/evaluation";

export const ACCOUNT = "111122223333";
export const OTHER = "444455556666";
export const MANAGEMENT = "999999999999";
export const ORGANIZATION = { id: "o-acme123456", path: "o-acme123456/r-ab12/ou-ab12-11111111/" };
export const arn = (principal: string): string => `arn:aws:iam::${ACCOUNT}:${principal}`;
export const OUTSIDER = `arn:aws:iam::${OTHER}:role/Stranger`;
/** A statement that denies everything, and the outcome of requests at the root. */
export const DENY = { Sid: "DenyAll", Effect: "Deny", Action: "*" };
export const DENIED = "explicitly denied by DenyAll at root";
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/Admin`;

type Document = Readonly<Record<string, unknown>>;
/** `full` is FullAWSAccess. Anything else is one statement or several, with Resource `*` by default. */
export type PolicySketch = "full" | Document | readonly Document[];

let made = 0;

export function scp(sketch: PolicySketch, name = `p${++made}`): AttachedControlPolicy {
    if (sketch === "full") return fullAccess();
    return { name, policy: parsePolicy(document(sketch), "SERVICE_CONTROL_POLICY") };
}

export function rcp(sketch: Exclude<PolicySketch, "full">, name = `r${++made}`): AttachedControlPolicy {
    const principal = (one: Document): Document => ({ Principal: "*", Effect: "Deny", ...one });
    const statements = (Array.isArray(sketch) ? (sketch as Document[]) : [sketch as Document]).map(principal);
    return { name, policy: parsePolicy(document(statements), "RESOURCE_CONTROL_POLICY") };
}

export function document(sketch: Document | readonly Document[]): Document {
    const statements = Array.isArray(sketch) ? (sketch as readonly Document[]) : [sketch as Document];
    return {
        Version: "2012-10-17",
        Statement: statements.map((one) => ("NotResource" in one ? one : { Resource: "*", ...one })),
    };
}

/** Levels by name, from the root (the first) to the account (the last). */
export type LevelSketch = Readonly<Record<string, readonly PolicySketch[]>>;

export function hierarchy(levels: LevelSketch, rest: Omit<Hierarchy, "levels"> = {}): Hierarchy {
    const names = Object.keys(levels);
    return {
        account: ACCOUNT,
        organization: ORGANIZATION,
        levels: Object.entries(levels).map(([key, policies], index) => ({
            kind: index === 0 ? "root" : index === names.length - 1 ? "account" : "unit",
            key,
            policies: policies.map((one) => scp(one)),
        })),
        ...rest,
    };
}

/** A hierarchy in which everything is allowed except by these policies of the root. */
export function underRoot(policies: readonly AttachedControlPolicy[], rest: Omit<Hierarchy, "levels"> = {}): Hierarchy {
    const level = (
        kind: HierarchyNode["kind"],
        name: string,
        more: readonly AttachedControlPolicy[] = [],
    ): HierarchyNode => ({
        kind,
        key: name,
        policies: [fullAccess(), fullAccess("RESOURCE_CONTROL_POLICY"), ...more],
    });
    return {
        account: ACCOUNT,
        organization: ORGANIZATION,
        levels: [level("root", "root", policies), level("unit", "Workloads"), level("account", "shop")],
        ...rest,
    };
}

/** `explicitly denied by DenyS3 at Workloads`, `implicitly denied at root`, `allowed`, ... */
export function outcome(
    parties: Hierarchy | RequestParties,
    request: AccessRequest,
    options?: EvaluateOptions,
): string {
    return tell(evaluate(parties, request, options));
}

export function tell({ decision, by }: Evaluation): string {
    if (!by || decision === "allowed") return decision;
    if (!("statement" in by)) return `${decision} at ${by.node.key}`;
    return `${decision} by ${by.sid ?? by.statement} at ${by.node.key}`;
}

/** The title, the policies, the request and the outcome. */
export type Row = readonly [what: string, Hierarchy | RequestParties, AccessRequest, outcome: string];

/** Makes a test of each row. */
export function tableOf(rows: readonly Row[]): void {
    for (const [what, parties, request, expected] of rows) {
        it(`${what}: ${expected}`, () => {
            assert.equal(outcome(parties, request), expected);
        });
    }
}
