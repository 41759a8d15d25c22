import { LIBRARY } from "./library";

/**
 * What to write so that a guardrail of the library spares roles, as the beginning of a sentence. One that is attached by its name has no roles
 * of its own to spare, so that it takes another policy in its place.
 *
 * @param policy the key of a policy of the definition.
 * @param roles patterns of ARNs, such as `arn:*:iam::*:role/deploy`.
 * @param where the policy is attached: `unit Security`. Absent: at several places.
 * @returns undefined unless the policy is a guardrail of the library that can spare roles.
 */
export function sparedRolesAdvice(policy: string, roles: readonly string[], where?: string): string | undefined {
    const guardrail = LIBRARY.get(policy);
    if (!guardrail || !Object.hasOwn(guardrail.parameters.shape, "exemptRoles")) return undefined;
    const own = `our-${policy}`;
    const list = roles.map((role) => JSON.stringify(role)).join(", ");
    return (
        `Spare the ${roles.length === 1 ? "role" : "roles"} ${roles.join(" and ")}: write a policy of your own, \`policies: { ${own}: { guardrail: ${policy}, parameters: { exemptRoles: [${list}] } } }\`, ` +
        `and ${where === undefined ? `where ${policy} is attached` : `at ${where}`} write \`without: [${policy}]\` and \`guardrails: [${own}]\` (if \`guardrails\` names ${policy} there, put ${own} in its place)`
    );
}
