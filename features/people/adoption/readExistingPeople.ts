import { findIdentityCenter } from "../../../aws/identityCenterInstance";
import { answerFrom, type AdoptionReading, type AwsAnswer } from "../../../operations/commands/adopt/feature";
import type { ExistingPeople } from "./existingPeople";
import { readAssignments } from "./readAssignments";
import { readDirectory } from "./readDirectory";
import { readPermissionSets } from "./readPermissionSets";

/** What AWS has of people; `value` is undefined if the organisation has no IAM Identity Center. */
export type ExistingPeopleAnswer = AwsAnswer<ExistingPeople | undefined>;

/**
 * Reads the directory, the permission sets, and who has which where. It changes nothing.
 *
 * @param managementAccountId whose instance it is. Absent: that of any account that AWS shows.
 */
export function readExistingPeople(
    reading: AdoptionReading,
    managementAccountId?: string,
): Promise<ExistingPeopleAnswer> {
    return answerFrom(reading.endpoints, ["ssoadmin", "identitystore"], () => readAll(reading, managementAccountId));
}

async function readAll(
    reading: AdoptionReading,
    managementAccountId: string | undefined,
): Promise<ExistingPeople | undefined> {
    const { clients, caller, journal } = reading;
    const instance = await journal.answer(
        "the instance of Identity Center",
        async () =>
            (await caller.call("sso.ListInstances", () =>
                findIdentityCenter({ likely: clients.region }, clients, managementAccountId),
            )) ?? null,
    );
    if (!instance) return undefined;
    const [{ users, groups }, permissionSets] = await Promise.all([
        readDirectory(instance, reading),
        readPermissionSets(instance, reading),
    ]);
    const principals = [
        ...groups.map(({ id }) => ({ kind: "group" as const, id })),
        ...users.map(({ id }) => ({ kind: "user" as const, id })),
    ];
    return {
        instance,
        ...(managementAccountId !== undefined && { managementAccountId }),
        groups,
        users,
        permissionSets,
        assignments: await readAssignments(instance, permissionSets, principals, reading),
    };
}
