import type { AssignedPrincipal } from "./assignmentLists";

/** From components/people/accountAccess.ts. */
export interface AccountAccessInputs extends AssignedPrincipal {
    readonly permissionSetArn: string;
    /** Ids of accounts, sorted. */
    readonly accounts: readonly string[];
    /** Who has what, for messages: `group developers-shop` and `Developer`. */
    readonly principal: string;
    readonly permissionSet: string;
}
