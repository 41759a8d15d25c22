import { countOf } from "../../../limits";
import { MANAGEMENT_ACCOUNT } from "../matrix";
import type { PeopleSituation } from "./peopleSituation";

/** More accounts than somebody usually gets or loses at a time. */
export const MANY_ACCOUNTS = 10;

/**
 * The accounts that somebody administers from now on, as the end of a sentence, if that is more than a team's: the management account, from
 * where everything can be changed and which no guardrail binds; many accounts; all of them. A stack that has nothing of people yet does not
 * know what AWS has given, and new accounts have nothing to lose.
 *
 * @returns undefined if it is not.
 */
export function administering(accounts: readonly string[], { before, state }: PeopleSituation): string | undefined {
    if (before.users.size + before.permissionSets.size + before.access.length === 0) return undefined;
    const standing = accounts.filter((account) => state.accounts.has(account)).length;
    const isMuch = standing > MANY_ACCOUNTS || (standing > 1 && standing === state.accounts.size);
    const isManagement = accounts.includes(MANAGEMENT_ACCOUNT);
    if (!isManagement && !isMuch) return undefined;
    const others = isMuch ? [countOf(standing, "account")] : [];
    return [...(isManagement ? ["the management account"] : []), ...others].join(" and ");
}
