import { ACCOUNTS, UNITS } from "../../limits";
import type { Problem } from "../problems";
import { placeAt, valueAt, type WrittenValue } from "../reading/writtenValue";

/**
 * Checks that a definition does not have more units or accounts than AWS allows. It runs before all other checks, which would take long.
 */
export function checkNodeCounts(tree: WrittenValue, problems: Problem[]): void {
    const counted = { units: 0, accounts: sizeAt(tree, ["accounts"]) };
    const below = [tree];
    for (let at = below.pop(); at; at = below.pop()) {
        const units = valueAt(at, ["units"]);
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

function sizeAt(tree: WrittenValue, path: Problem["path"]): number {
    const at = valueAt(tree, path);
    return at?.kind === "map" ? at.entries.size : 0;
}
