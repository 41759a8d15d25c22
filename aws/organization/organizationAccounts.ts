import type { Account } from "@aws-sdk/client-organizations";
import type { OrganizationCalls } from "./organizationCalls";
import { unlessNamed } from "./unansweredError";

/** An account of the organisation, as AWS has it. */
export interface FoundAccount {
    /** Twelve digits. */
    readonly id: string;
    readonly arn: string;
    readonly name: string;
    readonly email: string;
    /** `ACTIVE`, `PENDING_CLOSURE`, `SUSPENDED`, ... */
    readonly state: string;
    /** `CREATED` in the organisation, or `INVITED` into it. */
    readonly joinedMethod: string;
    readonly joined?: Date;
    /** The id of the unit or root that it is in. Absent where AWS's answer has no path. */
    readonly parentId?: string;
}

/** All accounts, the management account included. One call for 20 of them. */
export async function listAccounts(calls: OrganizationCalls): Promise<FoundAccount[]> {
    const accounts = await calls.list(
        LIST_ACCOUNTS,
        (sdk, client, NextToken) => client.send(new sdk.ListAccountsCommand({ NextToken })),
        ({ Accounts }) => Accounts,
    );
    return accounts.map(foundAccount);
}

/** All accounts page by page, for a search that may end before the last. */
export async function* pagesOfAccounts(calls: OrganizationCalls): AsyncGenerator<FoundAccount[]> {
    const pages = calls.pages(LIST_ACCOUNTS, (sdk, client, NextToken) =>
        client.send(new sdk.ListAccountsCommand({ NextToken })),
    );
    for await (const { Accounts = [] } of pages) yield Accounts.map(foundAccount);
}

/**
 * The accounts directly in a unit or the root, closed ones too. One call for 20 of them.
 *
 * @returns undefined where the organisation has no such unit.
 */
export async function accountsInParent(
    calls: OrganizationCalls,
    parentId: string,
): Promise<FoundAccount[] | undefined> {
    const accounts = await unlessNamed("ParentNotFoundException", () =>
        calls.list(
            { operation: "ListAccountsForParent", question: `which accounts are in unit ${parentId}` },
            (sdk, client, NextToken) =>
                client.send(new sdk.ListAccountsForParentCommand({ ParentId: parentId, NextToken })),
            ({ Accounts }) => Accounts,
        ),
    );
    return accounts?.map(foundAccount);
}

/** @returns undefined where the organisation has no such account. */
export async function describeAccount(calls: OrganizationCalls, id: string): Promise<FoundAccount | undefined> {
    const answer = await unlessNamed("AccountNotFoundException", () =>
        calls.call({ operation: "DescribeAccount", question: `what account ${id} is` }, (sdk, client) =>
            client.send(new sdk.DescribeAccountCommand({ AccountId: id })),
        ),
    );
    return answer?.Account && foundAccount(answer.Account);
}

const LIST_ACCOUNTS = { operation: "ListAccounts", question: "which accounts the organisation has" };

function foundAccount(account: Account): FoundAccount {
    const { Id = "", Arn = "", Name = "", Email = "", State, Status, JoinedMethod = "", JoinedTimestamp } = account;
    const parentId = parentIn(account.Paths?.[0] ?? "", Id);
    return {
        id: Id,
        arn: Arn,
        name: Name,
        email: Email,
        // AWS is about to remove the member Status; State says the same and more.
        state: State ?? Status ?? "",
        joinedMethod: JoinedMethod,
        ...(JoinedTimestamp && { joined: JoinedTimestamp }),
        ...(parentId !== undefined && { parentId }),
    };
}

/** @param path `o-a1b2c3d4e5/r-a1b2/ou-a1b2-c3d4e5f6/111122223333/`. */
function parentIn(path: string, accountId: string): string | undefined {
    const above = path.split("/").filter((id) => id !== "" && id !== accountId);
    // The first is the organisation.
    return above.length > 1 ? above.at(-1) : undefined;
}
