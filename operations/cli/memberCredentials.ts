import type { FoundAccount } from "../../aws/organization";
import type { AwsSettings } from "../../aws/awsSettings";
import { CommandClients } from "./commandClients";
import { CommandError, EXIT } from "./commandError";

/** Credentials for one hour, the most that AWS gives to a role assumed from another role. They are never printed or written to disk. */
export interface MemberCredentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
}

/**
 * Assumes the access role of a member account. Asks AWS whose credentials they are before anybody uses them.
 *
 * @param session the session's name in CloudTrail. It says what is being done.
 * @throws CommandError if AWS refuses, or if the credentials belong to another account.
 */
export async function credentialsFor(
    clients: CommandClients,
    settings: AwsSettings,
    { id, arn }: Pick<FoundAccount, "id" | "arn">,
    roleName: string,
    session: string,
): Promise<MemberCredentials> {
    const { AssumeRoleCommand, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    const roleArn = `arn:${partitionOfArn(arn)}:iam::${id}:role/${roleName}`;
    let credentials: MemberCredentials;
    try {
        const { Credentials: keys } = await (
            await clients.sts()
        ).send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: session }));
        const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = keys ?? {};
        credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    } catch (error) {
        throw new CommandError(
            `${roleArn} cannot be assumed: ${error instanceof Error ? error.message : String(error)}. ` +
                "The caller needs sts:AssumeRole for it, and the role must trust the management account. An invited account has the role only after somebody has created it there",
            EXIT.failed,
        );
    }
    const inside = clientsWith(settings, credentials);
    const { Account } = await (await inside.sts()).send(new GetCallerIdentityCommand({}));
    if (Account !== id) {
        throw new CommandError(
            `the credentials of ${roleArn} are for account ${Account} and not for ${id}: nothing was done with them`,
        );
    }
    return credentials;
}

/** Clients with these credentials and otherwise the stack's settings. */
export function clientsWith(settings: AwsSettings, credentials: MemberCredentials): CommandClients {
    const { profile: _profile, ...others } = settings;
    return new CommandClients({ ...others, credentials, assumeRoles: [], allowedAccountIds: [] });
}

/** `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOfArn(arn: string): string {
    return arn.split(":")[1] ?? "aws";
}
