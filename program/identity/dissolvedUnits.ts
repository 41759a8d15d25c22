import { formatPlace, ROOT_UNIT, type OrganizationModel, type UnitModel } from "../../definition";
import { list, listSome } from "../../limits/messageText";
import type { ExistingResources } from "../state";
import { parentOf } from "./unitKeyParts";
import { describeUnit, NAMES_OF_IDS, unitEntry } from "./unitText";
import { UnitTrees } from "./unitTrees";

/** The most accounts that a message names for one unit, and the most units. */
const NAMED = 5;

/**
 * Warns about units that are deleted while accounts of theirs go to new units, as in a unit that is divided, or renamed with an account
 * moved elsewhere. The accounts are safe, but the unit's id is lost. What is below a deleted unit is part of its warning.
 *
 * A new unit with an `id` is there already in AWS.
 */
export function dissolvedUnits(
    model: OrganizationModel,
    existing: ExistingResources,
    { before, after } = new UnitTrees(model, existing),
): string[] {
    const isGone = (key: string | undefined): boolean =>
        key !== undefined && before.unit(key) !== undefined && !after.unit(key);
    return [...before.units.values()].flatMap(({ key, parent }) => {
        if (!isGone(key) || isGone(parent)) return [];
        const accounts = new Map<string, string[]>();
        for (const account of before.accountsBelow(key)) {
            const unit = after.account(account.key)?.unit;
            if (unit !== undefined) accounts.set(unit, [...(accounts.get(unit) ?? []), account.key]);
        }
        const added = [...accounts.keys()].flatMap((unit): UnitModel[] => {
            const now = after.unit(unit);
            return now && !before.unit(unit) && now.id === undefined ? [now] : [];
        });
        const below = before.unitsBelow(key).filter((unit) => isGone(unit.key)).length;
        return added.length === 0 ? [] : [warning(key, below, added, accounts, existing)];
    });
}

/**
 * @param below how many units below it are deleted too.
 * @param added the new units that accounts go to.
 * @param accounts where each account goes, by the keys of units.
 */
function warning(
    unit: string,
    below: number,
    added: readonly UnitModel[],
    accounts: ReadonlyMap<string, readonly string[]>,
    existing: ExistingResources,
): string {
    const isNew = new Set(added.map(({ key }) => key));
    const moves = [...accounts].map(
        ([to, some]) =>
            `account${some.length === 1 ? "" : "s"} ${listSome(some, NAMED)} to ${isNew.has(to) ? "the new unit " : ""}${to === ROOT_UNIT ? "the root" : to}`,
    );
    const isRenamed = added.some((one) => one.parent === parentOf(unit));
    return (
        `${added[0] ? `${formatPlace(added[0].place)}: ` : ""}unit ${describeUnit(unit, existing)} is deleted${below > 0 ? ` with the ${below === 1 ? "unit" : `${below} units`} below it` : ""}: ${list(moves, NAMED, "and")}. ` +
        `New units have new ids: what names ${below > 0 ? "an old id" : "the old id"} (${NAMES_OF_IDS}) no longer reaches the accounts.` +
        (isRenamed
            ? ` If ${unit} should only get another name, keep its key and write \`name\` in ${unitEntry(unit)}`
            : "")
    );
}
