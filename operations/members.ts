import type { AccountModel } from "../definition";
import type { CommandClients } from "./cli/commandClients";

/** An account of the organisation, as AWS lists it. */
export interface Member {
    readonly id: string;
    readonly arn: string;
    readonly name: string;
    readonly email: string;
    /** ACTIVE, PENDING_CLOSURE, CLOSED, ... */
    readonly state: string;
}

/** The organisation and all its accounts, the management account included. */
export interface Membership {
    readonly managementAccountId: string;
    readonly members: readonly Member[];
}

/** One call for 20 accounts. */
export async function readMembership(clients: CommandClients): Promise<Membership> {
    const { paginateListAccounts } = await import("@aws-sdk/client-organizations");
    const client = await clients.organizations();
    const { managementAccountId } = await clients.organization();
    const members: Member[] = [];
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
        members.push(
            ...Accounts.map(({ Id = "", Arn = "", Name = "", Email = "", State, Status }) => ({
                id: Id,
                arn: Arn,
                name: Name,
                email: Email,
                // AWS is about to take the member Status away; State says the same and more.
                state: State ?? Status ?? "",
            })),
        );
    }
    return { managementAccountId, members };
}

/** The account of the definition among those of AWS: by its id where that is given, else by its e-mail, which is AWS's own key. */
export function memberOf({ id, email }: AccountModel, { members }: Membership): Member | undefined {
    return members.find((member) =>
        id === undefined ? member.email.toLowerCase() === email.toLowerCase() : member.id === id,
    );
}
