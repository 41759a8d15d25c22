import type { OwnerKnowledge } from "../../../../../operations/commands/incident/judge/roleOwners";
import type { RoleFact } from "../../../../../operations/commands/incident/read/identityFacts";
import type { TrailEvent } from "../../../../../operations/commands/incident/read/trailEvent";
import { trustedBy } from "../../../../../operations/commands/incident/read/trustedParties";

export const MANAGEMENT = "111111111111";
export const ACCOUNT = "222222222222";
export const STRANGER = "999988887777";
/** Whom StackSets' role trusts. */
export const STACK_SETS_ADMIN = `arn:aws:iam::${MANAGEMENT}:role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin`;
export const STACK_SETS_ROLE_NAME = "stacksets-exec-0123456789abcdef0123456789abcdef";

export const KNOWN: OwnerKnowledge = {
    accountId: ACCOUNT,
    managementAccountId: MANAGEMENT,
    accessRole: "OrganizationAccountAccessRole",
    breakGlassRole: "BreakGlass",
    insiders: new Set([MANAGEMENT, ACCOUNT, "333333333333"]),
};

/** A role that trusts a principal. */
export function roleOf(name: string, principal: object | string, more: Partial<RoleFact> = {}): RoleFact {
    const path = more.path ?? "/";
    const statement = { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" };
    return {
        name,
        path,
        arn: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
        created: "2026-11-27T10:00:00.000Z",
        trusts: trustedBy(JSON.stringify({ Statement: [statement] })),
        policies: { attached: [], inline: [], groups: [], mayEverything: false },
        ...more,
    };
}

/** A call of IAM by a user, or by a role if it has that name. */
export function iamCall(name: string, resources: readonly string[], by: string, isRole = false): TrailEvent {
    return {
        at: "2026-11-27T10:00:00.000Z",
        region: "us-east-1",
        service: "iam",
        name,
        isRead: false,
        caller: isRole
            ? { kind: "role", title: `role ${by}, session x`, name: by }
            : { kind: "user", title: `user ${by}`, name: by },
        resources,
    };
}
