import type { OrganizationModel } from "../../../definition/model";
import { treeOf } from "../../../definition/modelTree";
import { nameAccounts } from "../../../evaluator/effect";
import { list } from "../../../limits";
import { MANAGEMENT_ACCOUNT } from "../matrix";

/** Among which accounts some are named. */
export interface NamedPlaces {
    readonly spine: OrganizationModel;
    /** The keys of the accounts that count: units of which all are named stand for them. */
    readonly known: readonly string[];
    /** The most names in a list. */
    readonly most: number;
}

/** An account that the run takes over was known by its id alone. */
function keyOf(account: string, { accounts }: OrganizationModel): string {
    return accounts.find(({ id }) => id === account)?.key ?? account;
}

/** Accounts in words: `the management account and Workloads (4 accounts)`. An account that the definition does not have is named as such. */
export function placesText(accounts: readonly string[], { spine, known, most }: NamedPlaces): string {
    const keys = new Set(known);
    const others = accounts
        .filter((account) => account !== MANAGEMENT_ACCOUNT)
        .map((account) => (keys.has(account) ? account : keyOf(account, spine)));
    const ours = others.filter((account) => keys.has(account));
    const foreign = others.filter((account) => !keys.has(account));
    return [
        ...(others.length < accounts.length ? ["the management account"] : []),
        ...(ours.length > 0 ? [nameAccounts(ours, known, { tree: treeOf(spine) }, most)] : []),
        ...(foreign.length > 0 ? [`${list(foreign, most)}, which the definition does not have`] : []),
    ].join(" and ");
}
