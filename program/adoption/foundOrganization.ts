import type { FoundAccount, OrganizationFacts } from "../../aws/organization";

/** Which organisation credentials are for. */
export type OrganizationIdentity = Pick<OrganizationFacts, "id" | "managementAccountId">;

/** The existing organisation with its accounts: the facts that a definition is compared with. */
export interface FoundOrganization {
    readonly id: string;
    readonly managementAccount: { readonly id: string; readonly email: string };
    /** `ALL`, or `CONSOLIDATED_BILLING`. */
    readonly featureSet: string;
    /** The services that have access to the organisation. */
    readonly serviceAccess: readonly string[];
    readonly rootId: string;
    /** The types of policy that are enabled. */
    readonly policyTypes: readonly string[];
    /** All accounts but the management account, closed ones too. */
    readonly members: readonly AccountInAws[];
    /** The stack's state says all of this, because AWS was not asked: the organisation may have more accounts. */
    readonly isOfState?: true;
}

/** An existing account: the facts that a definition is compared with. */
export type AccountInAws = Pick<FoundAccount, "id" | "name" | "email"> & Partial<Pick<FoundAccount, "state">>;

const CLOSED = ["PENDING_CLOSURE", "SUSPENDED", "CLOSED"];

export function isClosed({ state }: Pick<AccountInAws, "state">): boolean {
    return CLOSED.includes(state ?? "");
}
