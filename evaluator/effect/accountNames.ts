import { list } from "../../limits/messageText";
import type { Situation } from "../situation";
import { accountCover } from "./accountCover";

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
    const cover = accountCover(new Set(accounts), new Set(all), after);
    const units = cover.units.map((unit) => `${unit.key} (${unit.accounts.length} accounts)`);
    return list([...units.sort(), ...[...cover.single].sort()], most);
}
