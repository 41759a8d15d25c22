import type { OrganizationCalls } from "./organizationCalls";

/** A creation of an account. AWS does not say its e-mail. As long as it is in progress, ListAccounts does not return the account. */
export interface AccountCreation {
    readonly name: string;
    readonly requested?: Date;
    /** Absent while it is in progress. */
    readonly ended?: "SUCCEEDED" | "FAILED";
    /** The id of the account, after it was created. */
    readonly accountId?: string;
}

/** The accounts that AWS is creating now. */
export async function creationsInProgress(calls: OrganizationCalls): Promise<AccountCreation[]> {
    return await listCreations(calls, ["IN_PROGRESS"]);
}

/**
 * The creations of accounts in these states. AWS keeps them for a while after they have ended.
 *
 * @param states of CreateAccountState: IN_PROGRESS, SUCCEEDED, FAILED.
 */
export async function listCreations(
    calls: OrganizationCalls,
    states: readonly ("IN_PROGRESS" | "SUCCEEDED" | "FAILED")[],
): Promise<AccountCreation[]> {
    const creations = await calls.list(
        { operation: "ListCreateAccountStatus", question: "which accounts it is creating" },
        (sdk, client, NextToken) =>
            client.send(new sdk.ListCreateAccountStatusCommand({ States: [...states], NextToken })),
        ({ CreateAccountStatuses }) => CreateAccountStatuses,
    );
    return creations.map(({ AccountName = "", AccountId, State, RequestedTimestamp }) => ({
        name: AccountName,
        ...(State && State !== "IN_PROGRESS" && { ended: State }),
        ...(AccountId !== undefined && { accountId: AccountId }),
        ...(RequestedTimestamp && { requested: RequestedTimestamp }),
    }));
}

/** `"shop" (since 2026-11-24T10:00:00Z)`. */
export function describeCreation({ name, requested }: AccountCreation): string {
    return JSON.stringify(name) + (requested ? ` (since ${requested.toISOString().replace(/\.\d+Z$/, "Z")})` : "");
}
