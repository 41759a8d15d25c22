import type { IAMClient } from "@aws-sdk/client-iam";
import { REVOKING_POLICY, TOKEN_TIME } from "../../../../limits";
import { reasonOf } from "../../../cli/awsAnswer";
import type { RevocableRole } from "./revocableRoles";

/** What became of the roles. */
export interface Revocation {
    readonly revoked: readonly string[];
    readonly failed: readonly { readonly role: string; readonly because: string }[];
}

/** The inline policy with which AWS's console revokes active sessions (limits/sessionRevocation.ts). */
export function revokingPolicy(before: Date): object {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Deny",
                Action: ["*"],
                Resource: ["*"],
                Condition: { DateLessThan: { [TOKEN_TIME]: before.toISOString() } },
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
