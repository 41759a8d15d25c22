import type { DefinitionKeys, OrganizationInventory } from "../../../operations/commands/adopt/feature";
import { AccountsInPlaces } from "./accountsInPlaces";

/** Who has a permission set where, as AWS has it, with the keys that the definition gives them. */
export interface ExistingAccess {
    /** The key of a group or user. */
    readonly who: string;
    /** The key of a permission set. */
    readonly permissionSet: string;
    /** Ids of accounts that the definition holds. */
    readonly accounts: readonly string[];
    readonly inManagementAccount: boolean;
}

/** A line of `access`. */
interface Line {
    readonly who: string[];
    readonly permissionSets: string[];
    readonly places: DefinitionKeys;
}

/** The lines of `access`: what is granted in the same places is one line, first for a group or user, then for a permission set. */
export function adoptedGrants(
    access: readonly ExistingAccess[],
    organization: OrganizationInventory,
): DefinitionKeys[] {
    const places = new AccountsInPlaces(organization);
    const single = access.flatMap(({ who, permissionSet, accounts, inManagementAccount }): Line[] => {
        const line = (where: DefinitionKeys): Line => ({ who: [who], permissionSets: [permissionSet], places: where });
        return [
            ...(accounts.length > 0 ? [line({ ...places.write(accounts, who) })] : []),
            ...(inManagementAccount ? [line({ where: { managementAccount: true } })] : []),
        ];
    });
    const byPerson = merged(single, ({ who, places: at }) => [who, at], "permissionSets");
    const byPlace = merged(byPerson, ({ permissionSets, places: at }) => [permissionSets, at], "who");
    return byPlace.map(({ who, permissionSets, places: at }) => ({
        who: oneOrList(who),
        permissionSet: oneOrList(permissionSets),
        ...at,
    }));
}

/** Lines that have the same in common become one, with the other part of all of them. */
function merged(lines: readonly Line[], common: (line: Line) => unknown, part: "who" | "permissionSets"): Line[] {
    const found = new Map<string, Line>();
    for (const line of lines) {
        const key = JSON.stringify(common(line));
        const before = found.get(key);
        if (!before) found.set(key, { ...line, [part]: [...line[part]] });
        else before[part].push(...line[part].filter((one) => !before[part].includes(one)));
    }
    return [...found.values()];
}

function oneOrList(keys: readonly string[]): string | string[] {
    return keys.length === 1 ? (keys[0] ?? "") : [...keys];
}
