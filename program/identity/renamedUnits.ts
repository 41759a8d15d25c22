import { formatPlace, type OrganizationModel, type UnitModel } from "../../definition";
import type { Findings } from "../../definition/feature";
import { listSome } from "../../limits/messageText";
import type { OrganizationTree } from "../../tree";
import type { ExistingResources } from "../state";
import { lastKeyOf } from "./unitKeyParts";
import { describeUnit, isUnitNamed, NAMES_OF_IDS, unitEntry } from "./unitText";
import { UnitTrees } from "./unitTrees";

/** The most accounts that a message names. */
const NAMED = 5;

/** A unit of the stack that the definition seems to have under another key. */
interface RenamedUnit {
    /** Its key in the stack. */
    readonly before: string;
    readonly now: UnitModel;
    /** The keys of the accounts that are in the one and then in the other. None: they have the same content. */
    readonly accounts: readonly string[];
}

/**
 * Refuses another key for a unit if its accounts stay in it. To AWS that is a new unit, to which the accounts move. Usually only a new name
 * is intended. Units below a unit with another key are part of that one mistake, unless their own keys change too.
 *
 * If no account moves, only the unit's id is lost, so that is a warning.
 *
 * A unit with an `id` is judged by its id (idOwners.ts). A unit that is at another place of the tree is moved and not renamed.
 */
export function renamedUnits(
    model: OrganizationModel,
    existing: ExistingResources,
    trees = new UnitTrees(model, existing),
): Findings {
    const renamed = new UnitComparison(trees).renamedBelow();
    return {
        problems: renamed
            .filter(({ accounts }) => accounts.length > 0)
            .map((unit) => ({
                place: unit.now.place,
                path: unit.now.path,
                message: refusal(unit, model, existing),
            })),
        warnings: renamed
            .filter(({ accounts }) => accounts.length === 0)
            .map(
                ({ before, now }) =>
                    `${formatPlace(now.place)}: unit ${now.key} is new, and unit ${describeUnit(before, existing)}, which had the same content, is deleted. ` +
                    `If it is ${before} under another name, keep the key ${lastKeyOf(before)} and write in ${unitEntry(before)}\nname: ${JSON.stringify(now.name)}`,
            ),
    };
}

/** Finds the renamed units. */
class UnitComparison {
    readonly #trees: UnitTrees;

    constructor(trees: UnitTrees) {
        this.#trees = trees;
    }

    /**
     * The renamed units at any depth below a unit.
     *
     * @param before the unit's key in the stack; absent for the root.
     * @param after the same unit's key in the definition.
     */
    renamedBelow(before?: string, after?: string): RenamedUnit[] {
        const had = this.#trees.before.unitsIn(before).map(({ key }) => key);
        const has = new Map(this.#trees.after.unitsIn(after).map((unit) => [lastKeyOf(unit.key), unit]));
        const kept = had.flatMap((key): [string, string][] => {
            const same = has.get(lastKeyOf(key));
            return same ? [[key, same.key]] : [];
        });
        const stays = new Set(kept.flat());
        const gone = had.filter((key) => !stays.has(key) && !this.#trees.after.unit(key));
        const added = [...has.values()].filter(
            ({ key, id }) => !stays.has(key) && !this.#trees.before.unit(key) && id === undefined,
        );
        const renamed = [...this.#withSameAccounts(gone, added), ...this.#withSameContent(gone, added)];
        const same = [...kept, ...renamed.map((one): [string, string] => [one.before, one.now.key])];
        return [...renamed, ...same.flatMap((keys) => this.renamedBelow(...keys))];
    }

    /** The units that got most of their accounts from a removed unit, and most of that unit's remaining accounts, unless one of both has moved. */
    #withSameAccounts(gone: readonly string[], added: readonly UnitModel[]): RenamedUnit[] {
        if (gone.length === 0) return [];
        const came = new Map(added.map((unit) => [unit, this.#trees.accountsAfter(unit.key)]));
        const unitOf = new Map([...came].flatMap(([unit, keys]) => keys.map((key) => [key, unit] as const)));
        return gone.flatMap((before): RenamedUnit[] => {
            const stayed = this.#trees.accountsBefore(before);
            return [...new Set(stayed.flatMap((key) => unitOf.get(key) ?? []))].flatMap((now) => {
                const accounts = stayed.filter((key) => unitOf.get(key) === now);
                // Most of both, so that a unit that is divided or joined with another is not taken for a renamed one.
                const isMost = accounts.length * 2 > Math.max(stayed.length, came.get(now)?.length ?? 0);
                return isMost && !this.#isMoved(before, now.key) ? [{ before, now, accounts }] : [];
            });
        });
    }

    /** Whether the removed unit is in the new one under its own key, or the new one was in the removed one. */
    #isMoved(before: string, now: string): boolean {
        const isIn = (tree: OrganizationTree, above: string, unit: string): boolean =>
            tree.unitsBelow(above).some(({ key }) => lastKeyOf(key) === lastKeyOf(unit));
        return isIn(this.#trees.after, now, before) || isIn(this.#trees.before, before, now);
    }

    /** The units without accounts that have the same content as a removed unit without accounts, if there is only one such unit. */
    #withSameContent(gone: readonly string[], added: readonly UnitModel[]): RenamedUnit[] {
        if (gone.length === 0 || added.length === 0) return [];
        const trees = this.#trees;
        const before = only(gone, (key) =>
            trees.accountsBefore(key).length > 0 ? undefined : trees.contentBefore(key),
        );
        const after = only(added, ({ key }) =>
            trees.accountsAfter(key).length > 0 ? undefined : trees.contentAfter(key),
        );
        return [...before].flatMap(([content, key]) => {
            const now = after.get(content);
            return now ? [{ before: key, now, accounts: [] }] : [];
        });
    }
}

/** By content, the only one that has it. */
function only<T>(all: readonly T[], content: (one: T) => string | undefined): ReadonlyMap<string, T> {
    const found = new Map<string, T[]>();
    for (const one of all) {
        const key = content(one);
        if (key !== undefined) found.set(key, [...(found.get(key) ?? []), one]);
    }
    return new Map([...found].flatMap(([key, [one, ...more]]) => (one && more.length === 0 ? [[key, one]] : [])));
}

function refusal(
    { before, now, accounts }: RenamedUnit,
    model: OrganizationModel,
    existing: ExistingResources,
): string {
    const isOne = accounts.length === 1;
    const who = `account${isOne ? "" : "s"} ${listSome(accounts, NAMED)} ${isOne ? "is" : "are"}`;
    const was = existing.units.get(before)?.name;
    return (
        `unit ${now.key} is new, unit ${describeUnit(before, existing)} is no longer in the definition, and ${who} now in ${now.key}: this looks like ${before} under another key. ` +
        `A unit is identified by the path of keys to it: AWS would get a new unit with another id, and what names the old id (${NAMES_OF_IDS}) would no longer reach the accounts. ` +
        `Keep the key ${lastKeyOf(before)}${isUnitNamed(model, accounts) ? ", also in `unit` of its accounts" : ""}. ` +
        (was === now.name
            ? `Its name in AWS stays ${was}.\n`
            : `To rename the unit in AWS, write in ${unitEntry(before)}\nname: ${JSON.stringify(now.name)}\n`) +
        newUnitInstead(before, now, was)
    );
}

/**
 * What to do if a new unit is intended. Siblings in AWS, and the policies that are named after their keys, must differ in more than upper and
 * lower case, and a run creates before it deletes.
 */
function newUnitInstead(before: string, { key, name }: UnitModel, was: string | undefined): string {
    const isSame = (one: string, two: string | undefined): boolean => one.toLowerCase() === two?.toLowerCase();
    const back = `first put ${before} back without its accounts`;
    if (isSame(lastKeyOf(key), lastKeyOf(before))) {
        return `If you want a new unit, give it a key and a name that differ from ${lastKeyOf(before)} in more than upper and lower case, and make the change in two steps: ${back}, and apply that; then remove it`;
    }
    return isSame(name, was)
        ? `If you want a new unit, make the change in three steps: ${back}, give ${key} another \`name\`, and apply that; then remove ${before}, and apply that; then correct the name`
        : `If you want a new unit, make the change in two steps: ${back}, and apply that; then remove it`;
}
