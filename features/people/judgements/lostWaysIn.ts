import { visible } from "../../../limits";
import { principalText, type HeldByPerson } from "../effect/accessSide";
import { MANAGEMENT_ACCOUNT } from "../matrix";
import type { AccessModel, GrantModel, PeopleModel } from "../model";
import type { JudgedChange } from "./judgedChange";

/** Why somebody does not administer an account any more, and the line that says so. */
export interface LostWayIn {
    readonly text: string;
    readonly path: readonly (string | number)[];
}

/** @param administrators the keys of the permission sets that administer an account after the change. */
export function lostWayIn(held: HeldByPerson, change: JudgedChange, administrators: ReadonlySet<string>): LostWayIn {
    const { who, kind, permissionSet, account, through } = held;
    const { model, before, after, ended } = change;
    const [group] = kind === "external group" ? [who] : through;
    const principal = group === undefined ? `user ${who}` : `group ${group}`;
    const named = visible(principal);
    const set = visible(permissionSet);
    const present = model.permissionSets.find(({ key }) => key === permissionSet);
    const isHeld = (one: (typeof ended)[number]): boolean =>
        principalText(one.who) === principal && one.permissionSet === permissionSet && one.accounts.has(account);
    if (ended.some(isHeld)) {
        const grant = model.grants.find((one) => one.until !== undefined && isOf(one, principal, permissionSet));
        return {
            text: `${named} has ${set} until ${grant?.until ?? "a day"}, which has passed: give a later day in \`until\`, or leave it out`,
            path: grant ? [...grant.path, "until"] : ["access"],
        };
    }
    const still = after.access.some(isHeld);
    if (still && present && !administrators.has(permissionSet)) {
        return {
            text: `${named} keeps ${set}, which does not allow to administer an account any more`,
            path: present.path,
        };
    }
    if (still && group !== undefined) {
        const user = model.users.find(({ key }) => key === who);
        const path = user ? [...user.path, "groups"] : model.groups.find(({ key }) => key === group)?.path;
        return { text: `${named} keeps ${set}, but nobody is in it any more`, path: path ?? ["people", "groups"] };
    }
    if (before.users.has(who) && !after.users.has(who) && group === undefined) {
        return { text: `${named} has ${set}, and is removed`, path: ["people", "users"] };
    }
    return { text: `${named} loses ${set}`, path: changedLine(principal, held, change) };
}

function isOf({ who, permissionSets }: GrantModel, principal: string, permissionSet: string): boolean {
    return permissionSets.includes(permissionSet) && who.some((one) => principalText(one) === principal);
}

/**
 * The line of `access` by which somebody loses a permission set in an account: one that gives them the same elsewhere now; or one that gives
 * them another one there, or the same one to others, and did not before. If a whole line is removed, none is left.
 */
function changedLine(
    principal: string,
    { permissionSet, account }: HeldByPerson,
    change: JudgedChange,
): LostWayIn["path"] {
    const { model, before } = change;
    const narrowed = model.grants.find((grant) => isOf(grant, principal, permissionSet));
    if (narrowed) return [...narrowed.path, "where"];
    const isNew = (access: AccessModel): boolean =>
        !before.access.some(
            (one) =>
                principalText(one.who) === principalText(access.who) &&
                one.permissionSet === access.permissionSet &&
                one.accounts.has(account),
        );
    const found = accessIn(model, account).filter(isNew);
    const otherSet = found.find(({ who }) => principalText(who) === principal);
    const otherPrincipal = found.find((one) => one.permissionSet === permissionSet);
    const path = (access: AccessModel, key: string): LostWayIn["path"] => [
        ...(model.grants[access.grant]?.path ?? ["access"]),
        key,
    ];
    if (otherSet) return path(otherSet, "permissionSet");
    return otherPrincipal ? path(otherPrincipal, "who") : ["access"];
}

/** What the definition gives in an account, by its key or MANAGEMENT_ACCOUNT. */
export function accessIn({ managementAccess, accounts }: PeopleModel, account: string): readonly AccessModel[] {
    return account === MANAGEMENT_ACCOUNT ? managementAccess : (accounts.get(account)?.access ?? []);
}
