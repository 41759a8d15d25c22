import assert from "node:assert/strict";
import type { AwsClients } from "../../../../aws/awsClients";
import type { ExistingResource } from "../../../../definition/feature";
import { PEOPLE_RESOURCES } from "../../../../features/people/effect/accessBefore";
import { findPeople } from "../../../../features/people/found";
import type { FoundPeople } from "../../../../features/people/plan/foundPeople";
import { DAY, peopleModel, stateOf, type PeopleSketch } from "./peopleSketch";

interface FakeDirectory {
    /** Absent: the organisation has no instance. */
    readonly hasNone?: true;
    /** AWS shows another instance too. */
    readonly hasTwo?: true;
    /** The accounts that have each permission set. */
    readonly provisioned?: readonly string[];
    /** By name; `external`: another directory has it. */
    readonly groups?: Readonly<
        Record<string, { id: string; description?: string; members?: readonly string[]; external?: true }>
    >;
}

/** An AWS with Identity Center that says what a run asks. */
class FakeIdentityCenter {
    readonly calls: string[] = [];
    readonly #of: FakeDirectory;

    constructor(of: FakeDirectory) {
        this.#of = of;
    }

    clients(): AwsClients {
        const client = { send: (command: object) => this.#send(command as never) };
        return {
            isLocal: true,
            now: () => new Date(`${DAY}T12:00:00Z`),
            ssoAdmin: () => Promise.resolve(client),
            identityStore: () => Promise.resolve(client),
        } as unknown as AwsClients;
    }

    // eslint-disable-next-line @typescript-eslint/require-await -- AWS's errors are rejections
    async #send({ constructor, input }: { constructor: { name: string }; input: FakeInput }): Promise<unknown> {
        const operation = constructor.name.replace(/Command$/, "");
        this.calls.push(operation);
        const { groups = {}, hasNone, hasTwo, provisioned = [] } = this.#of;
        switch (operation) {
            case "ListInstances":
                return {
                    Instances: ["i", ...(hasTwo ? ["j"] : [])]
                        .filter(() => !hasNone)
                        .map((InstanceArn) => ({ InstanceArn, IdentityStoreId: "d" })),
                };
            case "ListAccountsForProvisionedPermissionSet":
                return { AccountIds: [...provisioned] };
            case "ListPermissionSets":
                return { PermissionSets: [] };
            case "GetGroupId": {
                const found = groups[input.AlternateIdentifier?.UniqueAttribute.AttributeValue ?? ""];
                if (!found) break;
                return { GroupId: found.id };
            }
            case "DescribeGroup": {
                const [name, found] = Object.entries(groups).find(([, { id }]) => id === input.GroupId) ?? [];
                if (!found) break;
                return {
                    DisplayName: name,
                    GroupId: found.id,
                    Description: found.description,
                    ...(found.external && { ExternalIds: [{}] }),
                };
            }
            case "ListGroupMemberships": {
                const found = Object.values(groups).find(({ id }) => id === input.GroupId);
                return { GroupMemberships: (found?.members ?? []).map((UserId) => ({ MemberId: { UserId } })) };
            }
        }
        throw Object.assign(new Error(operation), { name: "ResourceNotFoundException" });
    }
}

interface FakeInput {
    readonly GroupId?: string;
    readonly AlternateIdentifier?: { readonly UniqueAttribute: { readonly AttributeValue: string } };
}

const TEAM: PeopleSketch = {
    groups: { team: ["ada@example.com"] },
    access: [{ who: "team", set: "Reader", in: ["play"] }],
};
const EXTERNAL: PeopleSketch = { ...TEAM, groups: { team: "external" } };

function found(
    sketch: PeopleSketch,
    directory: FakeDirectory,
    before: PeopleSketch = {},
    change: (model: ReturnType<typeof peopleModel>) => ReturnType<typeof peopleModel> = (model) => model,
): Promise<FoundPeople> {
    const resources: ReadonlyMap<string, readonly ExistingResource[]> = stateOf(before).resources;
    return findPeople(
        change(peopleModel(sketch)),
        { organizationId: "o-1", featureResources: resources },
        new FakeIdentityCenter(directory).clients(),
        "eu-central-1",
    );
}

const messages = ({ refused }: FoundPeople): string[] => refused.map(({ message }) => message);

describe("what a run finds of people", () => {
    it("is a group that an interrupted run has made, but none in which others are", async () => {
        const ours = await found(TEAM, { groups: { team: { id: "g-1" } } });
        assert.deepEqual(
            [...ours.imports.groups],
            [["team", { id: "g-1", isExternal: false, content: { description: "" } }]],
        );
        assert.deepEqual(messages(ours), []);
        const others = await found(TEAM, { groups: { team: { id: "g-1", members: ["u-9", "u-8"] } } });
        assert.match(messages(others).join(), /with 2 users whom the definition does not put into it \(u-9 and u-8\)/);
        assert.match(messages(others).join(), /write `id: g-1`/);
    });

    it("is looked up by the name of a group, not by its key", async () => {
        const named = (model: ReturnType<typeof peopleModel>): ReturnType<typeof peopleModel> => ({
            ...model,
            groups: model.groups.map((group) => ({ ...group, name: `The ${group.key}` })),
        });
        const ours = await found(TEAM, { groups: { "The team": { id: "g-1" } } }, {}, named);
        assert.equal(ours.imports.groups.get("team")?.id, "g-1");
        const external = { ...TEAM, groups: { team: "external" as const } };
        const theirs = await found(external, { groups: { "The team": { id: "g-2", external: true } } }, {}, named);
        assert.equal(theirs.externalGroups.get("team"), "g-2");
        assert.match(messages(await found(external, {}, {}, named)).join(), /the directory has no group "The team"/);
    });

    it("is a name that a group would get, and that a group outside of the stack has", async () => {
        const renamed = (model: ReturnType<typeof peopleModel>): ReturnType<typeof peopleModel> => ({
            ...model,
            groups: model.groups.map((group) => ({ ...group, name: "Crew" })),
        });
        const theirs = await found(TEAM, { groups: { Crew: { id: "g-9" } } }, TEAM, renamed);
        assert.match(messages(theirs).join(), /a group "Crew" already, which is not in this stack \(its id is g-9\)/);
        assert.deepEqual(theirs.refused[0]?.path, ["people", "groups", "team", "name"]);
        assert.deepEqual(messages(await found(TEAM, {}, TEAM, renamed)), []);
        // Renamed by a run whose state was lost: it is this very group.
        const ours = stateOf(TEAM).resources.get(PEOPLE_RESOURCES.group)?.[0]?.outputs["groupId"];
        assert.deepEqual(messages(await found(TEAM, { groups: { Crew: { id: String(ours) } } }, TEAM, renamed)), []);
    });

    it("is who else has a permission set that this run deletes, in accounts where the stack does not give it", async () => {
        const without: PeopleSketch = { groups: { team: ["ada@example.com"] } };
        const ours = stateOf(TEAM).resources.get(PEOPLE_RESOURCES.access)?.[0]?.outputs["accounts"] as string[];
        const other = "999988887777";
        assert.match(
            (await found(without, { provisioned: [...ours, other] }, TEAM)).warnings.join(),
            /^permission set Reader, which this run deletes, is also used outside of this stack, in 999988887777: /,
        );
        assert.deepEqual((await found(without, { provisioned: ours }, TEAM)).warnings, []);
        assert.deepEqual((await found(TEAM, { provisioned: [...ours, other] }, TEAM)).warnings, []);
    });

    it("is a group that is taken over by its id as AWS has it, with a warning of who is in it", async () => {
        const taken = await found(
            TEAM,
            { groups: { team: { id: "g-1", description: "by hand", members: ["u-9"] } } },
            {},
            (model) => ({ ...model, groups: model.groups.map((group) => ({ ...group, id: "g-1" })) }),
        );
        assert.deepEqual(messages(taken), []);
        assert.equal(taken.imports.groups.get("team")?.content["description"], "by hand");
        assert.match(
            taken.warnings.join(),
            /^group team, which this run takes over, has 1 user whom .* \(u-9\)\. They stay/,
        );
    });

    it("refuses to look up as external what this stack has made, because it would be deleted", async () => {
        const refused = await found(EXTERNAL, { groups: { team: { id: "group team" } } }, TEAM);
        assert.match(
            messages(refused).join(),
            /^this stack has made the group "team": as an external one, this run would delete it/,
        );
        const unused = await found({ ...EXTERNAL, access: [] }, { groups: { team: { id: "group team" } } }, TEAM);
        assert.equal(messages(unused).length, 1);
        // Somebody has deleted it, and the other directory has made one of the same name.
        const anew = await found(EXTERNAL, { groups: { team: { id: "g-2", external: true } } }, TEAM);
        assert.deepEqual(messages(anew), []);
        assert.equal(anew.externalGroups.get("team"), "g-2");
    });

    it("refuses another `id` for what the stack has: nothing would come of it", async () => {
        const group = await found(TEAM, {}, TEAM, (model) => ({
            ...model,
            groups: model.groups.map((one) => ({ ...one, id: "g-2" })),
        }));
        assert.match(
            messages(group).join(),
            /^this stack has group team with the id group team: write that one, or remove `id`/,
        );
        const set = await found(TEAM, {}, TEAM, (model) => ({
            ...model,
            permissionSets: model.permissionSets.map((one) => ({ ...one, id: "another" })),
        }));
        assert.match(messages(set).join(), /^this stack has permission set Reader with the id set Reader/);
        const same = await found(TEAM, {}, TEAM, (model) => ({
            ...model,
            permissionSets: model.permissionSets.map((one) => ({ ...one, id: "set Reader" })),
        }));
        assert.deepEqual(messages(same), []);
    });

    it("may be nothing: an instance that was deleted stops nobody who wants no people any more", async () => {
        const refused = await found(TEAM, { hasNone: true }, TEAM);
        assert.match(messages(refused).join(), /^AWS has no organisation instance of IAM Identity Center/);
        assert.deepEqual(messages(await found({}, { hasNone: true }, TEAM)), []);
    });

    it("is said of several instances: which one this run works with", async () => {
        const { warnings } = await found(TEAM, { groups: { team: { id: "g-1" } }, hasTwo: true });
        assert.match(warnings.join(), /This run works with i in eu-central-1, and not with j in eu-central-1\./);
    });
});
