import type { AccountModel } from "../../../definition";
import { isInForce } from "../matrix";
import type { PeopleModel } from "../model";

/** A line of `access` in `org accounts --json`. The keys are part of the public interface. */
interface AccessOfAccount {
    readonly who: string;
    readonly kind: "user" | "group";
    readonly permissionSet: string;
    readonly until: string | null;
    readonly because: string | null;
}

/**
 * Who has access to an account, for programs: the key `access`. Absent where the definition gives nobody access to anything.
 *
 * @param day access that has ended before it is left out: `2026-12-31`.
 */
export function accessOfAccountJson(
    { accounts, grants }: PeopleModel,
    { key }: Pick<AccountModel, "key">,
    day: string,
): Readonly<Record<string, readonly AccessOfAccount[]>> {
    const access = accounts.get(key)?.access;
    if (!access || grants.length === 0) return {};
    return {
        access: access
            .filter((one) => isInForce(one, day))
            .map(({ who, permissionSet, grant, until }) => ({
                who: who.key,
                kind: who.kind,
                permissionSet,
                until: until ?? null,
                because: grants[grant]?.because ?? null,
            })),
    };
}
