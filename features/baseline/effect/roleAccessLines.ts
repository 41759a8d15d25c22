import { isDeepStrictEqual } from "node:util";
import type { EffectLine } from "../../../evaluator/effect";
import { countOf, list, visible } from "../../../limits";
import { templateOf, type BlockChange } from "./blockChange";
import type { BlockSide } from "./blockSide";
import { takenRoles, type TakenRole } from "./roleAccess";
import { reachChange, type RoleReach } from "./roleReach";

/** Ways into accounts that a change of the baseline opens and closes. */
export interface RoleAccessLines {
    readonly given: readonly EffectLine[];
    readonly taken: readonly EffectLine[];
}

/** Roles that a change makes, changes or deletes, and that somebody may take: a block can open accounts as a permission set can. */
export function roleAccessLines(changes: readonly BlockChange[], most: number): RoleAccessLines {
    const [given, taken] = [new LinesByText(most), new LinesByText(most)];
    for (const { gains, loses, before, after, changes: inStacks } of changes) {
        for (const account of gains.keys()) {
            if (before?.accounts.has(account) !== true)
                for (const role of rolesIn(after, account)) given.add(opens(role), account);
        }
        for (const account of loses.keys()) {
            const isKept = after?.accounts.has(account) === true || (after ?? before)?.keepsStacks === true;
            if (!isKept) for (const role of rolesIn(before, account)) taken.add(closes(role), account);
        }
        for (const one of inStacks) {
            const [old, present] = [takenRoles(one.before), takenRoles(one.after)];
            const accounts = [...one.accounts.keys()];
            for (const [id, role] of present) {
                const was = old.get(id);
                if (!was) given.add(opens(role), ...accounts);
                else addChange({ given, taken }, was, role, accounts);
            }
            for (const [id, role] of old) if (!present.has(id)) taken.add(closes(role), ...accounts);
        }
    }
    return { given: given.lines(), taken: taken.lines() };
}

/** A role that changes opens something, unless it is known that it only allows less. */
function addChange(
    { given, taken }: Readonly<Record<"given" | "taken", LinesByText>>,
    was: TakenRole,
    role: TakenRole,
    accounts: readonly string[],
): void {
    const change = reachChange(was.reach, role.reach);
    if (change !== "same") (change === "looser" ? given : taken).add(changed(was, role), ...accounts);
}

/** The roles of accounts with the same values are read once. */
const known = new WeakMap<BlockSide, Map<string, readonly TakenRole[]>>();

function rolesIn(side: BlockSide | undefined, account: string): readonly TakenRole[] {
    const stack = side?.accounts.get(account);
    if (!side || !stack) return [];
    const ofSide = known.get(side) ?? new Map<string, readonly TakenRole[]>();
    known.set(side, ofSide);
    const id = JSON.stringify(stack.parameters);
    const roles = ofSide.get(id) ?? [
        ...takenRoles({ template: templateOf(side), parameters: stack.parameters }).values(),
    ];
    ofSide.set(id, roles);
    return roles;
}

function opens({ name, by, allows }: TakenRole): string {
    return `role ${visible(name)} can be taken by ${list(by, 6)}, and allows ${allows}`;
}

function closes({ name, by }: TakenRole): string {
    return `role ${visible(name)}, which ${list(by, 6)} could take, is deleted`;
}

function changed(was: TakenRole, { name, by, allows, reach }: TakenRole): string {
    const before = was.by.join() === by.join() ? "" : ` instead of ${list(was.by, 6)}`;
    const may = was.allows === allows ? allows : `${allows} instead of ${was.allows}`;
    return `role ${visible(name)} changes: it can be taken by ${list(by, 6)}${before}, and allows ${may}${changedLimits(was.reach, reach)}`;
}

/** What limits a role, and has the same name as before. */
function changedLimits(was: RoleReach, { boundary, seconds }: RoleReach): string {
    const isOther = boundary?.name === was.boundary?.name && !isDeepStrictEqual(boundary, was.boundary);
    return [
        ...(isOther ? [", whose policy changes"] : []),
        ...(seconds === was.seconds ? [] : [`, for ${seconds / 60} minutes at a time instead of ${was.seconds / 60}`]),
    ].join("");
}

/** The accounts for which a line holds. */
class LinesByText {
    readonly #most: number;
    readonly #accounts = new Map<string, Set<string>>();

    constructor(most: number) {
        this.#most = most;
    }

    add(text: string, ...accounts: readonly string[]): void {
        const all = this.#accounts.get(text) ?? new Set();
        for (const account of accounts) all.add(account);
        this.#accounts.set(text, all);
    }

    lines(): readonly EffectLine[] {
        return [...this.#accounts].map(([text, accounts]) => ({
            text: `${countOf(accounts.size, "account")} (${list([...accounts].sort(), this.#most)}): ${text}`,
        }));
    }
}
