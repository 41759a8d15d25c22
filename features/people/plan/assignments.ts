import { isInForce } from "../matrix";
import type { AccessModel, PeopleModel, PrincipalModel } from "../model";

/** The accounts in which a user or group has a permission set on a day: one resource. */
export interface PlannedAccess {
    /** The resource's name: `Developer@developers-shop`. */
    readonly key: string;
    readonly who: PrincipalModel;
    readonly permissionSet: string;
    /** Keys of accounts, sorted. */
    readonly accounts: readonly string[];
    readonly inManagementAccount: boolean;
}

/**
 * Who has what where, one for each pair of principal and permission set, sorted by key.
 *
 * @param day access that has ended before it is left out: `2026-12-31`.
 */
export function plannedAccess(model: PeopleModel, day: string): PlannedAccess[] {
    const found = new Map<string, OpenAccess>();
    const at = ({ who, permissionSet }: AccessModel): OpenAccess => {
        const key = `${permissionSet}@${who.key}`;
        const known = found.get(key) ?? { key, who, permissionSet, accounts: new Set(), inManagementAccount: false };
        found.set(key, known);
        return known;
    };
    for (const access of model.managementAccess) if (isInForce(access, day)) at(access).inManagementAccount = true;
    for (const [account, { access }] of model.accounts) {
        for (const one of access) if (isInForce(one, day)) at(one).accounts.add(account);
    }
    return [...found.values()]
        .map((one) => ({ ...one, accounts: [...one.accounts].sort() }))
        .sort((one, two) => (one.key < two.key ? -1 : 1));
}

/** The same while accounts are still added. */
type OpenAccess = Omit<PlannedAccess, "accounts" | "inManagementAccount"> & {
    readonly accounts: Set<string>;
    inManagementAccount: boolean;
};
