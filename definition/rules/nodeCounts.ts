import { ACCOUNTS, UNITS } from "../../limits";
import type { Problem } from "../problems";
import { placeAt, treeAt, type Tree } from "../reading/writtenValue";

/**
 * Whether a definition has more units or accounts than AWS takes at all. It is told before anything else is looked at: all the
 * rest would only take long.
 */
export function checkAmounts(tree: Tree, problems: Problem[]): void {
    const counted = { units: 0, accounts: sizeAt(tree, ["accounts"]) };
    const below = [tree];
    for (let at = below.pop(); at; at = below.pop()) {
        const units = treeAt(at, ["units"]);
        if (units?.kind !== "map") continue;
        counted.units += units.entries.size;
        for (const { value } of units.entries.values()) {
            counted.accounts += sizeAt(value, ["accounts"]);
            below.push(value);
        }
    }
    const most = { units: UNITS.max, accounts: ACCOUNTS.max };
    for (const what of ["units", "accounts"] as const) {
        if (counted[what] <= most[what]) continue;
        problems.push({
            place: placeAt(tree, [what]),
            path: [what],
            message: `there are ${counted[what]} ${what}: AWS allows ${most[what]} in an organisation`,
        });
    }
}

function sizeAt(tree: Tree, path: Problem["path"]): number {
    const at = treeAt(tree, path);
    return at?.kind === "map" ? at.entries.size : 0;
}
