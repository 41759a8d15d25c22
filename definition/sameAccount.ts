import type { AccountModel } from "./model";

/** Whether an account of AWS is the one of the definition: by the id where that is given, else by the e-mail, which is AWS's own key. */
export function isSameAccount(
    { id, email }: Pick<AccountModel, "id" | "email">,
    found: { readonly id: string; readonly email: string },
): boolean {
    return id === undefined ? found.email.toLowerCase() === email.toLowerCase() : found.id === id;
}
