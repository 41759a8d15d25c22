import type { PrincipalModel } from "../model";
import type { SetContent } from "./setContent";

/** Who may do what where at one moment: before a change, or after it. */
export interface AccessSide {
    /** The keys of the users that the stack has. */
    readonly users: ReadonlySet<string>;
    /** By key. A group that is only looked up is among them once it has access. */
    readonly groups: ReadonlyMap<string, GroupSide>;
    /** By key. */
    readonly permissionSets: ReadonlyMap<string, SetContent>;
    /** One for each pair of principal and permission set that has accounts. */
    readonly access: readonly HeldAccess[];
}

export interface GroupSide {
    readonly isExternal: boolean;
    /** The keys of the users in it. Empty for an external group. */
    readonly members: readonly string[];
}

/** The accounts in which a user or a group has a permission set. */
export interface HeldAccess {
    readonly who: PrincipalModel;
    readonly permissionSet: string;
    /** The keys of the accounts, and MANAGEMENT_ACCOUNT. */
    readonly accounts: ReadonlySet<string>;
}

/** The same access by what one person, or one group that nobody is known to be in, has. */
export interface HeldByPerson {
    readonly who: string;
    readonly kind: "person" | "external group";
    readonly permissionSet: string;
    readonly account: string;
    /** The groups that give it, and undefined for a grant that names the person. */
    readonly through: readonly (string | undefined)[];
}

const held = new WeakMap<AccessSide, ReadonlyMap<string, HeldByPerson>>();

/** What persons and external groups have, by `personalId`. A group without members gives nobody anything. It is made once for each side. */
export function heldByPersons(side: AccessSide): ReadonlyMap<string, HeldByPerson> {
    const made = held.get(side) ?? findHeld(side);
    held.set(side, made);
    return made;
}

function findHeld({ groups, access }: AccessSide): ReadonlyMap<string, HeldByPerson> {
    const found = new Map<string, Holding>();
    const hold = (one: Omit<HeldByPerson, "through">, through?: string): void => {
        const id = personalId(one);
        const known = found.get(id);
        if (known) known.through.push(through);
        else found.set(id, { ...one, through: [through] });
    };
    for (const { who, permissionSet, accounts } of access) {
        const group = who.kind === "group" ? groups.get(who.key) : undefined;
        for (const account of accounts) {
            const of = { permissionSet, account };
            if (who.kind === "user") hold({ ...of, who: who.key, kind: "person" });
            else if (group?.isExternal) hold({ ...of, who: who.key, kind: "external group" });
            else for (const member of group?.members ?? []) hold({ ...of, who: member, kind: "person" }, who.key);
        }
    }
    return found;
}

interface Holding extends HeldByPerson {
    readonly through: (string | undefined)[];
}

export function personalId({ who, kind, permissionSet, account }: Omit<HeldByPerson, "through">): string {
    return JSON.stringify([kind, who, permissionSet, account]);
}

export function principalText({ kind, key }: PrincipalModel): string {
    return `${kind} ${key}`;
}
