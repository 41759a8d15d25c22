import assert from "node:assert/strict";
import {
    AcceptHandshakeCommand,
    AttachPolicyCommand,
    CancelHandshakeCommand,
    DeclineHandshakeCommand,
    DescribeAccountCommand,
    DescribeHandshakeCommand,
    EnableAWSServiceAccessCommand,
    InviteAccountToOrganizationCommand,
    ListAccountsCommand,
    ListHandshakesForAccountCommand,
    ListHandshakesForOrganizationCommand,
    ListPoliciesForTargetCommand,
    ListTagsForResourceCommand,
    OrganizationsClient,
    RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const STANDALONE = "210987654321";
const OTHER_MANAGEMENT = "555566667777";

describe("local AWS: invitations", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let root: string;

    before(async () => {
        aws = await startLocalAws({ accountLimit: 10 });
        client = new OrganizationsClient(aws.clientConfig());
    });
    after(async () => {
        client.destroy();
        await aws.stop();
    });
    beforeEach(async () => {
        await aws.reset();
        ({ root } = await new Fixture(aws, client).createOrganization());
    });

    const as = (account: string): OrganizationsClient => new OrganizationsClient(aws.clientConfig(account));
    const invite = async (Id: string): Promise<string> => {
        const Type = Id.includes("@") ? "EMAIL" : "ACCOUNT";
        const { Handshake } = await client.send(new InviteAccountToOrganizationCommand({ Target: { Type, Id } }));
        return Handshake?.Id ?? assert.fail("no handshake");
    };
    const accept = (account: string, HandshakeId: string): Promise<unknown> =>
        as(account).send(new AcceptHandshakeCommand({ HandshakeId }));

    /** Another organisation with one account that is four days old. */
    async function elsewhere(): Promise<{ readonly other: OrganizationsClient; readonly member: string }> {
        const other = as(OTHER_MANAGEMENT);
        const fixture = new Fixture(aws, other);
        const { root: otherRoot } = await fixture.createOrganization();
        await fixture.enable("SERVICE_CONTROL_POLICY");
        const member = await fixture.createAccount("moved", { Team: "shop" });
        const policy = await fixture.createPolicy("SERVICE_CONTROL_POLICY", "theirs");
        for (const TargetId of [otherRoot, member]) {
            await other.send(new AttachPolicyCommand({ PolicyId: policy, TargetId }));
        }
        await aws.advanceDays(4.1);
        return { other, member };
    }

    it("an account of another organisation joins directly, without its policies and tags", async () => {
        const { other, member } = await elsewhere();
        const handshake = await invite(member);
        await accept(member, handshake);
        const { Account } = await client.send(new DescribeAccountCommand({ AccountId: member }));
        assert.deepEqual(
            [Account?.Name, Account?.Email, Account?.JoinedMethod],
            ["moved", "moved@example.com", "INVITED"],
        );
        const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceId: member }));
        assert.deepEqual(Tags, []);
        const { Policies } = await client.send(
            new ListPoliciesForTargetCommand({ TargetId: member, Filter: "SERVICE_CONTROL_POLICY" }),
        );
        assert.deepEqual(
            (Policies ?? []).filter(({ AwsManaged }) => !AwsManaged),
            [],
        );
        assert.equal(Account?.Paths?.[0]?.includes(`/${root}/`), true);
        const { Accounts } = await other.send(new ListAccountsCommand({}));
        assert.deepEqual(
            Accounts?.map(({ Id }) => Id),
            [OTHER_MANAGEMENT],
        );
    });

    it("an account of another organisation stays there while AWS's conditions for leaving are not met", async () => {
        const { other, member } = await elsewhere();
        const ServicePrincipal = "config.amazonaws.com";
        await other.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
        await other.send(new RegisterDelegatedAdministratorCommand({ AccountId: member, ServicePrincipal }));
        const handshake = await invite(member);
        await assert.rejects(accept(member, handshake), { Reason: "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG" });
        // It can be accepted later.
        const { Handshake } = await client.send(new DescribeHandshakeCommand({ HandshakeId: handshake }));
        assert.equal(Handshake?.State, "OPEN");
        const young = await new Fixture(aws, other).createAccount("young");
        await assert.rejects(accept(young, await invite(young)), { Reason: "WAIT_PERIOD_ACTIVE" });
        assert.equal((await other.send(new ListAccountsCommand({}))).Accounts?.length, 3);
    });

    it("a member of the same organisation cannot be invited, nor can the management account's address", async () => {
        await accept(STANDALONE, await invite(STANDALONE));
        for (const target of [STANDALONE, "management@example.com"]) {
            await assert.rejects(invite(target), { Reason: "ALREADY_IN_AN_ORGANIZATION" });
        }
    });

    it("the management account of another organisation does not see its invitation", async () => {
        await elsewhere();
        const handshake = await invite(OTHER_MANAGEMENT);
        const { Handshakes } = await as(OTHER_MANAGEMENT).send(new ListHandshakesForAccountCommand({}));
        assert.deepEqual(Handshakes, []);
        await assert.rejects(accept(OTHER_MANAGEMENT, handshake), { name: "HandshakeNotFoundException" });
    });

    it("an invitation that has ended is forgotten 30 days later", async () => {
        const expired = await invite("someone@example.com");
        const declined = await invite(STANDALONE);
        await as(STANDALONE).send(new DeclineHandshakeCommand({ HandshakeId: declined }));
        const states = async (): Promise<unknown> =>
            (await client.send(new ListHandshakesForOrganizationCommand({}))).Handshakes?.map(({ State }) => State);
        await aws.advanceDays(16);
        assert.deepEqual(await states(), ["EXPIRED", "DECLINED"]);
        await aws.advanceDays(15);
        assert.deepEqual(await states(), ["EXPIRED"]);
        await assert.rejects(client.send(new DescribeHandshakeCommand({ HandshakeId: declined })), {
            name: "HandshakeNotFoundException",
        });
        await aws.advanceDays(15);
        await assert.rejects(client.send(new DescribeHandshakeCommand({ HandshakeId: expired })), {
            name: "HandshakeNotFoundException",
        });
    });

    it("20 a day can be sent, or as many as the quota of accounts; accepted ones do not count", async () => {
        await accept(STANDALONE, await invite(STANDALONE));
        for (let sent = 0; sent < 20; sent++) {
            const HandshakeId = await invite("someone@example.com");
            await client.send(new CancelHandshakeCommand({ HandshakeId }));
        }
        await assert.rejects(invite("someone@example.com"), { Reason: "HANDSHAKE_RATE_LIMIT_EXCEEDED" });
        await aws.advanceDays(1);
        await invite("someone@example.com");
    });
});
