import { list } from "../limits/messageText";

/**
 * The message for credentials of an account that the stack's settings do not allow. Undefined if they allow it.
 *
 * @param allowed those of `aws:allowedAccountIds`. Empty: any.
 * @param file the file with the stack's settings.
 */
export function accountNotAllowed(account: string, allowed: readonly string[], file: string): string | undefined {
    if (allowed.length === 0 || allowed.includes(account)) return undefined;
    return `the credentials are for account ${account}, but ${file} allows only ${list(allowed)} (aws:allowedAccountIds): choose other credentials, or another stack`;
}
