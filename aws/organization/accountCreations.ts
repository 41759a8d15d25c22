import type { OrganizationCalls } from "./organizationCalls";

/** An account that AWS is creating. ListAccounts does not return it yet, and AWS does not say its e-mail. */
export interface AccountCreation {
    readonly name: string;
    readonly requested?: Date;
}

/** The accounts that AWS is creating now. */
export async function creationsInProgress(calls: OrganizationCalls): Promise<AccountCreation[]> {
    const creations = await calls.list(
        { operation: "ListCreateAccountStatus", question: "which accounts it is creating" },
        (sdk, client, NextToken) =>
            client.send(new sdk.ListCreateAccountStatusCommand({ States: ["IN_PROGRESS"], NextToken })),
        ({ CreateAccountStatuses }) => CreateAccountStatuses,
    );
    return creations.map(({ AccountName = "", RequestedTimestamp }) => ({
        name: AccountName,
        ...(RequestedTimestamp && { requested: RequestedTimestamp }),
    }));
}

/** `"shop" (since 2026-11-24T10:00:00Z)`. */
export function describeCreation({ name, requested }: AccountCreation): string {
    return JSON.stringify(name) + (requested ? ` (since ${requested.toISOString().replace(/\.\d+Z$/, "Z")})` : "");
}
