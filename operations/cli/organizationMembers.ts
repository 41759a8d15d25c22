import { isSameAccount } from "../../definition/sameAccount";
import { listAccounts, type FoundAccount } from "../../aws/organization";
import type { AccountModel } from "../../definition";
import type { CommandClients } from "./commandClients";

/** The organisation and all its accounts, the management account included. */
export interface Membership {
    readonly managementAccountId: string;
    readonly members: readonly FoundAccount[];
}

/** Takes one call for each 20 accounts. */
export async function readMembership(clients: CommandClients): Promise<Membership> {
    const { managementAccountId } = await clients.organization();
    return { managementAccountId, members: await listAccounts(clients.organizationCalls) };
}

/**
 * Finds an account of the definition among AWS's accounts: by its id if the definition gives it, otherwise by its e-mail, which is
 * unique in AWS.
 */
export function memberOf(account: AccountModel, { members }: Membership): FoundAccount | undefined {
    return members.find((member) => isSameAccount(account, member));
}
