import type { IdentityCenterInstance } from "../../../aws/identityCenterInstance";
import type { DefinitionKeys, OrganizationInventory, WrittenKeys } from "../../../operations/commands/adopt/feature";
import { adoptedGrants } from "./adoptedGrants";
import type { AdoptablePeople } from "./adoptablePeople";
import { managedPolicyName, type AdoptablePermissionSet } from "./adoptablePermissionSet";
import type { ExistingBoundary, ExistingGroup } from "./existingPeople";

/** The keys `people` and `access` of the definition. */
export function adoptedPeopleKeys(
    adopted: AdoptablePeople,
    { region }: IdentityCenterInstance,
    organization: OrganizationInventory,
): WrittenKeys {
    const { groups, users, permissionSets, access } = adopted;
    const lines = adoptedGrants(access, organization);
    const mixed = mixedSets(access);
    const people: DefinitionKeys = {
        region,
        ...(mixed.length > 0 && { acknowledge: { notDelegated: mixed } }),
        ...(groups.length > 0 && { groups: byKey(groups, ({ name }) => name, adoptedGroup) }),
        ...(users.length > 0 && { users: byKey(users, ({ userName }) => userName, adoptedUser) }),
        ...(permissionSets.length > 0 && {
            permissionSets: byKey(permissionSets, ({ name }) => name, adoptedPermissionSet),
        }),
    };
    const isEmpty = groups.length + users.length + permissionSets.length === 0;
    return isEmpty ? {} : { root: { people, ...(lines.length > 0 && { access: lines }) } };
}

/**
 * The permission sets that are used in the management account and in others. Beside a delegated administrator a rule refuses those unless
 * they are acknowledged, and what exists must not be refused.
 */
function mixedSets(access: AdoptablePeople["access"]): readonly string[] {
    const inManagement = new Set(
        access.flatMap(({ permissionSet, inManagementAccount }) => (inManagementAccount ? [permissionSet] : [])),
    );
    const elsewhere = access.filter(({ accounts }) => accounts.length > 0).map(({ permissionSet }) => permissionSet);
    return [...new Set(elsewhere.filter((one) => inManagement.has(one)))].sort();
}

function byKey<T>(
    all: readonly T[],
    keyOf: (one: T) => string,
    write: (one: T) => DefinitionKeys,
): Record<string, DefinitionKeys> {
    const sorted = all.toSorted((one, two) => (keyOf(one) < keyOf(two) ? -1 : 1));
    return Object.fromEntries(sorted.map((one) => [keyOf(one), write(one)]));
}

function adoptedGroup({ id, description, isExternal }: ExistingGroup): DefinitionKeys {
    if (isExternal) return { external: true };
    return { id, ...(description !== "" && { description }) };
}

function adoptedUser({
    id,
    isExternal,
    userName,
    givenName,
    familyName,
    displayName,
    emails: [email = ""],
    groups,
}: AdoptablePeople["users"][number]): DefinitionKeys {
    if (isExternal) return { external: true };
    return {
        id,
        givenName,
        familyName,
        ...(displayName !== `${givenName} ${familyName}` && { displayName }),
        ...(email !== userName && { email }),
        ...(groups.length > 0 && { groups }),
    };
}

function adoptedPermissionSet(set: AdoptablePermissionSet): DefinitionKeys {
    const { arn: id, description, sessionMinutes, relayState, boundary, tags } = set;
    return {
        id,
        ...(description !== "" && { description }),
        session: sessionMinutes % 60 === 0 ? `${sessionMinutes / 60}h` : `${sessionMinutes}m`,
        ...(set.managedPolicies.length > 0 && { managedPolicies: set.managedPolicies.map(managedPolicyName) }),
        ...(set.customerManagedPolicies.length > 0 && {
            customerManagedPolicies: set.customerManagedPolicies.map((policy) => ({ ...policy })),
        }),
        ...(set.inlineDocument !== undefined && { inlinePolicy: set.inlineDocument as DefinitionKeys }),
        ...(boundary && { boundary: adoptedBoundary(boundary) }),
        ...(relayState !== "" && { relayState }),
        ...(Object.keys(tags).length > 0 && { tags }),
        ...(set.isAdministrator && { breakGlass: true }),
    };
}

function adoptedBoundary({ managedPolicy, customerManagedPolicy }: ExistingBoundary): DefinitionKeys {
    return customerManagedPolicy
        ? { customerManaged: { ...customerManagedPolicy } }
        : { managed: managedPolicyName(managedPolicy ?? "") };
}
