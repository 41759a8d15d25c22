import type { FoundPolicy } from "../../../../aws/organization";
import { DEFAULT_ROLE_NAME } from "../../../../definition";
import { QUARANTINE } from "../../../../guardrails";
import type { CommandClients } from "../../../cli/commandClients";
import type { CommandContext } from "../../../cli/commandContext";
import { clientsWith, credentialsFor } from "../../../cli/memberCredentials";
import { answerFrom, type AwsAnswer } from "../../../cli/awsAnswer";
import { wantedPolicy } from "../../quarantine/quarantinePolicy";
import type { QuarantinedAccount } from "../../quarantine/quarantinedAccount";

/** The name of its sessions, which CloudTrail of the account shows. */
export const INCIDENT_SESSION = "org-incident";

/** How to get into an account: with which role, and clients inside, or the reason why there are none. */
export interface AccountDoor {
    /** Absent: it is the account of the credentials. */
    readonly role?: string;
    readonly inside: AwsAnswer<CommandClients>;
}

/**
 * Opens the account: with its access role, or during a quarantine with the role that the quarantine exempts.
 *
 * @param role the name of another role, if the user gives one.
 */
export async function openAccount(
    context: CommandContext,
    target: Pick<QuarantinedAccount, "id" | "arn" | "account">,
    isQuarantined: boolean,
    role?: string,
): Promise<AccountDoor> {
    const { clients, settings } = context;
    // A definition with mistakes stops nobody in an emergency: the role of a quarantine is read without resolving it.
    const usual = isQuarantined ? wantedPolicy(context).breakGlassRole : target.account?.roleName;
    const name = role ?? usual ?? DEFAULT_ROLE_NAME;
    // Nobody assumes a role in the account in which they are.
    if (role === undefined && target.id === (await clients.managementAccount())) return { inside: { value: clients } };
    const inside = await answerFrom(settings.aws.endpoints, ["sts"], async () =>
        clientsWith(settings.aws, await credentialsFor(clients, settings.aws, target, name, INCIDENT_SESSION)),
    );
    return { role: name, inside };
}

/** Whether a quarantine is among the policies of an account. */
export function hasQuarantine(attached: readonly FoundPolicy[]): boolean {
    return attached.some(({ name }) => name === QUARANTINE);
}
