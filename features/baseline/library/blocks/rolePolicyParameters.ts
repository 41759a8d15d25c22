import { z } from "zod";
import { awsPolicyError } from "../../../../evaluator/awsPolicies";
import { mistakesOfIdentityPolicy } from "../../../../evaluator/policyDocument";
import type { BlockStatement } from "../../model";
import { withPseudoParameters, type StatementJson } from "../template/statementJson";
import { sub, type Intrinsic } from "../template/templateIntrinsics";

/**
 * The most characters that the inline policies of a role have together, without white space: others' quotes of "IAM and AWS STS quotas", whose
 * own list was not in the copy that was read on 2026-11-27 (awsdocs/iam-user-guide).
 */
const INLINE_LIMIT = 10_240;

/** Managed policies that a role may have: the default quota of that page. */
const MANAGED_LIMIT = 10;

const statement = z.union([z.string(), z.record(z.string(), z.unknown())]);
type Permission = z.infer<typeof statement>;

/** The name of a policy of AWS, with its path. */
export const awsPolicy = z.string().check(({ value, issues }) => {
    const message = awsPolicyError(value, { holder: "role" });
    if (message !== undefined) issues.push({ code: "custom", input: value, message });
});

/** Parameters that say what a role may do. */
export const rolePermissions = {
    permissions: z
        .array(statement)
        .check(({ value, issues }) => {
            const document = JSON.stringify({ Statement: value.map(statementOf) });
            if (value.length === 0) return;
            for (const { path, message } of mistakesOfIdentityPolicy(document)) {
                issues.push({ code: "custom", input: value, path: writtenPath(value, path.slice(1)), message });
            }
            if (document.length <= INLINE_LIMIT) return;
            const message = `the statements have ${document.length} characters, and IAM allows ${INLINE_LIMIT}: use fewer, or managedPolicies`;
            issues.push({ code: "custom", input: value, message });
        })
        .default([])
        .describe(
            'What the role may do: actions such as `"ecs:*"`, which are allowed on every resource, or statements in IAM\'s form. `${AWS::AccountId}`, `${AWS::Region}` and `${AWS::Partition}` are what they are in each account.',
        ),
    managedPolicies: z
        .array(awsPolicy)
        .max(MANAGED_LIMIT, `IAM allows ${MANAGED_LIMIT} managed policies for a role`)
        .check(({ value, issues }) => {
            for (const [index, name] of value.entries()) {
                if (value.indexOf(name) === index) continue;
                issues.push({
                    code: "custom",
                    input: name,
                    path: [index],
                    message: `names ${name} a second time: keep one`,
                });
            }
        })
        .default([])
        .describe(
            "Names of AWS-managed policies, with their path, such as AmazonECS_FullAccess or service-role/AWS_ConfigRole.",
        ),
};

const statementOf = (one: Permission): StatementJson =>
    typeof one === "string" ? { Effect: "Allow", Action: one, Resource: "*" } : one;

/** The statements of `permissions`, each where it is written. */
export const permissionStatements = (permissions: readonly Permission[]): readonly BlockStatement[] =>
    permissions.map((one, index) => ({
        path: ["permissions", index],
        statement: withPseudoParameters(statementOf(one)) as StatementJson,
    }));

/** Where a mistake is written: an action on its own has no elements. */
function writtenPath(permissions: readonly Permission[], path: readonly (string | number)[]): (string | number)[] {
    const [index] = path;
    return typeof index === "number" && typeof permissions[index] === "string" ? [index] : [...path];
}

/** The inline policy of a role; none if it has no permissions of its own. Actions on every resource become one statement. */
export function inlinePolicy(name: string, permissions: readonly Permission[]): readonly InlinePolicy[] {
    if (permissions.length === 0) return [];
    const actions = permissions.filter((one) => typeof one === "string");
    const own = permissions.filter((one) => typeof one !== "string");
    const Statement = [
        ...(actions.length > 0 ? [{ Effect: "Allow", Action: actions, Resource: "*" }] : []),
        ...own.map((one) => withPseudoParameters(one)),
    ];
    return [{ PolicyName: name, PolicyDocument: { Version: "2012-10-17", Statement } }];
}

interface InlinePolicy {
    readonly PolicyName: string;
    readonly PolicyDocument: Readonly<Record<string, unknown>>;
}

/** The ARNs of AWS-managed policies. */
export const managedPolicyArns = (names: readonly string[]): readonly Intrinsic[] =>
    names.map((name) => sub(`arn:\${AWS::Partition}:iam::aws:policy/${name}`));
