import type { AccountModel, OrganizationModel, Problem } from "../../definition";
import { isClosed, type FoundOrganization } from "../adoption";

/** The accounts of the stack, by key. */
interface KnownAccounts {
    readonly accounts: ReadonlyMap<string, { readonly id: string }>;
}

/** Whether this run creates the account, judged by the definition and the state alone. AWS may have it nevertheless. */
export function isNew({ key, id, invite }: AccountModel, existing: KnownAccounts): boolean {
    return id === undefined && invite === undefined && !existing.accounts.has(key);
}

/** The accounts that this run creates, in the definition's order. */
export function newAccounts({ accounts }: OrganizationModel, existing: KnownAccounts): AccountModel[] {
    return accounts.filter((account) => isNew(account, existing));
}

/** The accounts that a definition would create and that AWS has already. */
export interface FoundAccounts {
    /** By key the id of the account with that e-mail. */
    readonly ids: ReadonlyMap<string, string>;
    readonly problems: readonly Problem[];
}

/**
 * Finds new accounts in the organisation: an interrupted run has created them, or the stack has lost its state. An e-mail belongs to one
 * account in all of AWS, so it identifies the account. AWS compares e-mails case-insensitively.
 *
 * @param fresh the accounts that are new to the stack.
 */
export function findAccounts(
    fresh: readonly AccountModel[],
    { managementAccount, members }: Pick<FoundOrganization, "managementAccount" | "members">,
    existing: KnownAccounts,
): FoundAccounts {
    const byEmail = new Map(members.map((account) => [account.email.toLowerCase(), account]));
    const keys = new Map([...existing.accounts].map(([key, { id }]) => [id, key]));
    const ids = new Map<string, string>();
    const problems: Problem[] = [];
    for (const { key, email, place, path } of fresh) {
        const problem = (message: string): void => void problems.push({ place, path: [...path, "email"], message });
        if (email.toLowerCase() === managementAccount.email.toLowerCase()) {
            problem(`account ${key}: ${email} is the e-mail of the management account: choose another`);
            continue;
        }
        const found = byEmail.get(email.toLowerCase());
        if (!found) continue;
        const owner = keys.get(found.id);
        if (owner !== undefined) {
            problem(
                `account ${key}: ${email} is the e-mail of account ${owner} (${found.id}) of this stack. ` +
                    `An e-mail belongs to one account, and is never free again. Keep the key ${owner}, or choose another e-mail`,
            );
        } else if (isClosed(found)) {
            problem(
                `account ${key}: ${email} is the e-mail of a closed account, ${found.id} (${found.state}). Within 90 days of its closing AWS Support can reopen it; ` +
                    "after that its e-mail is never free again. Reopen it, or choose another e-mail. " +
                    `If it is this account that was closed, take it out of the definition: ./org close ${key}`,
            );
        } else {
            ids.set(key, found.id);
        }
    }
    return { ids, problems };
}

/**
 * Refuses an account that replaces another if its e-mail belongs to an account already: CreateAccount would fail half way through the run.
 */
export function takenEmails(
    replaced: readonly AccountModel[],
    organization: Parameters<typeof findAccounts>[1],
    existing: KnownAccounts,
): readonly Problem[] {
    const { ids, problems } = findAccounts(replaced, organization, existing);
    const taken = replaced.flatMap(({ key, email, place, path }): Problem[] => {
        const id = ids.get(key);
        if (id === undefined) return [];
        return [
            {
                place,
                path: [...path, "email"],
                message: `account ${key}: ${email} is the e-mail of account ${id} of the organisation: give the new account another`,
            },
        ];
    });
    return [...problems, ...taken];
}
