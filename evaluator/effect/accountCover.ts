import type { Situation } from "../situation";

/** Accounts by what they have in common. */
export interface AccountCover {
    /** The topmost units of which all known accounts, at least two, are among them. */
    readonly units: readonly { readonly key: string; readonly accounts: readonly string[] }[];
    /** The keys of the others. */
    readonly single: readonly string[];
}

/** @param known the accounts that the others were selected from. No others count as accounts of a unit. */
export function accountCover(
    wanted: ReadonlySet<string>,
    known: ReadonlySet<string>,
    { tree }: Pick<Situation, "tree">,
): AccountCover {
    const knownIn = (found: readonly { readonly key: string }[]): string[] =>
        found.map(({ key }) => key).filter((key) => known.has(key));
    const units: { key: string; accounts: string[] }[] = [];
    const single = knownIn(tree.accountsIn()).filter((key) => wanted.has(key));
    const walk = (key: string): void => {
        const accounts = knownIn(tree.accountsBelow(key));
        if (accounts.length > 1 && accounts.every((one) => wanted.has(one))) {
            units.push({ key, accounts });
            return;
        }
        single.push(...knownIn(tree.accountsIn(key)).filter((one) => wanted.has(one)));
        for (const unit of tree.unitsIn(key)) walk(unit.key);
    };
    for (const { key } of tree.unitsIn()) walk(key);
    return { units, single };
}
