import assert from "node:assert/strict";
import {
    CreateGroupCommand,
    CreateGroupMembershipCommand,
    CreateUserCommand,
    DeleteGroupCommand,
    DeleteGroupMembershipCommand,
    DeleteUserCommand,
    DescribeGroupCommand,
    DescribeGroupMembershipCommand,
    DescribeUserCommand,
    GetGroupIdCommand,
    GetGroupMembershipIdCommand,
    GetUserIdCommand,
    IdentitystoreClient,
    IsMemberInGroupsCommand,
    ListGroupMembershipsCommand,
    ListGroupMembershipsForMemberCommand,
    ListGroupsCommand,
    ListUsersCommand,
    UpdateGroupCommand,
    UpdateUserCommand,
    type AttributeOperation,
} from "@aws-sdk/client-identitystore";
import { RegisterDelegatedAdministratorCommand } from "@aws-sdk/client-organizations";
import { newIdentityCenter } from "./newIdentityCenter";

const INVALID = { name: "ValidationException" };
const NOT_FOUND = { name: "ResourceNotFoundException" };
const DUPLICATE = { name: "ConflictException", Reason: "UNIQUENESS_CONSTRAINT_VIOLATION" };
const NO_ID = "12ab34cd56-12345678-1234-1234-1234-123456789012";

describe("the directory of IAM Identity Center", () => {
    const center = newIdentityCenter();
    const inStore = <More extends object>(more: More): More & { IdentityStoreId: string } => ({
        IdentityStoreId: center.store,
        ...more,
    });
    const create = (UserName: string, more: object = {}): Promise<unknown> =>
        center.directory.send(
            new CreateUserCommand(
                inStore({
                    UserName,
                    DisplayName: "Ada Lovelace",
                    Name: { GivenName: "Ada", FamilyName: "Lovelace" },
                    ...more,
                }),
            ),
        );

    it("has users, whose attributes change one by one", async () => {
        const [, UserId] = await center.user("ada@example.com");
        const update = (...Operations: AttributeOperation[]): Promise<unknown> =>
            center.directory.send(new UpdateUserCommand(inStore({ UserId, Operations })));
        await update(
            { AttributePath: "displayName", AttributeValue: "Ada King" },
            { AttributePath: "name.familyName", AttributeValue: "King" },
            { AttributePath: "title", AttributeValue: "Countess" },
            { AttributePath: "emails", AttributeValue: [{ value: "ada@example.org", primary: true }] },
        );
        await update({ AttributePath: "title" });
        const user = await center.directory.send(new DescribeUserCommand(inStore({ UserId })));
        assert.deepEqual(
            [user.UserName, user.DisplayName, user.Name, user.Emails, user.Title, user.UserStatus],
            [
                "ada@example.com",
                "Ada King",
                { GivenName: "Ada", FamilyName: "King" },
                [{ Value: "ada@example.org", Primary: true }],
                undefined,
                "ENABLED",
            ],
        );
        await assert.rejects(update({ AttributePath: "displayName" }), INVALID);
        await assert.rejects(update({ AttributePath: "name.familyName" }), INVALID);
        await assert.rejects(update({ AttributePath: "nobody", AttributeValue: "x" }), INVALID);
        await assert.rejects(update({ AttributePath: "displayName", AttributeValue: "a".repeat(1025) }), INVALID);
    });

    it("takes names that are new, and complete users only", async () => {
        await create("ada@example.com");
        await assert.rejects(create("Ada@example.com"), { ...DUPLICATE, message: "Duplicate UserName" });
        await assert.rejects(create("grace", { DisplayName: undefined }), INVALID);
        await assert.rejects(create("grace", { Name: { GivenName: "Grace" } }), INVALID);
        await assert.rejects(create("Administrator"), INVALID);
        await assert.rejects(create("two words"), INVALID);
        await assert.rejects(create("a".repeat(129)), INVALID);
        await assert.rejects(create("grace", { Emails: [{ Value: "a@b" }, { Value: "c@d" }] }), INVALID);
        await center.group("developers");
        await assert.rejects(center.group("Developers"), { ...DUPLICATE, message: "Duplicate GroupDisplayName" });
        await assert.rejects(center.directory.send(new CreateGroupCommand(inStore({ Description: "x" }))), INVALID);
    });

    it("has groups, which are renamed and described", async () => {
        const [, GroupId] = await center.group("developers");
        await center.group("auditors");
        const update = (...Operations: AttributeOperation[]): Promise<unknown> =>
            center.directory.send(new UpdateGroupCommand(inStore({ GroupId, Operations })));
        await update({ AttributePath: "displayName", AttributeValue: "builders" });
        await update({ AttributePath: "description", AttributeValue: "They build" });
        const group = await center.directory.send(new DescribeGroupCommand(inStore({ GroupId })));
        assert.deepEqual([group.DisplayName, group.Description], ["builders", "They build"]);
        await assert.rejects(update({ AttributePath: "displayName", AttributeValue: "auditors" }), DUPLICATE);
        await center.group("developers");
        await center.directory.send(new DeleteGroupCommand(inStore({ GroupId })));
        await assert.rejects(center.directory.send(new DescribeGroupCommand(inStore({ GroupId }))), {
            ...NOT_FOUND,
            ResourceType: "GROUP",
            ResourceId: GroupId,
        });
    });

    it("finds users and groups by their names", async () => {
        const [, UserId] = await center.user("ada@example.com");
        const [, GroupId] = await center.group("developers");
        const idOf = (AttributePath: string, AttributeValue: string) =>
            inStore({ AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } } });
        const user = (path: string, value: string): Promise<{ UserId?: string }> =>
            center.directory.send(new GetUserIdCommand(idOf(path, value)));
        assert.equal((await user("userName", "ada@example.com")).UserId, UserId);
        assert.equal((await user("emails.value", "ada@example.com")).UserId, UserId);
        await assert.rejects(user("userName", "grace"), { ...NOT_FOUND, ResourceType: "USER" });
        await assert.rejects(user("title", "x"), INVALID);
        const group = await center.directory.send(new GetGroupIdCommand(idOf("displayName", "developers")));
        assert.equal(group.GroupId, GroupId);
        const Filters = (AttributePath: string, AttributeValue: string) => ({
            Filters: [{ AttributePath, AttributeValue }],
        });
        const users = await center.directory.send(
            new ListUsersCommand(inStore(Filters("UserName", "ada@example.com"))),
        );
        assert.deepEqual(
            users.Users?.map((one) => one.UserId),
            [UserId],
        );
        const groups = await center.directory.send(new ListGroupsCommand(inStore(Filters("DisplayName", "none"))));
        assert.deepEqual(groups.Groups, []);
        await assert.rejects(center.directory.send(new ListUsersCommand(inStore(Filters("Title", "x")))), INVALID);
    });

    it("lists at most 100 on a page", async () => {
        for (let number = 0; number < 101; number++) await create(`user${number}`);
        const first = await center.directory.send(new ListUsersCommand(inStore({})));
        assert.equal(first.Users?.length, 100);
        const second = await center.directory.send(new ListUsersCommand(inStore({ NextToken: first.NextToken })));
        assert.deepEqual([second.Users?.map(({ UserName }) => UserName), second.NextToken], [["user100"], undefined]);
        await assert.rejects(center.directory.send(new ListUsersCommand(inStore({ MaxResults: 101 }))), INVALID);
        await assert.rejects(center.directory.send(new ListUsersCommand(inStore({ NextToken: "abc" }))), INVALID);
    });

    it("puts users into groups, once each", async () => {
        const [, UserId] = await center.user("ada@example.com");
        const [[, GroupId], [, other]] = [await center.group("developers"), await center.group("auditors")];
        const MemberId = { UserId };
        const join = (group: string, user = UserId): Promise<{ MembershipId?: string }> =>
            center.directory.send(
                new CreateGroupMembershipCommand(inStore({ GroupId: group, MemberId: { UserId: user } })),
            );
        const { MembershipId } = await join(GroupId);
        await assert.rejects(join(GroupId), DUPLICATE);
        await assert.rejects(join(NO_ID), { ...NOT_FOUND, ResourceType: "GROUP" });
        await assert.rejects(join(GroupId, NO_ID), { ...NOT_FOUND, ResourceType: "USER" });
        const described = await center.directory.send(new DescribeGroupMembershipCommand(inStore({ MembershipId })));
        assert.deepEqual([described.GroupId, described.MemberId], [GroupId, MemberId]);
        const found = await center.directory.send(new GetGroupMembershipIdCommand(inStore({ GroupId, MemberId })));
        assert.equal(found.MembershipId, MembershipId);
        const { Results } = await center.directory.send(
            new IsMemberInGroupsCommand(inStore({ MemberId, GroupIds: [GroupId, other] })),
        );
        assert.deepEqual(
            Results?.map(({ MembershipExists }) => MembershipExists),
            [true, false],
        );
        const members = async (): Promise<number | undefined> =>
            (await center.directory.send(new ListGroupMembershipsCommand(inStore({ GroupId })))).GroupMemberships
                ?.length;
        const groups = await center.directory.send(new ListGroupMembershipsForMemberCommand(inStore({ MemberId })));
        assert.deepEqual(
            groups.GroupMemberships?.map((one) => one.GroupId),
            [GroupId],
        );
        assert.equal(await members(), 1);
        await center.directory.send(new DeleteGroupMembershipCommand(inStore({ MembershipId })));
        assert.equal(await members(), 0);
        await assert.rejects(center.directory.send(new DeleteGroupMembershipCommand(inStore({ MembershipId }))), {
            ...NOT_FOUND,
            ResourceType: "GROUP_MEMBERSHIP",
        });
        await join(GroupId);
        await center.directory.send(new DeleteUserCommand(inStore({ UserId })));
        assert.equal(await members(), 0);
    });

    it("belongs to one region, and to the management account and the delegated administrator", async () => {
        const list = new ListUsersCommand(inStore({}));
        const shop = await center.to.createAccount("shop");
        const elsewhere = new IdentitystoreClient({ ...center.aws.clientConfig(), region: "eu-central-1" });
        await assert.rejects(elsewhere.send(list), { ...NOT_FOUND, ResourceType: "IDENTITY_STORE" });
        const member = new IdentitystoreClient(center.aws.clientConfig(shop));
        await assert.rejects(member.send(list), { name: "AccessDeniedException" });
        await center.organizations.send(
            new RegisterDelegatedAdministratorCommand({ AccountId: shop, ServicePrincipal: "sso.amazonaws.com" }),
        );
        assert.deepEqual((await member.send(list)).Users, []);
        elsewhere.destroy();
        member.destroy();
    });

    it("survives a restart", async () => {
        const ada = await center.user("ada@example.com");
        const [, GroupId] = await center.group("developers", ada);
        await center.aws.restart({ kill: true });
        const health = (await (await fetch(`${center.aws.url}/_local/health`)).json()) as Record<string, unknown>;
        assert.equal(health.replayFailures, 0);
        const members = await center.directory.send(new ListGroupMembershipsCommand(inStore({ GroupId })));
        assert.deepEqual(
            members.GroupMemberships?.map(({ MemberId }) => MemberId),
            [{ UserId: ada[1] }],
        );
    });
});
