import { isDeepStrictEqual } from "node:util";
import type { OrganizationModel } from "../../../definition";
import { visible } from "../../../limits";
import type { PeopleModel, PermissionSetModel } from "../model";
import { plannedAccess } from "../plan/assignments";
import type { AdoptablePeople } from "./adoptablePeople";
import type { AdoptablePermissionSet } from "./adoptablePermissionSet";
import type { ExistingGroup } from "./existingPeople";

/** Where a loaded definition differs from what was taken over. */
export function peopleDifferences(
    model: PeopleModel,
    { groups, users, permissionSets, access }: AdoptablePeople,
    { accounts }: OrganizationModel,
): readonly string[] {
    const ids = new Map(accounts.map(({ key, id = "" }) => [key, id]));
    return [
        ...differing("group", model.groups, groups.map(groupOf), ({ key, description, isExternal, id }) => ({
            key,
            description,
            isExternal,
            id,
        })),
        ...differing("user", model.users, users.map(userOf), (user) => ({
            key: user.key,
            names: [user.givenName, user.familyName, user.displayName, user.email],
            isExternal: user.isExternal,
            groups: user.groups,
            id: user.id,
        })),
        ...differing("permission set", model.permissionSets, permissionSets.map(setOf), setOfModel),
        ...differing(
            "access",
            plannedAccess(model, FIRST_DAY).map((one) => ({
                key: one.key,
                accounts: one.accounts.map((account) => ids.get(account) ?? account).sort(),
                inManagementAccount: one.inManagementAccount,
            })),
            access.map(({ who, permissionSet, accounts: of, inManagementAccount }) => ({
                key: `${permissionSet}@${who}`,
                accounts: of.toSorted(),
                inManagementAccount,
            })),
            (one) => one,
        ),
    ];
}

/** An adopted definition has no last days, so any day says the same. */
const FIRST_DAY = "2000-01-01";

/** @param comparable what of a model must be as AWS has it. */
function differing<Model extends { readonly key: string }, Compared extends { readonly key: string }>(
    what: string,
    models: readonly Model[],
    adopted: readonly Compared[],
    comparable: (model: Model) => Compared,
): string[] {
    const inAws = new Map(adopted.map((one) => [one.key, one]));
    const keys = new Set([...models.map(({ key }) => key), ...inAws.keys()]);
    const inModel = new Map(models.map((one) => [one.key, comparable(one)]));
    return [...keys]
        .filter((key) => !isDeepStrictEqual(inModel.get(key), inAws.get(key)))
        .map((key) => `${what} ${visible(key)} is not that of AWS`);
}

function groupOf({ id, name, description, isExternal }: ExistingGroup): {
    key: string;
    description: string;
    isExternal: boolean;
    id: string | undefined;
} {
    return { key: name, description: isExternal ? "" : description, isExternal, id: isExternal ? undefined : id };
}

function userOf(user: AdoptablePeople["users"][number]): {
    key: string;
    names: string[];
    isExternal: boolean;
    groups: readonly string[];
    id: string | undefined;
} {
    const { id, userName, isExternal, givenName, familyName, displayName, emails, groups } = user;
    return {
        key: userName,
        names: isExternal ? ["", "", "", ""] : [givenName, familyName, displayName, emails[0] ?? ""],
        isExternal,
        groups,
        id: isExternal ? undefined : id,
    };
}

interface ComparedSet {
    readonly key: string;
    readonly id: string | undefined;
    readonly texts: readonly (string | number)[];
    readonly policies: unknown;
    readonly tags: unknown;
}

function setOf(set: AdoptablePermissionSet): ComparedSet {
    return {
        key: set.name,
        id: set.arn,
        texts: [set.name, set.description, set.sessionMinutes, set.relayState],
        policies: [set.managedPolicies, set.customerManagedPolicies, set.inlineDocument, set.boundary?.policy],
        tags: set.tags,
    };
}

function setOfModel(set: PermissionSetModel): ComparedSet {
    const { inlinePolicy } = set;
    return {
        key: set.key,
        id: set.id,
        texts: [set.name, set.description, set.sessionMinutes, set.relayState ?? ""],
        policies: [
            set.managedPolicies,
            set.customerManagedPolicies,
            inlinePolicy === undefined ? undefined : (JSON.parse(inlinePolicy) as unknown),
            set.boundary?.policy,
        ],
        tags: set.tags,
    };
}
