/** The organisation that AWS has already, with its accounts, as far as a definition can differ from it. */
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
}

/** An account that AWS has already. */
export interface AccountInAws {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    /** `ACTIVE`, `PENDING_CLOSURE`, `SUSPENDED`, ... */
    readonly state?: string;
}

const CLOSED = ["PENDING_CLOSURE", "SUSPENDED", "CLOSED"];

export function isClosed({ state }: Pick<AccountInAws, "state">): boolean {
    return CLOSED.includes(state ?? "");
}
