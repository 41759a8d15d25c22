import {
    findOrganizationFacts,
    listAccounts,
    listHandshakes,
    unlessNamed,
    type FoundHandshake,
} from "../../aws/organization";
import { needed } from "../neededFromAws";
import type { AccountInAws } from "../adoption/organizationAdoption";
import { providerClients } from "../openStack/providerSettings";

/** What AWS has of an organisation, as far as it concerns invitations. */
export interface Facts {
    /** Absent where there is no organisation yet. */
    readonly management?: { readonly id: string; readonly email: string };
    /** All accounts but the management account. */
    readonly members: readonly AccountInAws[];
    /** Those that are open, and those that have ended in the last 30 days. */
    readonly handshakes: readonly FoundHandshake[];
}

export const NO_ORGANIZATION: Facts = { members: [], handshakes: [] };

/**
 * Asks AWS: one call for the organisation, one for 20 accounts and one for 20 handshakes. All accounts are listed, because nothing else
 * says which account an e-mail belongs to, and an account may have joined by an invitation that the stack does not know.
 */
export async function factsInAws(): Promise<Facts> {
    const calls = providerClients().organizationCalls;
    const facts = await needed("before accounts are invited or taken in", () =>
        // Whether there should be an organisation is reported elsewhere.
        unlessNamed("AWSOrganizationsNotInUseException", () =>
            Promise.all([findOrganizationFacts(calls), listAccounts(calls), listHandshakes(calls)]),
        ),
    );
    const [organization, accounts, handshakes] = facts ?? [];
    if (!organization || !accounts || !handshakes) return NO_ORGANIZATION;
    const id = organization.managementAccountId;
    return {
        management: { id, email: organization.managementAccountEmail },
        members: accounts.filter((account) => account.id !== id),
        handshakes,
    };
}
