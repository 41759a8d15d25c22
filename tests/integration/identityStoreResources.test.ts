import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    CreateGroupCommand,
    CreateGroupMembershipCommand,
    CreateUserCommand,
    DeleteGroupMembershipCommand,
    DescribeUserCommand,
    GetUserIdCommand,
    IdentitystoreClient,
    ListGroupMembershipsCommand,
    ListGroupsCommand,
    ListUsersCommand,
    UpdateUserCommand,
} from "@aws-sdk/client-identitystore";
import { CreateOrganizationCommand } from "@aws-sdk/client-organizations";
import { ListInstancesCommand, SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { assertChanges, Project } from "./support";

/** A program whose resources are in a file. */
const PROGRAM = `
const store = require("@pulumi/aws/identitystore");
const { identityStoreId, users, groups, memberships } = require("./people.json");
const made = { users: {}, groups: {} };
for (const [name, { id, ...args }] of Object.entries(users)) {
    made.users[name] = new store.User(name, { identityStoreId, ...args }, id && { import: id });
}
for (const [name, { id, ...args }] of Object.entries(groups)) {
    made.groups[name] = new store.Group(name, { identityStoreId, ...args }, id && { import: id });
}
for (const [user, group, id] of memberships) {
    new store.GroupMembership(user + "@" + group, {
        identityStoreId, groupId: made.groups[group].groupId, memberId: made.users[user].userId,
    }, id && { import: id });
}
`;

interface People {
    readonly users: Record<string, object>;
    readonly groups: Record<string, object>;
    readonly memberships: readonly (readonly [user: string, group: string, id?: string])[];
}

const user = (userName: string, familyName: string, more: object = {}): object => ({
    userName,
    displayName: `Ada ${familyName}`,
    name: { givenName: "Ada", familyName },
    emails: { value: userName, primary: true, type: "work" },
    ...more,
});

describe("users, groups and memberships of the AWS provider in the local AWS", function () {
    this.timeout(300_000);
    let project: Project;
    let directory: IdentitystoreClient;
    let store: string;
    let people: People = {
        users: { ada: user("ada@example.com", "Lovelace"), grace: user("grace@example.com", "Hopper") },
        groups: { developers: { displayName: "developers", description: "They build" } },
        memberships: [["ada", "developers"]],
    };

    before(async () => {
        project = await Project.start();
        for (const linked of ["Pulumi.yaml", "package.json", "program"]) fs.rmSync(path.join(project.folder, linked));
        const write = (name: string, text: string): void => fs.writeFileSync(path.join(project.folder, name), text);
        write(
            "Pulumi.yaml",
            "name: people\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
        );
        write("package.json", JSON.stringify({ name: "people" }));
        write("index.js", PROGRAM);
        assert.equal((await project.pulumi("stack", "init", "test")).code, 0);
        await project.client.send(new CreateOrganizationCommand({}));
        directory = new IdentitystoreClient(project.aws.clientConfig());
        const admin = new SSOAdminClient(project.aws.clientConfig());
        const { Instances = [] } = await admin.send(new ListInstancesCommand({}));
        store = Instances[0]?.IdentityStoreId ?? assert.fail("no directory");
        admin.destroy();
    });
    after(async () => {
        directory.destroy();
        await project.stop();
    });

    const define = (changes: Partial<People> = {}): void => {
        people = { ...people, ...changes };
        fs.writeFileSync(
            path.join(project.folder, "people.json"),
            JSON.stringify({ identityStoreId: store, ...people }),
        );
    };
    const applied = async (changes: Parameters<typeof assertChanges>[1]): Promise<void> => {
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, changes);
        const again = await project.preview("--refresh");
        assert.equal(again.code, 0, again.output);
        assertChanges(again, {});
    };
    const userId = async (name: string): Promise<string> => {
        const UniqueAttribute = { AttributePath: "userName", AttributeValue: name };
        const found = await directory.send(
            new GetUserIdCommand({ IdentityStoreId: store, AlternateIdentifier: { UniqueAttribute } }),
        );
        return found.UserId ?? assert.fail();
    };

    it("are created, and unchanged afterwards", async () => {
        define();
        // The fifth is the stack itself.
        await applied({ created: 5 });
    });

    it("are updated in place", async () => {
        define({
            users: {
                ...people.users,
                ada: user("ada@example.com", "King", { title: "Countess", emails: { value: "ada@example.org" } }),
            },
            groups: { developers: { displayName: "builders", description: "They build all" } },
        });
        await applied({ updated: 2 });
        const ada = await directory.send(
            new DescribeUserCommand({ IdentityStoreId: store, UserId: await userId("ada@example.com") }),
        );
        assert.deepEqual(
            [ada.Name?.FamilyName, ada.DisplayName, ada.Title, ada.Emails?.map(({ Value }) => Value)],
            ["King", "Ada King", "Countess", ["ada@example.org"]],
        );
        const { Groups } = await directory.send(new ListGroupsCommand({ IdentityStoreId: store }));
        assert.deepEqual(
            Groups?.map(({ DisplayName, Description }) => [DisplayName, Description]),
            [["builders", "They build all"]],
        );
    });

    it("are put right after somebody has changed them", async () => {
        const UserId = await userId("grace@example.com");
        const Operations = [{ AttributePath: "displayName", AttributeValue: "Somebody" }];
        await directory.send(new UpdateUserCommand({ IdentityStoreId: store, UserId, Operations }));
        const { Groups } = await directory.send(new ListGroupsCommand({ IdentityStoreId: store }));
        const { GroupMemberships } = await directory.send(
            new ListGroupMembershipsCommand({ IdentityStoreId: store, GroupId: Groups?.[0]?.GroupId }),
        );
        const [membership] = GroupMemberships ?? [];
        await directory.send(
            new DeleteGroupMembershipCommand({ IdentityStoreId: store, MembershipId: membership?.MembershipId }),
        );
        const refreshed = await project.refresh();
        assert.equal(refreshed.code, 0, refreshed.output);
        await applied({ updated: 1, created: 1 });
    });

    it("are taken over if they exist", async () => {
        const IdentityStoreId = store;
        const { UserId = "" } = await directory.send(
            new CreateUserCommand({
                IdentityStoreId,
                UserName: "mary@example.com",
                DisplayName: "Ada Shelley",
                Name: { GivenName: "Ada", FamilyName: "Shelley" },
                Emails: [{ Value: "mary@example.com", Primary: true, Type: "work" }],
            }),
        );
        const { GroupId } = await directory.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: "writers" }));
        const { MembershipId } = await directory.send(
            new CreateGroupMembershipCommand({ IdentityStoreId, GroupId, MemberId: { UserId } }),
        );
        define({
            users: {
                ...people.users,
                mary: user("mary@example.com", "Shelley", { id: `${store}/${UserId}` }),
            },
            groups: { ...people.groups, writers: { displayName: "writers", id: `${store}/${GroupId}` } },
            memberships: [...people.memberships, ["mary", "writers", `${store}/${MembershipId}`]],
        });
        await applied({ imported: 3 });
    });

    it("are deleted", async () => {
        const run = await project.destroy();
        assert.equal(run.code, 0, run.output);
        const { Users } = await directory.send(new ListUsersCommand({ IdentityStoreId: store }));
        const { Groups } = await directory.send(new ListGroupsCommand({ IdentityStoreId: store }));
        assert.deepEqual([Users, Groups], [[], []]);
    });
});
