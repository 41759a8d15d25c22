import { TYPES } from "../../components/typeTokens";
import type { Urn } from "./urn";

/** Whether a URN is that of an account at AWS. */
export function isAccount({ type }: Urn): boolean {
    return type === "aws:organizations/account:Account";
}

/** Whether a URN is that of the component around an account: all that belongs to the account is below it. */
export function isAccountComponent({ type }: Urn): boolean {
    return type === TYPES.account;
}
