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

/** The id of the resource: what it is about, without the accounts. */
export function accountAccessId(inputs: Omit<AccountAccessInputs, "accounts">): string {
    const { principalType, principalId, permissionSetArn } = inputs;
    return `${principalType},${principalId},${permissionSetArn}`;
}
