import assert from "node:assert/strict";

import { AccountClient, GetContactInformationCommand, PutContactInformationCommand } from "@aws-sdk/client-account";
import {
    AcceptHandshakeCommand,
    CloseAccountCommand,
    CreateOrganizationalUnitCommand,
    DeleteOrganizationCommand,
    DescribeAccountCommand,
    DescribeHandshakeCommand,
    DescribeOrganizationCommand,
    EnableAllFeaturesCommand,
    EnableAWSServiceAccessCommand,
    InviteAccountToOrganizationCommand,
    ListAccountsCommand,
    ListAccountsForParentCommand,
    ListDelegatedAdministratorsCommand,
    ListDelegatedServicesForAccountCommand,
    ListParentsCommand,
    MoveAccountCommand,
    OrganizationsClient,
    RegisterDelegatedAdministratorCommand,
    RemoveAccountFromOrganizationCommand,
    paginateListAccounts,
    paginateListOrganizationalUnitsForParent,
} from "@aws-sdk/client-organizations";

import { newOrganization } from "./newOrganization";

describe("AWS Organizations: accounts", () => {
    const on = newOrganization();

    describe("creates accounts asynchronously", () => {
        it("an account exists when its creation has succeeded, not before", async () => {
            const id = await on.request("shop", "shop@example.com");
            assert.deepEqual(await on.outcome(id), ["IN_PROGRESS", undefined]);
            assert.equal((await on.client.send(new ListAccountsCommand({}))).Accounts?.length, 1);
            await on.aws.advanceSeconds(60);
            assert.deepEqual(await on.outcome(id), ["SUCCEEDED", undefined]);
            assert.equal((await on.client.send(new ListAccountsCommand({}))).Accounts?.length, 2);
        });

        it("an address stays taken for ever, in any case, also while its account is being created", async () => {
            const first = await on.request("one", "shop@example.com");
            const second = await on.request("two", "SHOP@example.com");
            await on.aws.advanceSeconds(60);
            assert.deepEqual(await on.outcome(first), ["SUCCEEDED", undefined]);
            assert.deepEqual(await on.outcome(second), ["FAILED", "EMAIL_ALREADY_EXISTS"]);

            const { Accounts } = await on.client.send(new ListAccountsCommand({}));
            const account = Accounts?.find(({ Name }) => Name === "one")?.Id;
            await on.client.send(new CloseAccountCommand({ AccountId: account }));
            await on.aws.advanceDays(91);
            await assert.rejects(on.client.send(new DescribeAccountCommand({ AccountId: account })), {
                name: "AccountNotFoundException",
            });
            const third = await on.request("three", "shop@example.com");
            await on.aws.advanceSeconds(60);
            assert.deepEqual(await on.outcome(third), ["FAILED", "EMAIL_ALREADY_EXISTS"]);
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
            it(`${email} is no valid address`, async () => {
                const id = await on.request("shop", email);
                await on.aws.advanceSeconds(60);
                assert.deepEqual(await on.outcome(id), ["FAILED", "INVALID_EMAIL"]);
            });
        }

        for (const email of ["aws+shop@example.com", "a.b-c_d@sub.example.co.uk", "x@e1.de"]) {
            it(`${email} is a valid address`, async () => {
                const id = await on.request("shop", email);
                await on.aws.advanceSeconds(60);
                assert.deepEqual(await on.outcome(id), ["SUCCEEDED", undefined]);
            });
        }
    });

    it("the quota counts closed accounts", async () => {
        await Promise.all(Array.from({ length: 49 }, (_, index) => on.request(`a${index}`, `a${index}@example.com`)));
        await on.aws.advanceSeconds(60);
        const { Accounts } = await on.client.send(new ListAccountsForParentCommand({ ParentId: on.root }));
        await on.client.send(new CloseAccountCommand({ AccountId: Accounts?.[1]?.Id }));
        await on.aws.advanceSeconds(60);
        const id = await on.request("more", "more@example.com");
        await on.aws.advanceSeconds(60);
        assert.deepEqual(await on.outcome(id), ["FAILED", "ACCOUNT_LIMIT_EXCEEDED"]);
    });

    it("lists 45 accounts and 45 units in pages of 20", async () => {
        await Promise.all(Array.from({ length: 44 }, (_, index) => on.request(`a${index}`, `a${index}@example.com`)));
        await Promise.all(Array.from({ length: 45 }, (_, index) => on.to.createUnit(on.root, `u${index}`)));
        await on.aws.advanceSeconds(60);
        const accounts: string[] = [];
        const pages: number[] = [];
        for await (const page of paginateListAccounts({ client: on.client }, {})) {
            pages.push(page.Accounts?.length ?? 0);
            accounts.push(...(page.Accounts ?? []).map(({ Id }) => Id ?? ""));
        }
        assert.deepEqual(pages, [20, 20, 5]);
        assert.equal(new Set(accounts).size, 45);
        let units = 0;
        for await (const page of paginateListOrganizationalUnitsForParent(
            { client: on.client },
            { ParentId: on.root },
        )) {
            units += page.OrganizationalUnits?.length ?? 0;
        }
        assert.equal(units, 45);
        const two = await on.client.send(new ListAccountsCommand({ MaxResults: 2 }));
        assert.equal(two.Accounts?.length, 2);
        await assert.rejects(on.client.send(new ListAccountsCommand({ NextToken: "nonsense" })), {
            name: "InvalidInputException",
            Reason: "INVALID_NEXT_TOKEN",
        });
        await assert.rejects(on.client.send(new ListAccountsCommand({ MaxResults: 21 })), {
            name: "InvalidInputException",
            Reason: "MAX_VALUE_EXCEEDED",
        });
    });

    it("moves an account, with its tags, to another unit", async () => {
        const [first, second] = [await on.to.createUnit(on.root, "First"), await on.to.createUnit(on.root, "Second")];
        const account = await on.createAccount("shop");
        await on.client.send(
            new MoveAccountCommand({ AccountId: account, SourceParentId: on.root, DestinationParentId: first }),
        );
        await on.client.send(
            new MoveAccountCommand({ AccountId: account, SourceParentId: first, DestinationParentId: second }),
        );
        const { Parents } = await on.client.send(new ListParentsCommand({ ChildId: account }));
        assert.deepEqual(Parents, [{ Id: second, Type: "ORGANIZATIONAL_UNIT" }]);
        const { Account } = await on.client.send(new DescribeAccountCommand({ AccountId: account }));
        assert.ok(Account?.Paths?.[0]?.endsWith(`/${on.root}/${second}/${account}/`));
    });

    it("closes an account: PENDING_CLOSURE, SUSPENDED, and gone after 90 days", async () => {
        const unit = await on.to.createUnit(on.root, "Suspended");
        const account = await on.createAccount("shop");
        await on.client.send(
            new MoveAccountCommand({ AccountId: account, SourceParentId: on.root, DestinationParentId: unit }),
        );
        await on.client.send(new CloseAccountCommand({ AccountId: account }));
        assert.deepEqual(await on.status(account), ["PENDING_CLOSURE", "PENDING_CLOSURE"]);
        await assert.rejects(on.client.send(new CloseAccountCommand({ AccountId: account })), {
            name: "ConflictException",
        });
        await on.aws.advanceSeconds(60);
        assert.deepEqual(await on.status(account), ["SUSPENDED", "CLOSED"]);
        await assert.rejects(on.client.send(new CloseAccountCommand({ AccountId: account })), {
            name: "AccountAlreadyClosedException",
        });
        await assert.rejects(on.client.send(new DeleteOrganizationCommand({})), {
            name: "OrganizationNotEmptyException",
        });
        await on.aws.advanceDays(89.5);
        assert.equal((await on.client.send(new ListAccountsForParentCommand({ ParentId: unit }))).Accounts?.length, 1);
        await on.aws.advanceDays(1);
        assert.equal((await on.client.send(new ListAccountsForParentCommand({ ParentId: unit }))).Accounts?.length, 0);
        await on.client.send(new DeleteOrganizationCommand({}));
        await assert.rejects(on.client.send(new DescribeOrganizationCommand({})), {
            name: "AWSOrganizationsNotInUseException",
        });
    });

    it("reopens a closed account within 90 days, as AWS Support does, in the same unit, also after a restart", async () => {
        const account = await on.createAccount("shop");
        await assert.rejects(on.aws.reopen(account), /NotClosed/);
        await on.client.send(new CloseAccountCommand({ AccountId: account }));
        await on.aws.advanceDays(89);
        await on.aws.reopen(account);
        assert.deepEqual(await on.status(account), ["ACTIVE", "ACTIVE"]);
        await on.aws.advanceDays(5);
        await on.aws.restart({ kill: true });
        assert.deepEqual(await on.status(account), ["ACTIVE", "ACTIVE"]);

        await on.client.send(new CloseAccountCommand({ AccountId: account }));
        await on.aws.advanceDays(91);
        await assert.rejects(on.aws.reopen(account), /NotClosed/);
    });

    it("removes an account that is four days old and has contact information", async () => {
        const account = await on.createAccount("shop");
        await on.aws.advanceDays(3.9);
        await assert.rejects(on.client.send(new RemoveAccountFromOrganizationCommand({ AccountId: account })), {
            Reason: "WAIT_PERIOD_ACTIVE",
        });
        await on.aws.advanceDays(0.2);
        await assert.rejects(on.client.send(new RemoveAccountFromOrganizationCommand({ AccountId: account })), {
            Reason: "ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION",
        });
        await on.aws.putContactInformation(account);
        await on.client.send(new RemoveAccountFromOrganizationCommand({ AccountId: account }));
        await assert.rejects(on.client.send(new DescribeAccountCommand({ AccountId: account })), {
            name: "AccountNotFoundException",
        });
    });

    it("accepts contact information only if it is complete", async () => {
        const account = await on.createAccount("shop");
        const own = new AccountClient(on.aws.clientConfig(account));
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
        await on.aws.putContactInformation(account);
        const { ContactInformation } = await own.send(new GetContactInformationCommand({}));
        assert.equal(ContactInformation?.City, "Berlin");
    });

    it("invites an account, which may be removed at once", async () => {
        const invited = "210987654321";
        const { Handshake } = await on.client.send(
            new InviteAccountToOrganizationCommand({ Target: { Type: "ACCOUNT", Id: invited } }),
        );
        await assert.rejects(
            on.client.send(new InviteAccountToOrganizationCommand({ Target: { Type: "ACCOUNT", Id: invited } })),
            { name: "DuplicateHandshakeException" },
        );
        await new OrganizationsClient(on.aws.clientConfig(invited)).send(
            new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }),
        );
        const { Account } = await on.client.send(new DescribeAccountCommand({ AccountId: invited }));
        assert.equal(Account?.JoinedMethod, "INVITED");
        await on.client.send(new RemoveAccountFromOrganizationCommand({ AccountId: invited }));
    });

    it("an invitation expires after 15 days", async () => {
        const { Handshake } = await on.client.send(
            new InviteAccountToOrganizationCommand({ Target: { Type: "EMAIL", Id: "someone@example.com" } }),
        );
        await on.aws.advanceDays(15);
        const described = await on.client.send(new DescribeHandshakeCommand({ HandshakeId: Handshake?.Id }));
        assert.equal(described.Handshake?.State, "EXPIRED");
    });

    it("changes from consolidated billing to all features when the handshake is accepted", async () => {
        await on.aws.reset();
        await on.to.createOrganization("CONSOLIDATED_BILLING");
        const { Handshake } = await on.client.send(new EnableAllFeaturesCommand({}));
        await on.client.send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
        const { Organization } = await on.client.send(new DescribeOrganizationCommand({}));
        assert.equal(Organization?.FeatureSet, "ALL");
    });

    it("lists delegated administrators and their services; they may read", async () => {
        const account = await on.createAccount("audit");
        for (const ServicePrincipal of ["config.amazonaws.com", "guardduty.amazonaws.com"]) {
            await on.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
            await on.client.send(new RegisterDelegatedAdministratorCommand({ AccountId: account, ServicePrincipal }));
        }
        const delegated = new OrganizationsClient(on.aws.clientConfig(account));
        const { DelegatedAdministrators } = await delegated.send(new ListDelegatedAdministratorsCommand({}));
        assert.deepEqual(
            DelegatedAdministrators?.map(({ Id }) => Id),
            [account],
        );
        const { DelegatedServices } = await delegated.send(
            new ListDelegatedServicesForAccountCommand({ AccountId: account }),
        );
        assert.equal(DelegatedServices?.length, 2);
        await assert.rejects(delegated.send(new CreateOrganizationalUnitCommand({ ParentId: on.root, Name: "x" })), {
            name: "AccessDeniedException",
        });
    });
});
