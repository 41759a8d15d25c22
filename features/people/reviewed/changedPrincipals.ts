import type { ResourceChange } from "../../../definition/feature";
import { PEOPLE_RESOURCES } from "../effect/accessBefore";
import type { PrincipalModel } from "../model";
import type { ChangedAccess } from "./changedAccess";
import type { PeopleSituation } from "./peopleSituation";

/** A user or group with everything of it that changes. */
export interface ChangedPrincipal {
    readonly who: PrincipalModel;
    /** The change of the user or group itself. */
    readonly own?: ResourceChange;
    /** Of a user: the groups that stay, by what happens to the membership. Of a group that comes or goes: its people. */
    readonly memberships: readonly ChangedMembership[];
    readonly access: readonly ChangedAccess[];
}

export interface ChangedMembership {
    readonly change: ResourceChange;
    readonly user: string;
    readonly group: string;
}

/** Everything that changes, by user and group: those of a group that comes or goes are the group's, other memberships the user's. */
export function changedPrincipals(
    changes: readonly ResourceChange[],
    access: readonly ChangedAccess[],
    situation: PeopleSituation,
): readonly ChangedPrincipal[] {
    const found = new Map<string, OpenPrincipal>();
    const at = (who: PrincipalModel): OpenPrincipal => {
        const id = `${who.kind} ${who.key}`;
        const known = found.get(id) ?? { who, memberships: [], access: [] };
        found.set(id, known);
        return known;
    };
    const comingOrGoing = new Set<string>();
    for (const change of changes) {
        const kind = KINDS.get(change.type);
        if (!kind) continue;
        at({ kind, key: change.name }).own = change;
        if (kind === "group" && change.operation !== "update") comingOrGoing.add(change.name);
    }
    for (const change of changes) {
        if (change.type !== PEOPLE_RESOURCES.membership) continue;
        const { user, group } = membershipOf(change.name, changes, situation);
        const who: PrincipalModel = comingOrGoing.has(group)
            ? { kind: "group", key: group }
            : { kind: "user", key: user };
        at(who).memberships.push({ change, user, group });
    }
    for (const one of access) at(one.who).access.push(one);
    return [...found.values()];
}

/** The same while changes are still added. */
interface OpenPrincipal extends ChangedPrincipal {
    own?: ResourceChange;
    readonly memberships: ChangedMembership[];
    readonly access: ChangedAccess[];
}

const KINDS: ReadonlyMap<string, PrincipalModel["kind"]> = new Map([
    [PEOPLE_RESOURCES.user, "user"],
    [PEOPLE_RESOURCES.group, "group"],
]);

/** Reads the name of a membership, `ada@example.com@developers-shop`: keys of users and of groups may contain `@`. */
function membershipOf(
    name: string,
    changes: readonly ResourceChange[],
    { before, after, model }: PeopleSituation,
): { readonly user: string; readonly group: string } {
    const named = (type: string): string[] => changes.filter((one) => one.type === type).map((one) => one.name);
    const groups = new Set([...before.groups.keys(), ...after.groups.keys(), ...named(PEOPLE_RESOURCES.group)]);
    const users = new Set([...before.users, ...model.users.map(({ key }) => key), ...named(PEOPLE_RESOURCES.user)]);
    const splits = [...name.matchAll(/@/g)].map(({ index }) => ({
        user: name.slice(0, index),
        group: name.slice(index + 1),
    }));
    return (
        splits.find(({ user, group }) => groups.has(group) && users.has(user)) ??
        splits.find(({ group }) => groups.has(group)) ??
        splits.at(-1) ?? { user: name, group: "" }
    );
}
