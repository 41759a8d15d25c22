import { TYPES } from "../../components/typeTokens";
import { CORE } from "./coreTypes";
import type { Urn } from "./urn";

/** Whether a URN is that of an AWS account. */
export function isAccount({ type }: Urn): boolean {
    return type === CORE.account;
}

/** Whether a URN is that of the component around an account. Everything that belongs to the account is below it. */
export function isAccountComponent({ type }: Urn): boolean {
    return type === TYPES.account;
}
