import type { PolicyType } from "../limits";

/** The condition operators that spare roles, and all that a denial of everything may be conditional on. */
const SPARING = ["ArnNotLike", "ArnNotEquals", "StringNotLike", "StringNotEquals"];
const PRINCIPAL = "aws:principalarn";

interface Denial {
    /** Patterns of the principals' ARNs that it spares. */
    readonly spares: readonly string[];
}

/**
 * Whether a policy leaves nothing that can be done, but by the roles that it spares. Then no other service control policy
 * makes a difference below it.
 *
 * It is told by the document: a service control policy with a statement that denies every action on every resource, on no
 * condition but that the principal is not one of some roles. A pattern that spares every role makes it none.
 *
 * @returns whom it spares; nothing for a policy that is no such denial.
 */
export function deniesEverything(policy: { readonly type: PolicyType; readonly content: string }): Denial | undefined {
    if (policy.type !== "SERVICE_CONTROL_POLICY") return undefined;
    const { Statement } = JSON.parse(policy.content) as { Statement?: unknown };
    for (const statement of all(Statement)) {
        const spares = denial(statement);
        if (spares?.every((pattern) => !isWide(pattern))) return { spares };
    }
    return undefined;
}

function denial(statement: unknown): string[] | undefined {
    if (typeof statement !== "object" || statement === null) return undefined;
    const { Effect, Action, Resource, Condition = {} } = statement as Record<string, unknown>;
    if (Effect !== "Deny" || !all(Action).includes("*") || !all(Resource).includes("*")) return undefined;
    const conditions = Object.entries(Condition as Record<string, Record<string, unknown>>);
    // Several conditions must all be met: whom one of them spares is spared.
    const spares: string[] = [];
    for (const [operator, keys] of conditions) {
        for (const [key, values] of Object.entries(keys)) {
            if (!SPARING.includes(operator) || key.toLowerCase() !== PRINCIPAL) return undefined;
            spares.push(...all(values).filter((value) => typeof value === "string"));
        }
    }
    return spares;
}

/** Whether a pattern of ARNs names no role: `*`, `arn:*:iam::*:role/*`. */
function isWide(pattern: string): boolean {
    const [, , , , , ...resource] = pattern.split(":");
    const name = resource.join(":").replace(/^(role|user|assumed-role)\//, "");
    return !/[A-Za-z0-9]/.test(name);
}

/** IAM takes one value for a list of one. */
function all(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
