import type { AwsClients } from "../../aws/awsClients";
import { DirectoryNames } from "../../aws/directoryNames";
import { findIdentityCenter, type IdentityCenterInstance } from "../../aws/identityCenterInstance";
import { permissionSetMark } from "../../aws/permissionSetMark";
import { permissionSetsNamed } from "../../aws/permissionSetsNamed";
import type { ExistingResource } from "../../definition/feature";
import { listSome, quoted, visible } from "../../limits";
import { PEOPLE_RESOURCES } from "./effect/accessBefore";
import type { PeopleModel } from "./model";
import { NO_PEOPLE_FOUND, type FoundPeople } from "./plan/foundPeople";
import { DirectoryFinder, otherId } from "./questions/directoryFinder";
import { heldSetWarnings } from "./questions/heldSets";

/** What people need of the stack's state. */
interface StackBefore {
    /** Absent before the organisation exists. */
    readonly organizationId?: string;
    readonly managementAccountId?: string;
    readonly featureResources?: ReadonlyMap<string, readonly ExistingResource[]>;
}

/**
 * Asks AWS what the state does not say of people. A preview that changes nothing makes one call. Groups and users of another directory are
 * looked up each time (DirectoryNames).
 *
 * @param stackRegion the region of the stack's settings, in which the instance is looked for first.
 */
export async function findPeople(
    model: PeopleModel,
    before: StackBefore,
    clients: AwsClients,
    stackRegion: string,
): Promise<FoundPeople> {
    const day = (): string => clients.now().toISOString().slice(0, 10);
    if (!isUsed(model, before)) return { ...NO_PEOPLE_FOUND, day: day() };
    const known = model.region ?? regionInState(before);
    const instance = await findIdentityCenter(
        known === undefined ? { likely: stackRegion } : { in: known },
        clients,
        before.managementAccountId,
    );
    if (!instance) {
        // Somebody has deleted the instance, and with it all that the stack had there.
        if (!isWanted(model)) return { ...NO_PEOPLE_FOUND, day: day() };
        // Identity Center needs the organisation, which this run creates.
        if (before.organizationId === undefined)
            return { ...NO_PEOPLE_FOUND, day: day(), warnings: [WAITING], isWaiting: true };
        return { ...NO_PEOPLE_FOUND, day: day(), refused: [noInstance(model, known)] };
    }
    const names = new DirectoryNames(instance, clients);
    const resources = before.featureResources ?? new Map<string, readonly ExistingResource[]>();
    const finder = new DirectoryFinder(model, resources, names);
    const kept = new Set(model.permissionSets.map(({ key }) => key));
    const [directory, sets, held] = await Promise.all([
        finder.directory(),
        takenOverSets(model, before, instance, clients),
        heldSetWarnings(kept, resources, instance, clients),
    ]);
    return {
        instance,
        ...directory,
        ...sets,
        refused: [...directory.refused, ...sets.refused],
        warnings: [...severalInstances(instance), ...directory.warnings, ...held],
        isWaiting: false,
        day: day(),
    };
}

function isWanted({ groups, users, permissionSets, grants }: PeopleModel): boolean {
    return groups.length + users.length + permissionSets.length + grants.length > 0;
}

function isUsed(model: PeopleModel, { featureResources }: StackBefore): boolean {
    return (
        isWanted(model) ||
        Object.values(PEOPLE_RESOURCES).some((type) => (featureResources?.get(type) ?? []).length > 0)
    );
}

function regionInState({ featureResources }: StackBefore): string | undefined {
    for (const type of [PEOPLE_RESOURCES.permissionSet, PEOPLE_RESOURCES.access]) {
        const region = featureResources?.get(type)?.[0]?.outputs["region"];
        if (typeof region === "string") return region;
    }
    return undefined;
}

const WAITING =
    "people wait for the next run: IAM Identity Center can be enabled only when the organisation exists. Enable it in the console of the management account, in the region where it shall stay, then run `up` again";

function noInstance({ region }: PeopleModel, known: string | undefined): FoundPeople["refused"][number] {
    const where = known === undefined ? "in any region that every account has" : `in ${known}`;
    return {
        path: region === undefined ? ["people"] : ["people", "region"],
        message:
            `AWS has no organisation instance of IAM Identity Center ${where} (an account instance has no permission sets). Only a person can enable it: open IAM Identity Center in the console of the management account, in the region where it shall stay, and choose Enable. ` +
            "If it is in another region, write it as `people: { region: eu-central-1 }`",
    };
}

function severalInstances({ arn, region, others }: IdentityCenterInstance): string[] {
    return others === undefined
        ? []
        : [
              `AWS shows several instances of IAM Identity Center. This run works with ${arn} in ${region}, and not with ${listSome(others)}. If another one is the organisation's, write its region as \`people: { region: ... }\``,
          ];
}

async function takenOverSets(
    { permissionSets }: PeopleModel,
    { featureResources }: StackBefore,
    instance: IdentityCenterInstance,
    clients: AwsClients,
): Promise<Pick<FoundPeople, "takenOver" | "refused">> {
    const inState = new Map(
        (featureResources?.get(PEOPLE_RESOURCES.permissionSet) ?? []).map(({ name, outputs }) => [
            name,
            outputs["arn"],
        ]),
    );
    const takenOver = new Map(permissionSets.flatMap(({ key, id }) => (id === undefined ? [] : [[key, id]])));
    const refused = permissionSets.flatMap(({ key, id, path }): FoundPeople["refused"][number][] => {
        const known = inState.get(key);
        return id === undefined || typeof known !== "string" || known === id
            ? []
            : [{ path: [...path, "id"], message: otherId(`permission set ${visible(key)}`, known) }];
    });
    const fresh = permissionSets.filter(({ key, id }) => id === undefined && !inState.has(key));
    if (fresh.length === 0) return { takenOver, refused };
    const found = await permissionSetsNamed(new Set(fresh.map(({ name }) => name)), instance, clients);
    const byName = new Map(found.map((one) => [one.name, one]));
    for (const { key, name, path } of fresh) {
        const existing = byName.get(name);
        if (!existing) continue;
        // A run that was interrupted has made it, or the state was lost.
        if (existing.tags[permissionSetMark(key)[0]] === key) takenOver.set(key, existing.arn);
        else {
            refused.push({
                path,
                message: `AWS has a permission set ${quoted(name)} already, which is not in this stack. To take it over, write \`id: ${existing.arn}\`; or give this one another name`,
            });
        }
    }
    return { takenOver, refused };
}
