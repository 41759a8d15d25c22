import assert from "node:assert/strict";
import {
    AccountClient,
    DeleteAlternateContactCommand,
    EnableRegionCommand,
    GetAlternateContactCommand,
    GetRegionOptStatusCommand,
    PutAlternateContactCommand,
} from "@aws-sdk/client-account";
import { EnableAWSServiceAccessCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const CONTACT = {
    AlternateContactType: "SECURITY",
    EmailAddress: "security@example.com",
    Name: "Security team",
    PhoneNumber: "+49 30 1234567",
    Title: "Security",
} as const;

describe("account management", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let management: AccountClient;
    let AccountId: string;

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        management = new AccountClient(aws.clientConfig());
        const to = new Fixture(aws, client);
        await to.createOrganization("ALL");
        AccountId = await to.createAccount("shop");
    });
    after(async () => {
        client.destroy();
        management.destroy();
        await aws.stop();
    });

    const get = () => management.send(new GetAlternateContactCommand({ AccountId, AlternateContactType: "SECURITY" }));

    it("sets nothing in a member account before it has access to the organisation", async () => {
        await assert.rejects(management.send(new PutAlternateContactCommand({ AccountId, ...CONTACT })), {
            name: "AccessDeniedException",
        });
        await assert.rejects(management.send(new EnableRegionCommand({ AccountId, RegionName: "ap-east-2" })), {
            name: "AccessDeniedException",
        });
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "account.amazonaws.com" }));
    });

    it("sets, reads and deletes the alternate contacts of a member account", async () => {
        await assert.rejects(get(), { name: "ResourceNotFoundException" });
        await management.send(new PutAlternateContactCommand({ AccountId, ...CONTACT }));
        assert.deepEqual((await get()).AlternateContact, CONTACT);
        const own = new AccountClient(aws.clientConfig(AccountId));
        const { AlternateContact } = await own.send(
            new GetAlternateContactCommand({ AlternateContactType: "SECURITY" }),
        );
        own.destroy();
        assert.equal(AlternateContact?.Name, "Security team");
        const remove = new DeleteAlternateContactCommand({ AccountId, AlternateContactType: "SECURITY" });
        await management.send(remove);
        await assert.rejects(get(), { name: "ResourceNotFoundException" });
        await assert.rejects(management.send(remove), { name: "ResourceNotFoundException" });
    });

    it("enables an opt-in region", async () => {
        const status = async (RegionName: string): Promise<string | undefined> =>
            (await management.send(new GetRegionOptStatusCommand({ AccountId, RegionName }))).RegionOptStatus;
        assert.equal(await status("ap-east-2"), "DISABLED");
        await management.send(new EnableRegionCommand({ AccountId, RegionName: "ap-east-2" }));
        assert.equal(await status("ap-east-2"), "ENABLED");
        assert.equal(await status("eu-central-1"), "ENABLED_BY_DEFAULT");
    });
});
