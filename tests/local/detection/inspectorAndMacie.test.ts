import assert from "node:assert/strict";
import {
    AssociateMemberCommand,
    BatchGetAccountStatusCommand,
    DisassociateMemberCommand,
    EnableCommand,
    EnableDelegatedAdminAccountCommand,
    GetMemberCommand,
    Inspector2Client,
    ListMembersCommand,
    UpdateOrganizationConfigurationCommand,
} from "@aws-sdk/client-inspector2";
import {
    CreateMemberCommand,
    DeleteMemberCommand,
    DisableMacieCommand,
    DisassociateMemberCommand as DisassociateMacieMemberCommand,
    EnableOrganizationAdminAccountCommand,
    GetMacieSessionCommand,
    ListMembersCommand as ListMacieMembersCommand,
    Macie2Client,
    UpdateOrganizationConfigurationCommand as UpdateMacieConfigurationCommand,
} from "@aws-sdk/client-macie2";
import { newDetection } from "./newDetection";

describe("Inspector in the local AWS", () => {
    const world = newDetection();
    let audit: Inspector2Client;
    beforeEach(async () => {
        audit = new Inspector2Client(world.in(world.audit));
        const delegatedAdminAccountId = world.audit;
        await new Inspector2Client(world.in()).send(
            new EnableDelegatedAdminAccountCommand({ delegatedAdminAccountId }),
        );
        await world.aws.advanceSeconds(1);
        const autoEnable = { ec2: true, ecr: true, lambda: false };
        await audit.send(new UpdateOrganizationConfigurationCommand({ autoEnable }));
    });
    const scansOf = async (account: string): Promise<string[]> => {
        const { accounts = [] } = await audit.send(new BatchGetAccountStatusCommand({ accountIds: [account] }));
        const states = accounts[0]?.resourceState ?? assert.fail(`no access to ${account}`);
        return Object.entries(states).flatMap(([name, { status }]) => (status === "ENABLED" ? [name] : []));
    };

    it("scans accounts that join from now on, and others once they are members", async () => {
        assert.deepEqual((await audit.send(new ListMembersCommand({}))).members, []);
        await world.aws.advanceSeconds(1);
        const later = await world.to.createAccount("later");
        assert.deepEqual(await scansOf(later), ["ec2", "ecr"]);
        await audit.send(new AssociateMemberCommand({ accountId: world.dev }));
        assert.deepEqual(await scansOf(world.dev), ["ec2", "ecr"]);
        await audit.send(new EnableCommand({ accountIds: [world.dev], resourceTypes: ["LAMBDA"] }));
        assert.deepEqual(await scansOf(world.dev), ["ec2", "ecr", "lambda"]);
        await audit.send(new DisassociateMemberCommand({ accountId: later }));
        await assert.rejects(audit.send(new GetMemberCommand({ accountId: later })), {
            name: "ResourceNotFoundException",
        });
    });

    it("reaches members only, and only as the administrator", async () => {
        const { failedAccounts } = await audit.send(
            new EnableCommand({ accountIds: [world.dev], resourceTypes: ["EC2"] }),
        );
        assert.equal(failedAccounts?.[0]?.errorCode, "ACCESS_DENIED");
        const member = new Inspector2Client(world.in(world.dev));
        await assert.rejects(member.send(new ListMembersCommand({})), { name: "AccessDeniedException" });
    });
});

describe("Macie in the local AWS", () => {
    const world = newDetection();
    let audit: Macie2Client;
    beforeEach(async () => {
        audit = new Macie2Client(world.in(world.audit));
        const management = new Macie2Client(world.in());
        await management.send(new EnableOrganizationAdminAccountCommand({ adminAccountId: world.audit }));
        await world.aws.advanceSeconds(1);
    });
    const members = async (): Promise<(string | undefined)[]> =>
        ((await audit.send(new ListMacieMembersCommand({}))).members ?? []).map((one) => one.accountId);

    it("takes in accounts that join from now on, and others by CreateMember", async () => {
        await audit.send(new UpdateMacieConfigurationCommand({ autoEnable: true }));
        assert.deepEqual(await members(), []);
        await world.aws.advanceSeconds(1);
        const later = await world.to.createAccount("later");
        assert.deepEqual(await members(), [later]);
        await audit.send(new CreateMemberCommand({ account: { accountId: world.dev, email: "dev@example.com" } }));
        assert.deepEqual(await members(), [later, world.dev]);
        const member = new Macie2Client(world.in(world.dev));
        assert.equal((await member.send(new GetMacieSessionCommand({}))).status, "ENABLED");
        await assert.rejects(member.send(new DisableMacieCommand({})), /while associated with an administrator/);
        await assert.rejects(audit.send(new DeleteMemberCommand({ id: world.dev })), { name: "ConflictException" });
        await audit.send(new DisassociateMacieMemberCommand({ id: world.dev }));
        await audit.send(new DeleteMemberCommand({ id: world.dev }));
        await member.send(new DisableMacieCommand({}));
        await assert.rejects(member.send(new GetMacieSessionCommand({})), /Macie is not enabled/);
    });
});
