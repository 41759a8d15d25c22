import { isInForce, MANAGEMENT_ACCOUNT } from "../matrix";
import type { AccessModel, PeopleModel } from "../model";
import { principalText, type AccessSide, type HeldAccess } from "./accessSide";

/** Who may do what where on a day, as the definition says: `2026-12-31`. */
export function accessAfter(model: PeopleModel, day: string): AccessSide {
    return {
        users: new Set(model.users.filter(({ isExternal }) => !isExternal).map(({ key }) => key)),
        groups: new Map(model.groups.map(({ key, isExternal, members }) => [key, { isExternal, members }])),
        permissionSets: new Map(model.permissionSets.map((set) => [set.key, set])),
        access: heldIn(model, (access) => isInForce(access, day)),
    };
}

/** What grants have given that have ended by a day. */
export function endedAccess(model: PeopleModel, day: string): readonly HeldAccess[] {
    return heldIn(model, (access) => !isInForce(access, day));
}

function heldIn(model: PeopleModel, isWanted: (access: AccessModel) => boolean): HeldAccess[] {
    const held = new Map<string, HeldAccess & { readonly accounts: Set<string> }>();
    const add = (account: string, access: readonly AccessModel[]): void => {
        for (const one of access) {
            if (!isWanted(one)) continue;
            const id = JSON.stringify([principalText(one.who), one.permissionSet]);
            const known = held.get(id) ?? {
                who: one.who,
                permissionSet: one.permissionSet,
                accounts: new Set<string>(),
            };
            known.accounts.add(account);
            held.set(id, known);
        }
    };
    add(MANAGEMENT_ACCOUNT, model.managementAccess);
    for (const [key, { access }] of model.accounts) add(key, access);
    return [...held.values()];
}
