import type { OrganizationInventory } from "../../../operations/commands/adopt/feature";
import type { ExistingAccess } from "./adoptedGrants";
import { adoptablePermissionSet, type AdoptablePermissionSet } from "./adoptablePermissionSet";
import { adoptablePrincipals, type AdoptablePrincipals } from "./adoptablePrincipals";
import type { ExistingAssignments, ExistingPeople } from "./existingPeople";
import type { PeopleLeftAlone } from "./peopleLeftAlone";

/** What a definition can say exactly of people, and what it cannot. */
export interface AdoptablePeople extends AdoptablePrincipals {
    readonly permissionSets: readonly AdoptablePermissionSet[];
    readonly access: readonly ExistingAccess[];
    readonly left: readonly PeopleLeftAlone[];
}

/** Sorts out what AWS has. What is left alone stays in AWS, because the stack does not know it. */
export function adoptablePeople(existing: ExistingPeople, organization: OrganizationInventory): AdoptablePeople {
    const left: PeopleLeftAlone[] = [];
    const principals = adoptablePrincipals(existing, left);
    const permissionSets = existing.permissionSets.flatMap((one) => {
        const adoptable = adoptablePermissionSet(one);
        if (typeof adoptable !== "string") return [adoptable];
        left.push({ what: `permission set ${one.name}`, why: adoptable });
        return [];
    });
    const arns = new Set(permissionSets.map(({ arn }) => arn));
    const held = new Set(organization.accounts.map(({ id }) => id));
    const access = existing.assignments.flatMap((one) => {
        const adoptable = adoptableAccess(one, principals.keys, arns, { existing, organization, held });
        if (typeof adoptable !== "string") return [adoptable];
        left.push({ what: `access of ${nameOf(one, existing)}`, why: adoptable });
        return [];
    });
    const inOrder = ({ who, permissionSet }: ExistingAccess): string => `${who}\0${permissionSet}`;
    return {
        ...principals,
        permissionSets,
        access: access.sort((one, two) => (inOrder(one) < inOrder(two) ? -1 : 1)),
        left,
    };
}

interface Everything {
    readonly existing: ExistingPeople;
    readonly organization: OrganizationInventory;
    /** The ids of the accounts that the definition holds. */
    readonly held: ReadonlySet<string>;
}

/** @returns a text that says why the definition cannot say it. */
function adoptableAccess(
    { permissionSet: arn, principal, accounts }: ExistingAssignments,
    keys: AdoptablePrincipals["keys"],
    permissionSets: ReadonlySet<string>,
    { existing, organization, held }: Everything,
): ExistingAccess | string {
    const who = keys.get(principal.id);
    if (who === undefined) return `the definition does not hold the ${principal.kind}`;
    if (!permissionSets.has(arn)) return "the definition does not hold the permission set";
    const { managementAccountId } = organization.organization;
    // An assignment that the definition does not say is one that a later run takes away.
    const others = accounts.filter((id) => !held.has(id) && id !== managementAccountId);
    if (others.length > 0) return `it is given in accounts that the definition does not hold: ${others.join(", ")}`;
    const name = existing.permissionSets.find((one) => one.arn === arn)?.name ?? arn;
    return {
        who,
        permissionSet: name,
        accounts: accounts.filter((id) => id !== managementAccountId),
        inManagementAccount: accounts.includes(managementAccountId),
    };
}

function nameOf({ permissionSet, principal }: ExistingAssignments, existing: ExistingPeople): string {
    const who =
        principal.kind === "group"
            ? existing.groups.find(({ id }) => id === principal.id)?.name
            : existing.users.find(({ id }) => id === principal.id)?.userName;
    const name = existing.permissionSets.find(({ arn }) => arn === permissionSet)?.name ?? permissionSet;
    return `${principal.kind} ${who ?? principal.id} to ${name}`;
}
