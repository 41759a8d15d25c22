import type { OrganizationModel, UnitModel } from "../../definition";
import type { Findings } from "../../definition/feature";
import { treeOf } from "../../definition/modelTree";
import { listSome } from "../../limits/messageText";
import { OrganizationTree, type TreeAccount, type TreeUnit } from "../../tree";
import type { ExistingResources } from "../state";
import { policyContent } from "./policyContent";
import { lastKeyOf, parentOf } from "./unitKeyParts";

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
export function renamedUnits(model: OrganizationModel, existing: ExistingResources): Findings {
    const renamed = new UnitComparison(model, existing).renamedBelow();
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
            .map(({ before, now }) => {
                const kept = lastKeyOf(before);
                return (
                    `unit ${now.key} is new, and unit ${described(before, existing)}, which had the same content, is deleted. ` +
                    `If it is ${before} under another name, keep the key ${kept} and write beside it\nname: ${JSON.stringify(now.name)}`
                );
            }),
    };
}

/** The units of a stack and those of a definition, side by side. */
class UnitComparison {
    readonly #model: OrganizationModel;
    readonly #existing: ExistingResources;
    readonly #after: OrganizationTree<UnitModel>;
    readonly #before: OrganizationTree;

    constructor(model: OrganizationModel, existing: ExistingResources) {
        this.#model = model;
        this.#existing = existing;
        this.#after = treeOf(model);
        this.#before = new OrganizationTree<TreeUnit, TreeAccount>(
            [...existing.units.keys()].map((key) => ({ key, parent: parentOf(key) })),
            [...existing.accounts].map(([key, { unit }]) => ({ key, unit })),
        );
    }

    /**
     * The renamed units at any depth below a unit.
     *
     * @param before the unit's key in the stack; absent for the root.
     * @param after the same unit's key in the definition.
     */
    renamedBelow(before?: string, after?: string): RenamedUnit[] {
        const had = this.#before.unitsIn(before).map(({ key }) => key);
        const has = new Map(this.#after.unitsIn(after).map((unit) => [lastKeyOf(unit.key), unit]));
        const kept = had.flatMap((key): [string, string][] => {
            const same = has.get(lastKeyOf(key));
            return same ? [[key, same.key]] : [];
        });
        const stays = new Set(kept.flat());
        const gone = had.filter((key) => !stays.has(key) && !this.#after.unit(key));
        const added = [...has.values()].filter(
            ({ key, id }) => !stays.has(key) && !this.#before.unit(key) && id === undefined,
        );
        const renamed = [...this.#withSameAccounts(gone, added), ...this.#withSameContent(gone, added)];
        const same = [...kept, ...renamed.map((one): [string, string] => [one.before, one.now.key])];
        return [...renamed, ...same.flatMap((keys) => this.renamedBelow(...keys))];
    }

    /** The units that got most of their accounts from a removed unit, and most of that unit's remaining accounts, unless one of both has moved. */
    #withSameAccounts(gone: readonly string[], added: readonly UnitModel[]): RenamedUnit[] {
        if (gone.length === 0) return [];
        const came = new Map(added.map((unit) => [unit, this.#accountsAfter(unit.key)]));
        const unitOf = new Map([...came].flatMap(([unit, keys]) => keys.map((key) => [key, unit] as const)));
        return gone.flatMap((before): RenamedUnit[] => {
            const stayed = this.#accountsBefore(before);
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
        return isIn(this.#after, now, before) || isIn(this.#before, before, now);
    }

    /** The units without accounts that have the same content as a removed unit without accounts, if there is only one such unit. */
    #withSameContent(gone: readonly string[], added: readonly UnitModel[]): RenamedUnit[] {
        if (gone.length === 0 || added.length === 0) return [];
        const before = only(gone, (key) => this.#contentBefore(key));
        const after = only(added, (unit) => this.#contentAfter(unit));
        return [...before].flatMap(([content, key]) => {
            const now = after.get(content);
            return now ? [{ before: key, now, accounts: [] }] : [];
        });
    }

    /** The accounts in a unit of the stack that the definition still has. */
    #accountsBefore(unit: string): string[] {
        return this.#before.accountsBelow(unit).flatMap(({ key }) => (this.#after.account(key) ? [key] : []));
    }

    /** The accounts in a unit of the definition that the stack has. */
    #accountsAfter(unit: string): string[] {
        return this.#after.accountsBelow(unit).flatMap(({ key }) => (this.#before.account(key) ? [key] : []));
    }

    #contentBefore(unit: string): string | undefined {
        if (this.#accountsBefore(unit).length > 0) return undefined;
        const { attachments, policies } = this.#existing;
        const attached = attachments.units.get(unit) ?? [];
        return contentOf(
            attached.map((key) => policyContent(policies.get(key) ?? {}) ?? key),
            this.#before.unitsIn(unit),
        );
    }

    #contentAfter({ key: unit, guardrails }: UnitModel): string | undefined {
        if (this.#accountsAfter(unit).length > 0) return undefined;
        const policies = this.#model.policies.filter(({ key }) => guardrails.includes(key));
        return contentOf(
            policies.map((policy) => policyContent(policy) ?? policy.key),
            this.#after.unitsIn(unit),
        );
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

/** What is attached to a unit and which units are in it, as a text to compare. Undefined if there is nothing. */
function contentOf(policies: readonly string[], units: readonly TreeUnit[]): string | undefined {
    if (policies.length + units.length === 0) return undefined;
    return JSON.stringify([[...policies].sort(), units.map(({ key }) => lastKeyOf(key)).sort()]);
}

function refusal(
    { before, now, accounts }: RenamedUnit,
    model: OrganizationModel,
    existing: ExistingResources,
): string {
    const isOne = accounts.length === 1;
    const who = `account${isOne ? "" : "s"} ${listSome(accounts, NAMED)} ${isOne ? "is" : "are"}`;
    const moved = new Set(accounts);
    const isApart = model.accounts.some(({ key, path }) => moved.has(key) && path[0] === "accounts");
    const was = existing.units.get(before)?.name;
    return (
        `unit ${now.key} is new, unit ${described(before, existing)} is no longer in the definition, and ${who} now in ${now.key}: this looks like ${before} under another key. ` +
        "A unit is identified by the path of keys to it: AWS would get a new unit with another id, and what names the old id (StackSets, resource shares, policy conditions) would no longer reach the accounts. " +
        `Keep the key ${lastKeyOf(before)}${isApart ? ", also in `unit` of its accounts" : ""}. ` +
        (was === now.name
            ? `Its name in AWS stays ${was}\n`
            : `To rename the unit in AWS, write beside it\nname: ${JSON.stringify(now.name)}\n`) +
        `If you want a new unit, make the change in two steps: first put ${before} back without its accounts, and apply that; then remove it`
    );
}

function described(unit: string, { units }: ExistingResources): string {
    return `${unit} (${units.get(unit)?.id})`;
}
