import { MANAGEMENT_ACCOUNT_KEY } from "../../../definition/access";
import { accountCover, type ServiceLoss } from "../../../evaluator/effect";
import { situationBefore } from "../../../program/effect";
import type { ExistingResources } from "../../../program/state";

/** A root, a unit or an account of which one report is enough. */
export interface LossPlace {
    /** AWS's id. */
    readonly id: string;
    /** The keys of the accounts that lose something there, by their ids. */
    readonly accounts: ReadonlyMap<string, string>;
}

/**
 * Where to ask for the use of what accounts lose: as few places as possible. Accounts that AWS does not have yet lose nothing, and are left
 * out. The units are those of the stack's state, because AWS has the accounts there until the change.
 */
export function lossPlaces(
    { accounts }: Pick<ServiceLoss, "accounts">,
    existing: ExistingResources,
    rootId: string,
): readonly LossPlace[] {
    const known = new Map([...existing.accounts].map(([key, { id }]) => [key, id]));
    const place = (id: string | undefined, keys: Iterable<string>): LossPlace[] => {
        const ids = [...keys].flatMap((key): [string, string][] => {
            const of = known.get(key);
            return of === undefined ? [] : [[of, key]];
        });
        return id === undefined ? [] : [{ id, accounts: new Map(ids) }];
    };
    const wanted = new Set(accounts.filter((key) => known.has(key)));
    const others = accounts.flatMap((key): LossPlace[] => {
        if (wanted.has(key)) return [];
        const id = key === MANAGEMENT_ACCOUNT_KEY ? existing.managementAccountId : /^\d{12}$/.exec(key)?.[0];
        return id === undefined ? [] : [{ id, accounts: new Map([[id, key]]) }];
    });
    if (wanted.size > 1 && wanted.size === known.size) return [...place(rootId, wanted), ...others];
    const { units, single } = accountCover(wanted, new Set(known.keys()), situationBefore(existing));
    return [
        ...units.flatMap((unit) => place(existing.units.get(unit.key)?.id, unit.accounts)),
        ...single.flatMap((key) => place(known.get(key), [key])),
        ...others,
    ];
}
