import type { OrganizationModel } from "../../../definition/model";
import type { Report } from "../../../definition/problemReport";
import type { InputOf, Said } from "../../../definition/feature";
import { regionError } from "../../../limits";
import { PERMISSION_SET_LIBRARY } from "../library";
import type { AccessModel, AccessInAccount, GrantModel, PeopleModel, PermissionSetModel } from "../model";
import { checkAccess } from "./accessRules";
import { directoryModels } from "./directoryModels";
import { grantModels } from "./grantModels";
import { PermissionSetReader } from "./permissionSetModels";
import { checkPermissionSets } from "./permissionSetRules";
import { peopleAcknowledgements } from "./peopleAcknowledgements";
import type { PeopleInput, peopleSchema } from "./peopleSchema";
import { SelectedAccounts } from "./selectedAccounts";

/** Turns what a definition says of people into the feature's model. */
export function resolvePeople(
    said: Said<InputOf<typeof peopleSchema>>,
    organization: OrganizationModel,
    report: Report,
): PeopleModel {
    const { people = {}, access = [] } = said.root.values;
    const region = people.region === undefined ? undefined : regionError(people.region);
    if (region !== undefined) report.add(["people", "region"], region);
    const directory = directoryModels(people, report);
    const written = Object.keys(people.permissionSets ?? {});
    const grants = grantModels(access, { ...directory, organization, permissionSets: new Set(written) }, report);
    const permissionSets = permissionSetModels(people, grants, organization, report);
    checkPermissionSets(permissionSets, report);
    const model: PeopleModel = {
        ...(people.region !== undefined && { region: people.region }),
        ...directory,
        permissionSets,
        grants,
        ...(people.acknowledge && {
            acknowledge: peopleAcknowledgements(people.acknowledge, permissionSets, organization, report),
        }),
        managementAccess: grants.filter(({ managementAccount }) => managementAccount).flatMap(accessOf),
        accounts: accountAccess(grants, organization),
    };
    checkAccess(model, organization, report);
    return model;
}

/** Those that the definition writes, and those of the library that only `access` names. */
function permissionSetModels(
    { permissionSets = {} }: PeopleInput,
    grants: readonly GrantModel[],
    { tags }: OrganizationModel,
    report: Report,
): PermissionSetModel[] {
    const reader = new PermissionSetReader(tags, report);
    const own = Object.entries(permissionSets).flatMap(([key, input]) => reader.read(key, input) ?? []);
    const named = new Map<string, PermissionSetModel>();
    for (const { permissionSets: keys, path } of grants) {
        for (const key of keys) {
            const found = Object.hasOwn(permissionSets, key) ? undefined : PERMISSION_SET_LIBRARY.get(key);
            if (found && !named.has(key)) named.set(key, reader.fromLibrary(found, key, [...path, "permissionSet"]));
        }
    }
    return [...own, ...named.values()].sort((one, two) => (one.key < two.key ? -1 : 1));
}

/** What a grant gives in each of its accounts. */
function accessOf({ number, who, permissionSets, until }: GrantModel): AccessModel[] {
    return who.flatMap((principal) =>
        permissionSets.map((permissionSet) => ({
            who: principal,
            permissionSet,
            grant: number,
            ...(until !== undefined && { until }),
        })),
    );
}

/** By account key. Every account is there, also without grants: the review compares with it who had access before. */
function accountAccess(
    grants: readonly GrantModel[],
    organization: OrganizationModel,
): ReadonlyMap<string, AccessInAccount> {
    const selected = new SelectedAccounts(organization);
    const accounts = new Map<string, AccessModel[]>(organization.accounts.map(({ key }) => [key, []]));
    for (const grant of grants) {
        const access = accessOf(grant);
        const not = selected.of(grant.except);
        for (const key of selected.of(grant.where)) {
            if (!not.has(key)) accounts.get(key)?.push(...access);
        }
    }
    return new Map([...accounts].map(([key, access]) => [key, { access }]));
}
