import type { AwsSettings } from "../../aws/settings";
import { Clients } from "../clients";
import { CommandError, EXIT } from "../command";

/** Keys for an hour: AWS gives no more to a role that was assumed from another. They are never printed nor written. */
export interface Credentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
}

/**
 * Assumes a role in an account, and asks AWS whose credentials these are before anybody uses them.
 *
 * @throws CommandError where AWS refuses, or the credentials are for any other account.
 */
export async function credentialsFor(
    clients: Clients,
    settings: AwsSettings,
    account: string,
    roleArn: string,
): Promise<Credentials> {
    const { AssumeRoleCommand, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    let credentials: Credentials;
    try {
        const { Credentials: keys } = await (
            await clients.sts()
        ).send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "org-reset-sandbox" }));
        const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = keys ?? {};
        credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    } catch (error) {
        throw new CommandError(
            `${roleArn} cannot be assumed: ${error instanceof Error ? error.message : String(error)}. ` +
                "The caller needs sts:AssumeRole for it, and the role must trust the management account; an invited account has no such role until it is made there",
            EXIT.failed,
        );
    }
    const { profile: _profile, ...others } = settings;
    const inside = new Clients({ ...others, credentials, assumeRoles: [], allowedAccountIds: [] });
    const { Account } = await (await inside.sts()).send(new GetCallerIdentityCommand({}));
    if (Account !== account) {
        throw new CommandError(
            `the credentials of ${roleArn} are for account ${Account}, and ${account} is to be emptied: nothing was done`,
        );
    }
    return credentials;
}
