import assert from "node:assert/strict";

import { AccountClient, GetContactInformationCommand, PutContactInformationCommand } from "@aws-sdk/client-account";
import {
    AcceptHandshakeCommand,
    AttachPolicyCommand,
    CloseAccountCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    DeleteOrganizationCommand,
    DescribeAccountCommand,
    DescribeCreateAccountStatusCommand,
    DescribeEffectivePolicyCommand,
    DescribeHandshakeCommand,
    DescribeOrganizationCommand,
    DescribePolicyCommand,
    DetachPolicyCommand,
    DisablePolicyTypeCommand,
    EnableAllFeaturesCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    InviteAccountToOrganizationCommand,
    ListAccountsCommand,
    ListAccountsForParentCommand,
    ListDelegatedAdministratorsCommand,
    ListDelegatedServicesForAccountCommand,
    ListParentsCommand,
    ListPoliciesCommand,
    ListPoliciesForTargetCommand,
    ListRootsCommand,
    ListTagsForResourceCommand,
    ListTargetsForPolicyCommand,
    MoveAccountCommand,
    OrganizationsClient,
    PolicyType,
    RegisterDelegatedAdministratorCommand,
    RemoveAccountFromOrganizationCommand,
    TagResourceCommand,
    UntagResourceCommand,
    paginateListAccounts,
    paginateListOrganizationalUnitsForParent,
} from "@aws-sdk/client-organizations";

import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

describe("AWS Organizations", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let to: Fixture;
    let root: string;
    let management: string;

    before(async () => {
        aws = await startLocalAws({ creationSeconds: 60, closingSeconds: 60, accountLimit: 50 });
        client = new OrganizationsClient(aws.clientConfig());
    });
    beforeEach(async () => {
        await aws.reset();
        to = new Fixture(aws, client);
        ({ root, management } = await to.createOrganization());
    });
    after(() => aws.stop());

    async function request(name: string, email: string): Promise<string> {
        const { CreateAccountStatus } = await client.send(
            new CreateAccountCommand({ AccountName: name, Email: email }),
        );
        assert.equal(CreateAccountStatus?.State, "IN_PROGRESS");
        return CreateAccountStatus.Id ?? assert.fail();
    }

    async function outcome(id: string): Promise<[state?: string, reason?: string]> {
        const { CreateAccountStatus } = await client.send(
            new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: id }),
        );
        return [CreateAccountStatus?.State, CreateAccountStatus?.FailureReason];
    }

    async function createAccount(name: string): Promise<string> {
        const id = await request(name, `${name}@example.com`);
        await aws.advanceSeconds(60);
        const { CreateAccountStatus } = await client.send(
            new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: id }),
        );
        return CreateAccountStatus?.AccountId ?? assert.fail(CreateAccountStatus?.FailureReason);
    }

    async function status(id: string): Promise<[string?, string?]> {
        const { Account } = await client.send(new DescribeAccountCommand({ AccountId: id }));
        return [Account?.Status, Account?.State];
    }

    describe("creates accounts asynchronously", () => {
        it("an account is there when the creation has succeeded, not before", async () => {
            const id = await request("shop", "shop@example.com");
            assert.deepEqual(await outcome(id), ["IN_PROGRESS", undefined]);
            assert.equal((await client.send(new ListAccountsCommand({}))).Accounts?.length, 1);
            await aws.advanceSeconds(60);
            assert.deepEqual(await outcome(id), ["SUCCEEDED", undefined]);
            assert.equal((await client.send(new ListAccountsCommand({}))).Accounts?.length, 2);
        });

        it("an address is taken for ever, in either case, also while its account is being created", async () => {
            const first = await request("one", "shop@example.com");
            const second = await request("two", "SHOP@example.com");
            await aws.advanceSeconds(60);
            assert.deepEqual(await outcome(first), ["SUCCEEDED", undefined]);
            assert.deepEqual(await outcome(second), ["FAILED", "EMAIL_ALREADY_EXISTS"]);

            const { Accounts } = await client.send(new ListAccountsCommand({}));
            const account = Accounts?.find(({ Name }) => Name === "one")?.Id;
            await client.send(new CloseAccountCommand({ AccountId: account }));
            await aws.advanceDays(91);
            await assert.rejects(client.send(new DescribeAccountCommand({ AccountId: account })), {
                name: "AccountNotFoundException",
            });
            const third = await request("three", "shop@example.com");
            await aws.advanceSeconds(60);
            assert.deepEqual(await outcome(third), ["FAILED", "EMAIL_ALREADY_EXISTS"]);
        });

        for (const email of [
            ".shop@example.com",
            "sh%op@example.com",
            "sh&op@example.com",
            "shop@-example.com",
            "shop@example.com.",
            "shop@ex_ample.com",
            "shöp@example.com",
        ]) {
            it(`${email} is no address`, async () => {
                const id = await request("shop", email);
                await aws.advanceSeconds(60);
                assert.deepEqual(await outcome(id), ["FAILED", "INVALID_EMAIL"]);
            });
        }

        for (const email of ["aws+shop@example.com", "a.b-c_d@sub.example.co.uk", "x@e1.de"]) {
            it(`${email} is an address`, async () => {
                const id = await request("shop", email);
                await aws.advanceSeconds(60);
                assert.deepEqual(await outcome(id), ["SUCCEEDED", undefined]);
            });
        }
    });

    it("the quota counts closed accounts", async () => {
        await Promise.all(Array.from({ length: 49 }, (_, index) => request(`a${index}`, `a${index}@example.com`)));
        await aws.advanceSeconds(60);
        const { Accounts } = await client.send(new ListAccountsForParentCommand({ ParentId: root }));
        await client.send(new CloseAccountCommand({ AccountId: Accounts?.[1]?.Id }));
        await aws.advanceSeconds(60);
        const id = await request("more", "more@example.com");
        await aws.advanceSeconds(60);
        assert.deepEqual(await outcome(id), ["FAILED", "ACCOUNT_LIMIT_EXCEEDED"]);
    });

    it("lists 45 accounts and 45 units in pages of 20", async () => {
        await Promise.all(Array.from({ length: 44 }, (_, index) => request(`a${index}`, `a${index}@example.com`)));
        await Promise.all(Array.from({ length: 45 }, (_, index) => to.createUnit(root, `u${index}`)));
        await aws.advanceSeconds(60);
        const accounts: string[] = [];
        const pages: number[] = [];
        for await (const page of paginateListAccounts({ client }, {})) {
            pages.push(page.Accounts?.length ?? 0);
            accounts.push(...(page.Accounts ?? []).map(({ Id }) => Id ?? ""));
        }
        assert.deepEqual(pages, [20, 20, 5]);
        assert.equal(new Set(accounts).size, 45);
        let units = 0;
        for await (const page of paginateListOrganizationalUnitsForParent({ client }, { ParentId: root })) {
            units += page.OrganizationalUnits?.length ?? 0;
        }
        assert.equal(units, 45);
        const two = await client.send(new ListAccountsCommand({ MaxResults: 2 }));
        assert.equal(two.Accounts?.length, 2);
        await assert.rejects(client.send(new ListAccountsCommand({ NextToken: "nonsense" })), {
            name: "InvalidInputException",
            Reason: "INVALID_NEXT_TOKEN",
        });
        await assert.rejects(client.send(new ListAccountsCommand({ MaxResults: 21 })), {
            name: "InvalidInputException",
            Reason: "MAX_VALUE_EXCEEDED",
        });
    });

    it("moves an account, with its tags, to another unit", async () => {
        const [first, second] = [await to.createUnit(root, "First"), await to.createUnit(root, "Second")];
        const account = await createAccount("shop");
        await client.send(
            new MoveAccountCommand({ AccountId: account, SourceParentId: root, DestinationParentId: first }),
        );
        await client.send(
            new MoveAccountCommand({ AccountId: account, SourceParentId: first, DestinationParentId: second }),
        );
        const { Parents } = await client.send(new ListParentsCommand({ ChildId: account }));
        assert.deepEqual(Parents, [{ Id: second, Type: "ORGANIZATIONAL_UNIT" }]);
        const { Account } = await client.send(new DescribeAccountCommand({ AccountId: account }));
        assert.ok(Account?.Paths?.[0]?.endsWith(`/${root}/${second}/${account}/`));
    });

    it("closes an account: PENDING_CLOSURE, SUSPENDED, and gone after 90 days", async () => {
        const unit = await to.createUnit(root, "Suspended");
        const account = await createAccount("shop");
        await client.send(
            new MoveAccountCommand({ AccountId: account, SourceParentId: root, DestinationParentId: unit }),
        );
        await client.send(new CloseAccountCommand({ AccountId: account }));
        assert.deepEqual(await status(account), ["PENDING_CLOSURE", "PENDING_CLOSURE"]);
        await assert.rejects(client.send(new CloseAccountCommand({ AccountId: account })), {
            name: "ConflictException",
        });
        await aws.advanceSeconds(60);
        assert.deepEqual(await status(account), ["SUSPENDED", "CLOSED"]);
        await assert.rejects(client.send(new CloseAccountCommand({ AccountId: account })), {
            name: "AccountAlreadyClosedException",
        });
        await assert.rejects(client.send(new DeleteOrganizationCommand({})), {
            name: "OrganizationNotEmptyException",
        });
        await aws.advanceDays(89.5);
        assert.equal((await client.send(new ListAccountsForParentCommand({ ParentId: unit }))).Accounts?.length, 1);
        await aws.advanceDays(1);
        assert.equal((await client.send(new ListAccountsForParentCommand({ ParentId: unit }))).Accounts?.length, 0);
        await client.send(new DeleteOrganizationCommand({}));
        await assert.rejects(client.send(new DescribeOrganizationCommand({})), {
            name: "AWSOrganizationsNotInUseException",
        });
    });

    it("reopens a closed account within 90 days, as AWS Support does, in its unit as before; and keeps that over a restart", async () => {
        const account = await createAccount("shop");
        await assert.rejects(aws.reopen(account), /NotClosed/);
        await client.send(new CloseAccountCommand({ AccountId: account }));
        await aws.advanceDays(89);
        await aws.reopen(account);
        assert.deepEqual(await status(account), ["ACTIVE", "ACTIVE"]);
        await aws.advanceDays(5);
        await aws.restart({ kill: true });
        assert.deepEqual(await status(account), ["ACTIVE", "ACTIVE"]);

        await client.send(new CloseAccountCommand({ AccountId: account }));
        await aws.advanceDays(91);
        await assert.rejects(aws.reopen(account), /NotClosed/);
    });

    it("removes an account that is four days old and has contact information", async () => {
        const account = await createAccount("shop");
        await aws.advanceDays(3.9);
        await assert.rejects(client.send(new RemoveAccountFromOrganizationCommand({ AccountId: account })), {
            Reason: "WAIT_PERIOD_ACTIVE",
        });
        await aws.advanceDays(0.2);
        await assert.rejects(client.send(new RemoveAccountFromOrganizationCommand({ AccountId: account })), {
            Reason: "ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION",
        });
        await aws.putContactInformation(account);
        await client.send(new RemoveAccountFromOrganizationCommand({ AccountId: account }));
        await assert.rejects(client.send(new DescribeAccountCommand({ AccountId: account })), {
            name: "AccountNotFoundException",
        });
    });

    it("takes contact information only where nothing is missing", async () => {
        const account = await createAccount("shop");
        const own = new AccountClient(aws.clientConfig(account));
        const contact = {
            FullName: "Ada",
            City: "Berlin",
            PostalCode: "10115",
            CountryCode: "DE",
            PhoneNumber: "+4930",
        };
        await assert.rejects(
            own.send(new PutContactInformationCommand({ ContactInformation: { ...contact, AddressLine1: "" } })),
            { name: "ValidationException", message: /AddressLine1/ },
        );
        await assert.rejects(own.send(new GetContactInformationCommand({})), { name: "ResourceNotFoundException" });
        await aws.putContactInformation(account);
        const { ContactInformation } = await own.send(new GetContactInformationCommand({}));
        assert.equal(ContactInformation?.City, "Berlin");
    });

    it("invites an account, which may be removed at once", async () => {
        const invited = "210987654321";
        const { Handshake } = await client.send(
            new InviteAccountToOrganizationCommand({ Target: { Type: "ACCOUNT", Id: invited } }),
        );
        await assert.rejects(
            client.send(new InviteAccountToOrganizationCommand({ Target: { Type: "ACCOUNT", Id: invited } })),
            { name: "DuplicateHandshakeException" },
        );
        await new OrganizationsClient(aws.clientConfig(invited)).send(
            new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }),
        );
        const { Account } = await client.send(new DescribeAccountCommand({ AccountId: invited }));
        assert.equal(Account?.JoinedMethod, "INVITED");
        await client.send(new RemoveAccountFromOrganizationCommand({ AccountId: invited }));
    });

    it("an invitation expires after 15 days", async () => {
        const { Handshake } = await client.send(
            new InviteAccountToOrganizationCommand({ Target: { Type: "EMAIL", Id: "someone@example.com" } }),
        );
        await aws.advanceDays(15);
        const described = await client.send(new DescribeHandshakeCommand({ HandshakeId: Handshake?.Id }));
        assert.equal(described.Handshake?.State, "EXPIRED");
    });

    it("changes from consolidated billing to all features when the handshake is accepted", async () => {
        await aws.reset();
        await to.createOrganization("CONSOLIDATED_BILLING");
        const { Handshake } = await client.send(new EnableAllFeaturesCommand({}));
        await client.send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
        const { Organization } = await client.send(new DescribeOrganizationCommand({}));
        assert.equal(Organization?.FeatureSet, "ALL");
    });

    it("attaches FullAWSAccess to everything while service control policies are enabled", async () => {
        const unit = await to.createUnit(root, "Workloads");
        const attached = async (target: string): Promise<(string | undefined)[]> =>
            (
                await client.send(
                    new ListPoliciesForTargetCommand({ TargetId: target, Filter: "SERVICE_CONTROL_POLICY" }),
                )
            ).Policies?.map(({ Id }) => Id) ?? [];
        assert.deepEqual(await attached(unit), []);
        await to.enable("SERVICE_CONTROL_POLICY");
        const later = await to.createUnit(unit, "Production");
        for (const target of [root, unit, later, management]) {
            assert.deepEqual(await attached(target), ["p-FullAWSAccess"]);
        }
        const policy = await to.createPolicy("SERVICE_CONTROL_POLICY", "guardrail");
        await client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId: unit }));
        await client.send(new DetachPolicyCommand({ PolicyId: "p-FullAWSAccess", TargetId: unit }));
        assert.deepEqual(await attached(unit), [policy]);
        await client.send(new DisablePolicyTypeCommand({ RootId: root, PolicyType: "SERVICE_CONTROL_POLICY" }));
        await client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "SERVICE_CONTROL_POLICY" }));
        assert.deepEqual(await attached(unit), ["p-FullAWSAccess"]);
    });

    it("RCPFullAWSAccess is there when resource control policies are enabled", async () => {
        const list = async (): Promise<unknown> =>
            (await client.send(new ListPoliciesCommand({ Filter: "RESOURCE_CONTROL_POLICY" }))).Policies?.map(
                ({ Id, AwsManaged }) => [Id, AwsManaged],
            );
        assert.deepEqual(await list(), []);
        await to.enable("RESOURCE_CONTROL_POLICY");
        assert.deepEqual(await list(), [["p-RCPFullAWSAccess", true]]);
    });

    for (const type of Object.values(PolicyType)) {
        it(`${type}: created, enabled, attached, described, listed`, async () => {
            await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "securityhub.amazonaws.com" }));
            const policy = await to.createPolicy(type, "policy");
            await to.enable(type);
            await client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId: root }));
            const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: policy }));
            assert.equal(Policy?.PolicySummary?.Type, type);
            assert.ok(Policy.PolicySummary.Arn?.includes(`/${type.toLowerCase()}/${policy}`));
            const { Targets } = await client.send(new ListTargetsForPolicyCommand({ PolicyId: policy }));
            assert.deepEqual(
                Targets?.map(({ TargetId, Type }) => [TargetId, Type]),
                [[root, "ROOT"]],
            );
            const { Roots } = await client.send(new ListRootsCommand({}));
            assert.deepEqual(Roots?.[0]?.PolicyTypes, [{ Type: type, Status: "ENABLED" }]);
        });
    }

    it("the effective policy merges what is inherited, within what parents allow", async () => {
        await to.enable("TAG_POLICY");
        const account = await createAccount("shop");
        const attach = async (target: string, name: string, tags: object): Promise<void> => {
            const policy = await to.createPolicy("TAG_POLICY", name, JSON.stringify({ tags }));
            await client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId: target }));
        };
        await attach(root, "root", {
            CostCenter: {
                tag_key: { "@@assign": "CostCenter", "@@operators_allowed_for_child_policies": ["@@none"] },
                tag_value: { "@@assign": ["100"] },
            },
        });
        await attach(account, "account", {
            costcenter: { tag_key: { "@@assign": "costCENTER" }, tag_value: { "@@append": ["200"] } },
        });
        const { EffectivePolicy } = await client.send(
            new DescribeEffectivePolicyCommand({ PolicyType: "TAG_POLICY", TargetId: account }),
        );
        assert.deepEqual(JSON.parse(EffectivePolicy?.PolicyContent ?? ""), {
            tags: { CostCenter: { tag_key: "CostCenter", tag_value: ["100", "200"] } },
        });
    });

    it("tags accounts, units, policies and the root", async () => {
        const resources = [
            await createAccount("shop"),
            await to.createUnit(root, "Workloads"),
            await to.createPolicy("TAG_POLICY", "costs"),
            root,
        ];
        for (const ResourceId of resources) {
            await client.send(
                new TagResourceCommand({
                    ResourceId,
                    Tags: [
                        { Key: "Team", Value: "shop" },
                        { Key: "Straße/1", Value: "" },
                    ],
                }),
            );
            await client.send(new TagResourceCommand({ ResourceId, Tags: [{ Key: "Team", Value: "pay" }] }));
            await client.send(new UntagResourceCommand({ ResourceId, TagKeys: ["Straße/1", "Absent"] }));
            const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceId }));
            assert.deepEqual(Tags, [{ Key: "Team", Value: "pay" }]);
        }
    });

    it("lists delegated administrators and their services; they may read", async () => {
        const account = await createAccount("audit");
        for (const ServicePrincipal of ["config.amazonaws.com", "guardduty.amazonaws.com"]) {
            await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
            await client.send(new RegisterDelegatedAdministratorCommand({ AccountId: account, ServicePrincipal }));
        }
        const delegated = new OrganizationsClient(aws.clientConfig(account));
        const { DelegatedAdministrators } = await delegated.send(new ListDelegatedAdministratorsCommand({}));
        assert.deepEqual(
            DelegatedAdministrators?.map(({ Id }) => Id),
            [account],
        );
        const { DelegatedServices } = await delegated.send(
            new ListDelegatedServicesForAccountCommand({ AccountId: account }),
        );
        assert.equal(DelegatedServices?.length, 2);
        await assert.rejects(delegated.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name: "x" })), {
            name: "AccessDeniedException",
        });
    });
});
