import { countOf } from "../../../limits";
import { heldByPersons } from "../effect/accessSide";
import { meansOf, reachesOthers } from "../effect/mightySets";
import type { SetContent } from "../effect/setContent";
import { setSession } from "../effect/setSession";
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

/**
 * The same of a permission set that somebody gets: one of administrators, one with which people make themselves administrators, or in the
 * management account one with which they reach all other accounts.
 */
export function administeredBy(
    permissionSet: string,
    gains: readonly string[],
    situation: PeopleSituation,
): string | undefined {
    const where = administering(gains, situation);
    const content = situation.after.permissionSets.get(permissionSet);
    if (where === undefined || content === undefined) return undefined;
    const isMighty = meansOf(setSession(content, situation.documents)).length > 0;
    if (isMighty || situation.administrators.after.has(permissionSet)) return where;
    return gains.includes(MANAGEMENT_ACCOUNT) && reaches(content, situation)
        ? administering([MANAGEMENT_ACCOUNT], situation)
        : undefined;
}

/** Whether somebody with a permission set in the management account reaches all other accounts. */
export function reaches(content: SetContent | undefined, { documents }: PeopleSituation): boolean {
    return content !== undefined && reachesOthers(setSession(content, documents));
}

/** The same of what a user administers until now. */
export function administeredUntilNow(user: string, situation: PeopleSituation): string | undefined {
    const { before, administrators } = situation;
    const held = [...heldByPersons(before).values()].filter(
        ({ who, kind, permissionSet }) => kind === "person" && who === user && administrators.before.has(permissionSet),
    );
    return administering([...new Set(held.map(({ account }) => account))], situation);
}
