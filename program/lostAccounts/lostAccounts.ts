import type { OrganizationModel } from "../../definition";
import { isClosed, type AccountInAws } from "../adoption";
import type { ExistingAccount, ExistingResources } from "../state";

/** An account of the stack that AWS has closed, or that is no longer in the organisation: AWS refuses every change of it. */
export interface LostAccount {
    readonly key: string;
    readonly id: string;
    /** What AWS says: `PENDING_CLOSURE`, `CLOSED` or `SUSPENDED`. Absent if the organisation no longer has the account. */
    readonly state?: string;
    /** Whether the definition still has it. */
    readonly isDefined: boolean;
}

/** What AWS says about the accounts of the stack. */
export interface LostAccounts {
    readonly accounts: readonly LostAccount[];
    /** Why they could not be compared. */
    readonly unknown?: string;
}

export const NO_LOST_ACCOUNTS: LostAccounts = { accounts: [] };

/**
 * Finds the accounts of the stack that somebody has closed or taken out of the organisation by hand. One call for 20 accounts.
 *
 * An account that this run closes or lets go is none of them: an interrupted run may have done that already, and the provider accepts it.
 *
 * @param ask the accounts of the organisation without the management account, closed ones too. Absent where AWS is not asked.
 */
export async function findLostAccounts(
    model: Pick<OrganizationModel, "accounts">,
    { accounts }: Pick<ExistingResources, "accounts">,
    ask: (() => Promise<readonly AccountInAws[]>) | undefined,
): Promise<LostAccounts> {
    if (ask === undefined || accounts.size === 0) return NO_LOST_ACCOUNTS;
    let members: ReadonlyMap<string, AccountInAws>;
    try {
        members = new Map((await ask()).map((account) => [account.id, account]));
    } catch (error) {
        return { accounts: [], unknown: String(error) };
    }
    const defined = new Set(model.accounts.map(({ key }) => key));
    return {
        accounts: [...accounts].flatMap(([key, account]): LostAccount[] => {
            const isDefined = defined.has(key);
            if (!isDefined && isEnding(account)) return [];
            const found = members.get(account.id);
            if (found && !isClosed(found)) return [];
            const { id } = account;
            return [{ key, id, isDefined, ...(found?.state !== undefined && { state: found.state }) }];
        }),
    };
}

function isEnding({ closing, leaving }: ExistingAccount): boolean {
    return closing || leaving === true;
}
