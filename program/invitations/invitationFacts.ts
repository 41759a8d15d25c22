import * as pulumi from "@pulumi/pulumi";
import { listHandshakes, type FoundHandshake } from "../../aws/handshakes";
import type { FoundAccount } from "../adoption/organizationAdoption";
import { providerClients } from "../openStack/providerSettings";

/** What AWS has of an organisation, as far as it concerns invitations. */
export interface Facts {
    /** Absent where there is no organisation yet. */
    readonly management?: { readonly id: string; readonly email: string };
    /** All accounts but the management account. */
    readonly members: readonly FoundAccount[];
    /** Those that are open, and those that have ended in the last 30 days. */
    readonly handshakes: readonly FoundHandshake[];
}

export const NO_ORGANIZATION: Facts = { members: [], handshakes: [] };

/**
 * Asks AWS: one call for the organisation, one for 20 accounts and one for 20 handshakes. All accounts, for nothing else tells to
 * whom an e-mail belongs, and an account may have joined by an invitation that the stack does not know.
 */
export async function factsInAws(): Promise<Facts> {
    try {
        const { DescribeOrganizationCommand, paginateListAccounts } = await import("@aws-sdk/client-organizations");
        const client = await providerClients().organizations();
        const list = async (): Promise<FoundAccount[]> => {
            const accounts: FoundAccount[] = [];
            for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
                for (const { Id = "", Name = "", Email = "", State, Status } of Accounts) {
                    accounts.push({ id: Id, name: Name, email: Email, state: State ?? Status ?? "" });
                }
            }
            return accounts;
        };
        const [{ Organization }, accounts, handshakes] = await Promise.all([
            client.send(new DescribeOrganizationCommand({})),
            list(),
            listHandshakes(client),
        ]);
        const id = Organization?.MasterAccountId ?? "";
        return {
            management: { id, email: Organization?.MasterAccountEmail ?? "" },
            members: accounts.filter((account) => account.id !== id),
            handshakes,
        };
    } catch (error) {
        // Whether there should be one is told elsewhere.
        if (error instanceof Error && error.name === "AWSOrganizationsNotInUseException") return NO_ORGANIZATION;
        throw new pulumi.RunError(
            "AWS does not say what has become of invitations, which has to be known before accounts are invited or taken in " +
                `(organizations:DescribeOrganization, ListAccounts, ListHandshakesForOrganization).\n${String(error)}`,
        );
    }
}
