import type { FoundHandshake } from "../../aws/organization";
import type { AccountInAws } from "../adoption";

/** What AWS says about an organisation that matters for invitations. */
export interface InvitationFacts {
    /** Absent if there is no organisation yet. */
    readonly management?: { readonly id: string; readonly email: string };
    /** All accounts but the management account. */
    readonly members: readonly AccountInAws[];
    /** Those that are open, and those that have ended in the last 30 days. */
    readonly handshakes: readonly FoundHandshake[];
}

export const NO_ORGANIZATION: InvitationFacts = { members: [], handshakes: [] };
