import { list } from "../../limits/messageText";
import type { Situation } from "../situation";

/**
 * Names accounts by what they have in common: `every account (19)`, `Sandbox (3 accounts)`, `shop-dev and shop-prod`. The name of a
 * unit means all accounts in it and below it that were there before.
 *
 * @param all the accounts that the others were selected from
 */
export function nameAccounts(
    accounts: readonly string[],
    all: readonly string[],
    after: Pick<Situation, "tree">,
    most: number,
): string {
    if (accounts.length === all.length && all.length > 1) return `every account (${all.length})`;
    const { tree } = after;
    const wanted = new Set(accounts);
    const known = new Set(all);
    const knownIn = (found: readonly { readonly key: string }[]): string[] =>
        found.map(({ key }) => key).filter((key) => known.has(key));
    const units: string[] = [];
    const single = knownIn(tree.accountsIn()).filter((key) => wanted.has(key));
    const walk = (unit: string): void => {
        const below = knownIn(tree.accountsBelow(unit));
        if (below.length > 1 && below.every((key) => wanted.has(key))) {
            units.push(`${unit} (${below.length} accounts)`);
            return;
        }
        single.push(...knownIn(tree.accountsIn(unit)).filter((key) => wanted.has(key)));
        for (const { key } of tree.unitsIn(unit)) walk(key);
    };
    for (const { key } of tree.unitsIn()) walk(key);
    return list([...units.sort(), ...single.sort()], most);
}
