import { LIBRARY } from "./library";

/**
 * What to write so that a guardrail of the library spares roles, as the beginning of a sentence.
 *
 * @param policy the key of a policy of the definition.
 * @param roles patterns of ARNs, such as `arn:*:iam::*:role/deploy`.
 * @returns undefined unless the policy is a guardrail of the library that can spare roles.
 */
export function sparedRolesAdvice(policy: string, roles: readonly string[]): string | undefined {
    const guardrail = LIBRARY.get(policy);
    if (!guardrail || !Object.hasOwn(guardrail.parameters.shape, "exemptRoles")) return undefined;
    const list = roles.map((role) => JSON.stringify(role)).join(", ");
    return (
        `Spare the ${roles.length === 1 ? "role" : "roles"} ${roles.join(" and ")}: write \`policies: { ${policy}: { parameters: { exemptRoles: [${list}] } } }\` (if that entry is there, add to its list). ` +
        `It holds wherever ${policy} is attached; for one place alone, attach a policy of your own with \`guardrail: ${policy}\` there`
    );
}
