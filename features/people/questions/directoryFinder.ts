import { AT_A_TIME } from "../../../aws/callsAtATime";
import type { DirectoryEntry, DirectoryNames } from "../../../aws/directoryNames";
import { fewAtATime } from "../../../aws/fewAtATime";
import type { ExistingResource } from "../../../definition/feature";
import { countOf, listSome, quoted, visible } from "../../../limits";
import { PEOPLE_RESOURCES } from "../effect/accessBefore";
import type { PeopleModel } from "../model";
import type { FoundPeople } from "../plan/foundPeople";
import { membershipKey } from "../plan/membershipKey";

type FoundDirectory = Pick<FoundPeople, "externalGroups" | "externalUsers" | "imports" | "refused" | "warnings">;

/** Looks up groups, users and memberships that the stack does not have yet. */
export class DirectoryFinder {
    readonly #model: PeopleModel;
    readonly #names: DirectoryNames;
    readonly #inState: (type: keyof typeof PEOPLE_RESOURCES) => ReadonlyMap<string, ExistingResource["outputs"]>;
    readonly #refused: FoundPeople["refused"][number][] = [];
    readonly #warnings: string[] = [];

    /** @param resources those of the state, by Pulumi's type. */
    constructor(
        model: PeopleModel,
        resources: ReadonlyMap<string, readonly ExistingResource[]>,
        names: DirectoryNames,
    ) {
        this.#model = model;
        this.#names = names;
        this.#inState = (type) =>
            new Map((resources.get(PEOPLE_RESOURCES[type]) ?? []).map(({ name, outputs }) => [name, outputs]));
    }

    async directory(): Promise<FoundDirectory> {
        const [groups, users] = await Promise.all([this.#ofKind("group"), this.#ofKind("user")]);
        const memberships = await this.#memberships(groups.imports, users.imports);
        await this.#unknownMembers(groups.imports, users.imports);
        return {
            externalGroups: groups.external,
            externalUsers: users.external,
            imports: { groups: groups.imports, users: users.imports, memberships },
            refused: this.#refused,
            warnings: this.#warnings,
        };
    }

    async #ofKind(kind: "group" | "user"): Promise<{
        readonly external: ReadonlyMap<string, string>;
        readonly imports: ReadonlyMap<string, DirectoryEntry>;
    }> {
        const inState = this.#inState(kind);
        const all: readonly NamedPrincipal[] = kind === "group" ? this.#model.groups : this.#model.users;
        const needed = new Set(this.#model.grants.flatMap(({ who }) => who.map(({ key }) => key)));
        const external = all.filter(({ key, isExternal }) => isExternal && (needed.has(key) || inState.has(key)));
        const fresh = all.filter(({ key, isExternal }) => !isExternal && !inState.has(key));
        const renamed = all.filter(
            (one) => kind === "group" && !one.isExternal && isOtherName(nameOf(one), inState.get(one.key)),
        );
        const asked = [...external, ...fresh, ...renamed].map(nameOf);
        const named = await (kind === "group" ? this.#names.groups(asked) : this.#names.users(asked));
        const found = new Map(
            all.flatMap((one) => (named.has(nameOf(one)) ? [[one.key, named.get(nameOf(one))]] : [])),
        );
        for (const one of external) {
            const { key, path } = one;
            const entry = found.get(key);
            if (!entry && needed.has(key)) this.#refused.push({ path, message: missing(kind, nameOf(one)) });
            if (entry && entry.id === idIn(kind, inState.get(key))) {
                this.#refused.push({ path, message: ownExternal(kind, key) });
            }
        }
        for (const { key, id, isExternal, path } of all) {
            const known = idIn(kind, inState.get(key));
            if (isExternal || id === undefined || known === undefined || id === known) continue;
            this.#refused.push({ path: [...path, "id"], message: otherId(`${kind} ${visible(key)}`, known) });
        }
        const ours = new Set([...inState.values()].map((outputs) => idIn(kind, outputs)));
        for (const one of renamed) {
            const entry = found.get(one.key);
            // Another group of the stack is refused by the review (judgements/takenNames.ts).
            if (entry && !ours.has(entry.id)) {
                this.#refused.push({ path: [...one.path, "name"], message: takenName(nameOf(one), entry.id) });
            }
        }
        const imports = new Map<string, DirectoryEntry>();
        for (const one of fresh) {
            const entry = this.#importOf(kind, one, found.get(one.key));
            if (entry) imports.set(one.key, entry);
        }
        return {
            external: new Map(external.flatMap(({ key }) => (found.has(key) ? [[key, found.get(key)?.id ?? ""]] : []))),
            imports,
        };
    }

    /** What exists and is taken over. What exists and is not is refused. */
    #importOf(
        kind: "group" | "user",
        one: NamedPrincipal,
        entry: DirectoryEntry | undefined,
    ): DirectoryEntry | undefined {
        if (!entry) {
            if (one.id !== undefined) {
                this.#refused.push({
                    path: [...one.path, "id"],
                    message: `the directory has no ${kind} ${quoted(nameOf(one))} to take over. Correct the name, or remove \`id\` to create it`,
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
                message: `the ${kind} ${quoted(nameOf(one))} of the directory has the id ${entry.id}: correct it`,
            });
            return undefined;
        }
        // Its name in other capitals, say: the review refuses what another one of the stack still has (judgements/takenNames.ts).
        if ([...this.#inState(kind).values()].some((outputs) => idIn(kind, outputs) === entry.id)) return undefined;
        // A run that was interrupted has made it, or the state was lost.
        const isSame = Object.entries(entry.content).every(([key, value]) => (one as never)[key] === value);
        if (kind === "user" && one.id !== undefined) {
            this.#warnings.push(
                `user ${visible(one.key)}, whom this run takes over, keeps the groups and the access that somebody else has given: \`./org access --in-aws\` lists them after this run`,
            );
        }
        if (one.id !== undefined || isSame) return entry;
        this.#refused.push({
            path: one.path,
            message: `the directory has a ${kind} ${quoted(nameOf(one))} already, which is not in this stack. To take it over, write \`id: ${entry.id}\`; what differs is changed by the run after that`,
        });
        return undefined;
    }

    /** Of groups and users that exist both; another run may have put one into the other. */
    async #memberships(
        groups: ReadonlyMap<string, DirectoryEntry>,
        users: ReadonlyMap<string, DirectoryEntry>,
    ): Promise<ReadonlyMap<string, string>> {
        const inState = this.#inState("membership");
        const [groupsBefore, usersBefore] = [this.#inState("group"), this.#inState("user")];
        const fresh = this.#model.groups.flatMap(({ key, members }) =>
            members.flatMap((member) => {
                const group = groups.get(key)?.id ?? idIn("group", groupsBefore.get(key));
                const user = users.get(member)?.id ?? idIn("user", usersBefore.get(member));
                const name = membershipKey(member, key);
                return inState.has(name) || group === undefined || user === undefined ? [] : [{ name, group, user }];
            }),
        );
        const found = await fewAtATime(fresh, AT_A_TIME, async ({ name, group, user }) => {
            const id = await this.#names.membership(group, user);
            return id === undefined ? [] : [[name, id] as const];
        });
        return new Map(found.flat());
    }

    /** Whoever is in a group that is taken over has what the group gets. Nobody gets that unseen. */
    async #unknownMembers(
        groups: ReadonlyMap<string, DirectoryEntry>,
        users: ReadonlyMap<string, DirectoryEntry>,
    ): Promise<void> {
        const usersBefore = this.#inState("user");
        const takenOver = this.#model.groups.flatMap((group) => {
            const entry = groups.get(group.key);
            return entry ? [{ group, entry }] : [];
        });
        await fewAtATime(takenOver, AT_A_TIME, async ({ group: { key, name, id, path, members }, entry }) => {
            const known = new Set(
                members.map((member) => users.get(member)?.id ?? idIn("user", usersBefore.get(member))),
            );
            const unknown = (await this.#names.members(entry.id)).filter((one) => !known.has(one));
            if (unknown.length === 0) return;
            const who = `${countOf(unknown.length, "user")} whom the definition does not put into it (${listSome(unknown)})`;
            if (id !== undefined) {
                this.#warnings.push(
                    `group ${visible(key)}, which this run takes over, has ${who}. They stay in it and have what it has: add it to their \`groups\`, or take them out in the console of IAM Identity Center`,
                );
                return;
            }
            this.#refused.push({
                path,
                message: `the directory has a group ${quoted(name)} already, which is not in this stack, with ${who}. They would get what this group gets. To take it over with them, write \`id: ${entry.id}\`; or choose another name`,
            });
        });
    }
}

/** A group or user of the model. */
interface NamedPrincipal {
    readonly key: string;
    /** Of a group. The name of a user is its key. */
    readonly name?: string;
    readonly isExternal: boolean;
    readonly id?: string;
    readonly path: readonly (string | number)[];
}

/** What the directory calls it. */
function nameOf({ key, name = key }: NamedPrincipal): string {
    return name;
}

/** Whether the stack has a group under another name. */
function isOtherName(name: string, outputs: ExistingResource["outputs"] | undefined): boolean {
    return typeof outputs?.displayName === "string" && outputs.displayName !== name;
}

function takenName(name: string, id: string): string {
    return `the directory has a group ${quoted(name)} already, which is not in this stack (its id is ${id}), and AWS refuses two of one name: choose another name, or rename or delete that one first`;
}

function missing(kind: "group" | "user", key: string): string {
    return `the directory has no ${kind} ${quoted(key)}. It comes from another directory, so it must be provisioned from there first, under exactly this name${kind === "group" ? " (its display name)" : " (its user name)"}`;
}

/** Deleting the group or user would take away its access, although the definition still gives it. */
function ownExternal(kind: "group" | "user", key: string): string {
    return `this stack has made the ${kind} ${quoted(key)}: as an external one, this run would delete it in the directory, with all that it has. If another directory shall have it, let the stack forget it first: \`pulumi state delete URN --target-dependents\` (\`pulumi stack --show-urns\` shows the URN), then run \`up\``;
}

/** An `id` takes over something once. Later it can only say the same. */
export function otherId(what: string, known: string): string {
    return `this stack has ${what} with the id ${known}: write that one, or remove \`id\`. To take over another one, give it another key`;
}

/** The id of a group or user of the state. */
function idIn(kind: "group" | "user", outputs: ExistingResource["outputs"] | undefined): string | undefined {
    const id = outputs?.[kind === "group" ? "groupId" : "userId"];
    return typeof id === "string" ? id : undefined;
}
