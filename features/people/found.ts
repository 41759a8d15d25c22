import type { AwsClients } from "../../aws/awsClients";
import { findIdentityCenter, type IdentityCenterInstance } from "../../aws/identityCenterInstance";
import type { ExistingResource } from "../../definition/feature";
import { quoted, visible } from "../../limits";
import { PEOPLE_RESOURCES } from "./effect/accessBefore";
import type { PeopleModel } from "./model";
import { NO_PEOPLE_FOUND, type FoundPeople } from "./plan/foundPeople";
import { permissionSetMark } from "./plan/permissionSetMark";
import { inBatches } from "./questions/callBatches";
import { DirectoryNames, type DirectoryEntry } from "./questions/directoryNames";
import { permissionSetsNamed } from "./questions/setNames";

/** What people need of the stack's state. */
interface StackBefore {
    /** Absent before the organisation exists. */
    readonly organizationId?: string;
    readonly featureResources?: ReadonlyMap<string, readonly ExistingResource[]>;
}

/**
 * Asks AWS what the state does not say of people. A preview that changes nothing makes one call, and one for each five groups and users of
 * another directory.
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
    const instance = await findIdentityCenter(known === undefined ? { likely: stackRegion } : { in: known }, clients);
    if (!instance) {
        // Identity Center needs the organisation, which this run creates.
        if (before.organizationId === undefined)
            return { ...NO_PEOPLE_FOUND, day: day(), warnings: [WAITING], isWaiting: true };
        return { ...NO_PEOPLE_FOUND, day: day(), refused: [noInstance(model, known)] };
    }
    const names = new DirectoryNames(instance, clients);
    const finder = new PeopleFinder(model, before, names);
    const [directory, sets] = await Promise.all([finder.directory(), takenOverSets(model, before, instance, clients)]);
    return {
        instance,
        ...directory,
        ...sets,
        refused: [...directory.refused, ...sets.refused],
        warnings: [],
        isWaiting: false,
        day: day(),
    };
}

function isUsed({ groups, users, permissionSets, grants }: PeopleModel, { featureResources }: StackBefore): boolean {
    return (
        groups.length + users.length + permissionSets.length + grants.length > 0 ||
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
            `AWS has no organisation instance of IAM Identity Center ${where}. Only a person can enable it: open IAM Identity Center in the console of the management account, in the region where it shall stay, and choose Enable. ` +
            "If it is in another region, write it as `people: { region: eu-central-1 }`",
    };
}

type FoundDirectory = Pick<FoundPeople, "externalGroups" | "externalUsers" | "imports" | "refused">;

/** Looks up groups, users and memberships that the stack does not have yet. */
class PeopleFinder {
    readonly #model: PeopleModel;
    readonly #names: DirectoryNames;
    readonly #inState: (type: keyof typeof PEOPLE_RESOURCES) => ReadonlyMap<string, ExistingResource["outputs"]>;
    readonly #refused: FoundPeople["refused"][number][] = [];

    constructor(model: PeopleModel, { featureResources }: StackBefore, names: DirectoryNames) {
        this.#model = model;
        this.#names = names;
        this.#inState = (type) =>
            new Map((featureResources?.get(PEOPLE_RESOURCES[type]) ?? []).map(({ name, outputs }) => [name, outputs]));
    }

    async directory(): Promise<FoundDirectory> {
        const [groups, users] = await Promise.all([this.#ofKind("group"), this.#ofKind("user")]);
        const memberships = await this.#memberships(groups.imports, users.imports);
        return {
            externalGroups: groups.external,
            externalUsers: users.external,
            imports: { groups: groups.imports, users: users.imports, memberships },
            refused: this.#refused,
        };
    }

    async #ofKind(kind: "group" | "user"): Promise<{
        readonly external: ReadonlyMap<string, string>;
        readonly imports: ReadonlyMap<string, string>;
    }> {
        const inState = this.#inState(kind);
        const all: readonly NamedPrincipal[] = kind === "group" ? this.#model.groups : this.#model.users;
        const needed = new Set(this.#model.grants.flatMap(({ who }) => who.map(({ key }) => key)));
        const external = all.filter(({ key, isExternal }) => isExternal && needed.has(key));
        const fresh = all.filter(({ key, isExternal }) => !isExternal && !inState.has(key));
        const asked = [...external, ...fresh].map(({ key }) => key);
        const found = await (kind === "group" ? this.#names.groups(asked) : this.#names.users(asked));
        for (const { key, path } of external) {
            if (!found.has(key)) this.#refused.push({ path, message: missing(kind, key) });
        }
        const imports = new Map<string, string>();
        for (const one of fresh) {
            const entry = found.get(one.key);
            const id = this.#importOf(kind, one, entry);
            if (id !== undefined) imports.set(one.key, id);
        }
        return {
            external: new Map(external.flatMap(({ key }) => (found.has(key) ? [[key, found.get(key)?.id ?? ""]] : []))),
            imports,
        };
    }

    /** The id of what exists and is taken over. What exists and is not is refused. */
    #importOf(kind: "group" | "user", one: NamedPrincipal, entry: DirectoryEntry | undefined): string | undefined {
        if (!entry) {
            if (one.id !== undefined) {
                this.#refused.push({
                    path: [...one.path, "id"],
                    message: `the directory has no ${kind} ${quoted(one.key)} to take over. Correct the name, or remove \`id\` to create it`,
                });
            }
            return undefined;
        }
        if (entry.isExternal) {
            this.#refused.push({
                path: one.path,
                message: `${kind} ${visible(one.key)} comes from another directory, which would undo what is changed here: write \`external: true\``,
            });
            return undefined;
        }
        if (one.id !== undefined && one.id !== entry.id) {
            this.#refused.push({
                path: [...one.path, "id"],
                message: `the ${kind} ${quoted(one.key)} of the directory has the id ${entry.id}: correct it`,
            });
            return undefined;
        }
        // A run that was interrupted has made it, or the state was lost.
        const isSame = Object.entries(entry.content).every(([key, value]) => (one as never)[key] === value);
        if (one.id !== undefined || isSame) return entry.id;
        this.#refused.push({
            path: one.path,
            message: `the directory has a ${kind} ${quoted(one.key)} already, which is not in this stack. To take it over, write \`id: ${entry.id}\`; what differs is changed by the run after that`,
        });
        return undefined;
    }

    /** Of groups and users that exist both; another run may have put one into the other. */
    async #memberships(
        groups: ReadonlyMap<string, string>,
        users: ReadonlyMap<string, string>,
    ): Promise<ReadonlyMap<string, string>> {
        const inState = this.#inState("membership");
        const idOf = (kind: "group" | "user", ids: ReadonlyMap<string, string>, key: string): string | undefined => {
            const output = this.#inState(kind).get(key)?.[kind === "group" ? "groupId" : "userId"];
            return ids.get(key) ?? (typeof output === "string" ? output : undefined);
        };
        const fresh = this.#model.groups.flatMap(({ key, members }) =>
            members.flatMap((member) => {
                const [group, user] = [idOf("group", groups, key), idOf("user", users, member)];
                const name = membershipKey(member, key);
                return inState.has(name) || group === undefined || user === undefined ? [] : [{ name, group, user }];
            }),
        );
        const found = await inBatches(fresh, async ({ name, group, user }) => {
            const id = await this.#names.membership(group, user);
            return id === undefined ? [] : [[name, id] as const];
        });
        return new Map(found.flat());
    }
}

/** A group or user of the model. */
interface NamedPrincipal {
    readonly key: string;
    readonly isExternal: boolean;
    readonly id?: string;
    readonly path: readonly (string | number)[];
}

/** The name of a membership's resource: `ada@example.com@developers-shop`. */
export function membershipKey(user: string, group: string): string {
    return `${user}@${group}`;
}

function missing(kind: "group" | "user", key: string): string {
    return `the directory has no ${kind} ${quoted(key)}. It comes from another directory, so it must be provisioned from there first, under exactly this name${kind === "group" ? " (its display name)" : " (its user name)"}`;
}

async function takenOverSets(
    { permissionSets }: PeopleModel,
    { featureResources }: StackBefore,
    instance: IdentityCenterInstance,
    clients: AwsClients,
): Promise<Pick<FoundPeople, "takenOver" | "refused">> {
    const inState = new Set((featureResources?.get(PEOPLE_RESOURCES.permissionSet) ?? []).map(({ name }) => name));
    const takenOver = new Map(permissionSets.flatMap(({ key, id }) => (id === undefined ? [] : [[key, id]])));
    const fresh = permissionSets.filter(({ key, id }) => id === undefined && !inState.has(key));
    if (fresh.length === 0) return { takenOver, refused: [] };
    const found = await permissionSetsNamed(new Set(fresh.map(({ name }) => name)), instance, clients);
    const byName = new Map(found.map((one) => [one.name, one]));
    const refused: FoundPeople["refused"][number][] = [];
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
