import type { ExistingGroup, ExistingPeople, ExistingUser } from "./existingPeople";
import type { PeopleLeftAlone } from "./peopleLeftAlone";

/** The groups and users that a definition holds. */
export interface AdoptablePrincipals {
    readonly groups: readonly ExistingGroup[];
    /** Each with the keys of its groups in the definition, sorted. */
    readonly users: readonly (ExistingUser & { readonly groups: readonly string[] })[];
    /** What the definition calls them, by their ids. */
    readonly keys: ReadonlyMap<string, string>;
}

/**
 * The groups that are made in Identity Center with their users, and everybody who has access. Others, such as the users of another directory
 * that only groups bring in, are nobody's business here.
 *
 * @param left receives what the definition cannot say.
 */
export function adoptablePrincipals(existing: ExistingPeople, left: PeopleLeftAlone[]): AdoptablePrincipals {
    const assigned = new Set(existing.assignments.map(({ principal }) => principal.id));
    const groups = existing.groups.filter((group) => !group.isExternal || assigned.has(group.id));
    const names = new Set(groups.map(({ name }) => name));
    const groupsOf = groupNamesByMember(groups);
    const users = existing.users
        .filter(({ id, isExternal }) => assigned.has(id) || (!isExternal && groupsOf.has(id)))
        .filter((user) => {
            const why = names.has(user.userName) ? "a group has the same name" : unsaid(user);
            if (why !== undefined) left.push({ what: `user ${user.userName}`, why });
            return why === undefined;
        });
    return {
        groups,
        users: users.map((user) => ({
            ...user,
            groups: user.isExternal ? [] : (groupsOf.get(user.id) ?? []).toSorted(),
        })),
        keys: new Map([
            ...groups.map(({ id, name }) => [id, name] as const),
            ...users.map(({ id, userName }) => [id, userName] as const),
        ]),
    };
}

/** The names of the groups of each user, by the user's id. A directory may have 100,000 users. */
function groupNamesByMember(groups: readonly ExistingGroup[]): ReadonlyMap<string, string[]> {
    const found = new Map<string, string[]>();
    for (const { name, members } of groups) {
        for (const member of members) {
            const known = found.get(member);
            if (known) known.push(name);
            else found.set(member, [name]);
        }
    }
    return found;
}

/** Why a definition cannot say a user exactly. Nothing of an external user is said but the name. */
function unsaid({ isExternal, emails, givenName, familyName, displayName }: ExistingUser): string | undefined {
    if (isExternal) return undefined;
    if (emails.length !== 1) return `the user has ${emails.length} e-mail addresses`;
    if (givenName === "" || familyName === "" || displayName === "") return "a name of the user is empty";
    return undefined;
}
