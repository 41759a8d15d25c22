import type { IAMClient } from "@aws-sdk/client-iam";
import { reasonOf } from "../../../cli/awsAnswer";
import type { RevocableRole } from "./revocableRoles";

/** The name that AWS's console gives to the policy, so that both replace the same one. */
export const REVOKING_POLICY = "AWSRevokeOlderSessions";

/** What became of the roles. */
export interface Revocation {
    readonly revoked: readonly string[];
    readonly failed: readonly { readonly role: string; readonly because: string }[];
}

/**
 * The inline policy with which AWS's console revokes active sessions: it denies everything to sessions from before a time.
 * AWS, "Revoke IAM role temporary security credentials" (a stored copy, and a user's copy of the policy, read 2026-11-27).
 */
export function revokingPolicy(before: Date): object {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Deny",
                Action: ["*"],
                Resource: ["*"],
                Condition: { DateLessThan: { "aws:TokenIssueTime": before.toISOString() } },
            },
        ],
    };
}

/**
 * Revokes the sessions of roles, one after the other: the last one may be the role of the session that does it. A role that cannot be changed
 * does not stop the others.
 */
export async function revokeSessions(
    iam: IAMClient,
    roles: readonly RevocableRole[],
    before: Date,
    progress: (line: string) => void,
): Promise<Revocation> {
    const { PutRolePolicyCommand } = await import("@aws-sdk/client-iam");
    const PolicyDocument = JSON.stringify(revokingPolicy(before));
    const revoked: string[] = [];
    const failed: { role: string; because: string }[] = [];
    for (const [index, { name }] of roles.entries()) {
        try {
            await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: REVOKING_POLICY, PolicyDocument }));
            revoked.push(name);
        } catch (error) {
            failed.push({ role: name, because: reasonOf(error) });
        }
        if ((index + 1) % 25 === 0) progress(`${index + 1} of ${roles.length} roles ...`);
    }
    return { revoked, failed };
}
