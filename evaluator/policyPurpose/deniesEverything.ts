import type { PolicyType } from "../../limits";
import { asList, conditionsOf, statementsOf, textsOf, type RawStatement } from "../policyDocument";
import { sparesRoles } from "./sparedRoles";

interface Denial {
    /** Patterns of the ARNs of the principals that it spares. */
    readonly spares: readonly string[];
}

/**
 * Whether a policy denies everything except to the roles that it spares. Other service control policies then make no difference
 * below it.
 *
 * Such a policy is a service control policy with a statement that denies every action on every resource, whose only condition is that
 * the principal is not one of some roles. A pattern that spares every role makes it no such policy.
 *
 * @returns the roles that it spares; undefined for any other policy.
 */
export function deniesEverything(policy: { readonly type: PolicyType; readonly content: string }): Denial | undefined {
    if (policy.type !== "SERVICE_CONTROL_POLICY") return undefined;
    for (const statement of statementsOf(policy.content)) {
        const spares = patternsSpared(statement);
        if (spares?.every((pattern) => !isEveryRole(pattern))) return { spares };
    }
    return undefined;
}

function patternsSpared(statement: RawStatement): string[] | undefined {
    const { Effect, Action, Resource } = statement;
    if (Effect !== "Deny" || !asList(Action).includes("*") || !asList(Resource).includes("*")) return undefined;
    const conditions = conditionsOf(statement);
    // All conditions must hold, so every role that one of them spares is spared.
    return conditions.every(sparesRoles) ? conditions.flatMap(({ values }) => textsOf(values)) : undefined;
}

/** Whether a pattern of ARNs matches every role: `*`, `arn:*:iam::*:role/*`. */
function isEveryRole(pattern: string): boolean {
    const [, , , , , ...resource] = pattern.split(":");
    const name = resource.join(":").replace(/^(role|user|assumed-role)\//, "");
    return !/[A-Za-z0-9]/.test(name);
}
