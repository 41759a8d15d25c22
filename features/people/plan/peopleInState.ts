import { UNKNOWN_INPUT, type ExistingResource } from "../../../definition/feature";
import { PEOPLE_RESOURCES } from "../effect/accessBefore";
import type { PeopleModel } from "../model";
import { NO_PEOPLE_FOUND, type FoundPeople } from "./foundPeople";

/**
 * What the state says of people, where AWS is not asked: the instance and the ids that earlier runs have used. What the stack does not have
 * yet counts as new, and the id of a group or user of another directory that has no access yet is unknown.
 *
 * @param resources those of the state, by Pulumi's type.
 * @param hasOrganization false: Identity Center does not exist either.
 * @param day today, such as 2026-12-31.
 */
export function peopleInState(
    model: PeopleModel,
    resources: ReadonlyMap<string, readonly ExistingResource[]>,
    hasOrganization: boolean,
    day: string,
): FoundPeople {
    const of = (type: keyof typeof PEOPLE_RESOURCES): readonly ExistingResource[] =>
        resources.get(PEOPLE_RESOURCES[type]) ?? [];
    const all = Object.keys(PEOPLE_RESOURCES).flatMap((type) => of(type as keyof typeof PEOPLE_RESOURCES));
    const { groups, users, permissionSets, grants } = model;
    if (all.length + groups.length + users.length + permissionSets.length + grants.length === 0) {
        return { ...NO_PEOPLE_FOUND, day };
    }
    if (!hasOrganization) return { ...NO_PEOPLE_FOUND, day, isWaiting: true };
    const anyOutput = (name: string): string | undefined =>
        all.map(({ outputs }) => outputs[name]).find((value) => typeof value === "string");
    const principals = new Map(of("access").map(({ outputs }) => [outputs["principal"], outputs["principalId"]]));
    const idOf = (principal: string): string => {
        const id = principals.get(principal);
        return typeof id === "string" ? id : UNKNOWN_INPUT;
    };
    const external = (kind: "group" | "user"): ReadonlyMap<string, string> => {
        const entries = kind === "group" ? groups : users;
        return new Map(entries.filter(({ isExternal }) => isExternal).map(({ key }) => [key, idOf(`${kind} ${key}`)]));
    };
    const known = new Set(of("permissionSet").map(({ name }) => name));
    return {
        ...NO_PEOPLE_FOUND,
        instance: {
            arn: anyOutput("instanceArn") ?? UNKNOWN_INPUT,
            identityStoreId: anyOutput("identityStoreId") ?? UNKNOWN_INPUT,
            region: anyOutput("region") ?? model.region ?? UNKNOWN_INPUT,
        },
        externalGroups: external("group"),
        externalUsers: external("user"),
        takenOver: new Map(
            permissionSets.flatMap(({ key, id }) => (id === undefined || known.has(key) ? [] : [[key, id]])),
        ),
        day,
    };
}
