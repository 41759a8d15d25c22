import type { ExistingState } from "../../../definition/feature";
import { treeOf } from "../../../definition/modelTree";
import type { OrganizationModel } from "../../../definition/model";
import { isJsonMap, parsedJson } from "../../../evaluator/policyDocument";
import { list, quoted, visible } from "../../../limits";
import {
    ACCESS_LOGS,
    outputsOf,
    SECURITY_RESOURCES,
    TRAIL,
    TRAIL_KEY,
    type SecurityInState,
} from "../plan/securityResources";
import type { SecurityModel } from "../securityModel";
import type { SecurityJudgement } from "./securityJudgement";

/** A policy of the log archive that only some roles may change. */
interface GuardedPolicy {
    /** What it is the policy of, as people find it. */
    readonly of: string;
    /** The ARNs of the roles. */
    readonly roles: readonly string[];
}

/**
 * Refuses another access role for the log archive while the policies of the trail's buckets and key let the old one alone change them: the run
 * would work with the new role, and AWS would deny it. Only an account with `id` may get another `roleName`.
 */
export function otherAccessRole(
    { auditTrail, logArchive = "" }: SecurityModel,
    { resources }: Pick<ExistingState, "resources">,
    organization: OrganizationModel,
): SecurityJudgement {
    const account = auditTrail && treeOf(organization).account(logArchive);
    if (!account) return { refused: [], warnings: [] };
    const role = `:role/${account.roleName}`;
    const guarded = guardedPolicies(resources).filter(({ roles }) => !roles.some((arn) => arn.endsWith(role)));
    const [old] = guarded.flatMap(({ roles }) => roles);
    if (old === undefined) return { refused: [], warnings: [] };
    const [arn, of] = [old.replace(/:role\/.*$/, role), list(guarded.map((one) => one.of))];
    return {
        refused: [
            {
                path: [...account.path, "roleName"],
                message:
                    `the access role of ${visible(account.key)} is ${quoted(account.roleName)} now, but the policies of ${of} let ${visible(old)} alone change them: AWS would deny to the new role what \`up\` does there. Do it in this order:\n` +
                    `1. With the old role, add ${visible(arn)} to \`aws:PrincipalArn\` in the policies of ${of}, in the statements whose Sid begins with OnlyTheAccessRole.\n` +
                    "2. Run `pulumi refresh`, so that the state knows it.\n" +
                    "3. Run `up` with the new `roleName`: it takes the old role out.",
            },
        ],
        warnings: [],
    };
}

/** What the last run, or a refresh, has found. */
function guardedPolicies(resources: SecurityInState): readonly GuardedPolicy[] {
    const { bucketPolicy, key } = SECURITY_RESOURCES;
    const ofBucket = (name: string): GuardedPolicy[] => {
        const { bucket, policy } = outputsOf(resources, bucketPolicy, name) ?? {};
        return typeof bucket === "string" ? [{ of: `the bucket ${visible(bucket)}`, roles: rolesOf(policy) }] : [];
    };
    const trailKey = outputsOf(resources, key, TRAIL_KEY);
    return [
        ...ofBucket(TRAIL),
        ...ofBucket(ACCESS_LOGS),
        ...(trailKey ? [{ of: "the key of the trail", roles: rolesOf(trailKey["policy"]) }] : []),
    ].filter(({ roles }) => roles.length > 0);
}

/** The roles that a policy spares: components/security/policies writes them so. */
function rolesOf(policy: unknown): readonly string[] {
    const document = typeof policy === "string" ? parsedJson(policy) : undefined;
    const statements = isJsonMap(document) ? [document["Statement"]].flat() : [];
    return statements.flatMap((statement) => {
        const condition = isJsonMap(statement) ? statement["Condition"] : undefined;
        const spared = isJsonMap(condition) ? condition["ArnNotEquals"] : undefined;
        const arns = isJsonMap(spared) ? spared["aws:PrincipalArn"] : undefined;
        return [arns].flat().filter((one): one is string => typeof one === "string");
    });
}
