import type { AwsClients } from "./clients";

/** An account that AWS is creating: not among the accounts yet, and known by its name alone. */
export interface Creation {
    readonly name: string;
    readonly requested?: Date;
}

/** What AWS is creating now in the organisation. It does not tell the e-mails. */
export async function creationsInProgress(clients: AwsClients): Promise<readonly Creation[]> {
    const { paginateListCreateAccountStatus } = await import("@aws-sdk/client-organizations");
    const found: Creation[] = [];
    const pages = paginateListCreateAccountStatus(
        { client: await clients.organizations() },
        { States: ["IN_PROGRESS"] },
    );
    for await (const { CreateAccountStatuses = [] } of pages) {
        for (const { AccountName = "", RequestedTimestamp } of CreateAccountStatuses) {
            found.push({ name: AccountName, ...(RequestedTimestamp && { requested: RequestedTimestamp }) });
        }
    }
    return found;
}

/** `"shop" (since 2026-11-24T10:00:00Z)`. */
export function describeCreation({ name, requested }: Creation): string {
    return JSON.stringify(name) + (requested ? ` (since ${requested.toISOString().replace(/\.\d+Z$/, "Z")})` : "");
}
