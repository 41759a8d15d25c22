import assert from "node:assert/strict";
import {
    CreateMembersCommand,
    DeleteDetectorCommand,
    DescribeOrganizationConfigurationCommand,
    DisableOrganizationAdminAccountCommand,
    DisassociateMembersCommand,
    EnableOrganizationAdminAccountCommand,
    GetDetectorCommand,
    GetMemberDetectorsCommand,
    GuardDutyClient,
    ListDetectorsCommand,
    ListMembersCommand,
    ListOrganizationAdminAccountsCommand,
    UpdateOrganizationConfigurationCommand,
    type AutoEnableMembers,
} from "@aws-sdk/client-guardduty";
import { ListDelegatedAdministratorsCommand } from "@aws-sdk/client-organizations";
import { newDetection } from "./newDetection";

describe("GuardDuty in the local AWS", () => {
    const world = newDetection();
    let management: GuardDutyClient;
    let audit: GuardDutyClient;
    let DetectorId: string;
    beforeEach(async () => {
        management = new GuardDutyClient(world.in());
        audit = new GuardDutyClient(world.in(world.audit));
        await management.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: world.audit }));
        DetectorId = (await audit.send(new ListDetectorsCommand({}))).DetectorIds?.[0] ?? assert.fail();
    });

    const members = async (): Promise<(string | undefined)[]> =>
        ((await audit.send(new ListMembersCommand({ DetectorId }))).Members ?? []).map((one) => one.AccountId);
    const configure = (AutoEnableOrganizationMembers: AutoEnableMembers): Promise<unknown> =>
        audit.send(
            new UpdateOrganizationConfigurationCommand({
                DetectorId,
                AutoEnableOrganizationMembers,
                Features: [
                    { Name: "S3_DATA_EVENTS", AutoEnable: "ALL" },
                    { Name: "RDS_LOGIN_EVENTS", AutoEnable: "NONE" },
                ],
            }),
        );

    it("has one administrator, which is registered in AWS Organizations too", async () => {
        const { AdminAccounts } = await management.send(new ListOrganizationAdminAccountsCommand({}));
        assert.deepEqual(AdminAccounts, [{ AdminAccountId: world.audit, AdminStatus: "ENABLED" }]);
        const registered = await world.organizations.send(
            new ListDelegatedAdministratorsCommand({ ServicePrincipal: "guardduty.amazonaws.com" }),
        );
        assert.deepEqual(
            registered.DelegatedAdministrators?.map(({ Id }) => Id),
            [world.audit],
        );
        const elsewhere = new GuardDutyClient(world.in(undefined, "eu-west-1"));
        await assert.rejects(
            elsewhere.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: world.dev })),
            /cannot be the delegated administrator/,
        );
        await assert.rejects(
            audit.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: world.dev })),
            /management account/,
        );
    });

    it("ALL makes existing and new accounts members, and switches their features on", async () => {
        await configure("ALL");
        assert.deepEqual((await members()).sort(), [world.log, world.dev].sort());
        const later = await world.to.createAccount("later");
        assert.ok((await members()).includes(later));
        const detectors = await audit.send(new GetMemberDetectorsCommand({ DetectorId, AccountIds: [later] }));
        const status = new Map(
            detectors.MemberDataSourceConfigurations?.[0]?.Features?.map(({ Name, Status }) => [Name, Status]),
        );
        assert.equal(status.get("S3_DATA_EVENTS"), "ENABLED");
        assert.equal(status.get("RDS_LOGIN_EVENTS"), "DISABLED");
        const own = new GuardDutyClient(world.in(later));
        const [id] = (await own.send(new ListDetectorsCommand({}))).DetectorIds ?? [];
        assert.equal((await own.send(new GetDetectorCommand({ DetectorId: id }))).Status, "ENABLED");
    });

    it("NEW leaves the accounts out that are there already, and CreateMembers takes them in", async () => {
        await configure("NEW");
        assert.deepEqual(await members(), []);
        await world.aws.advanceSeconds(1);
        const later = await world.to.createAccount("later");
        assert.deepEqual(await members(), [later]);
        const AccountDetails = [
            { AccountId: world.dev, Email: "dev@example.com" },
            { AccountId: world.management, Email: "management@example.com" },
        ];
        const { UnprocessedAccounts } = await audit.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
        assert.deepEqual(
            UnprocessedAccounts?.map(({ AccountId }) => AccountId),
            [world.management],
        );
        assert.deepEqual((await members()).sort(), [later, world.dev].sort());
        const tooMany = Array.from({ length: 51 }, () => AccountDetails[0] ?? assert.fail());
        await assert.rejects(
            audit.send(new CreateMembersCommand({ DetectorId, AccountDetails: tooMany })),
            /less than or equal to 50/,
        );
    });

    it("does not let a member go while all accounts are members, nor the detector of an administrator with members", async () => {
        await configure("ALL");
        const AccountIds = [world.dev];
        const refused = await audit.send(new DisassociateMembersCommand({ DetectorId, AccountIds }));
        assert.equal(refused.UnprocessedAccounts?.length, 1);
        await assert.rejects(
            audit.send(new DeleteDetectorCommand({ DetectorId })),
            /cannot delete detector while it has invited or associated members/,
        );
        await management.send(new DisableOrganizationAdminAccountCommand({ AdminAccountId: world.audit }));
        await assert.rejects(
            audit.send(new DescribeOrganizationConfigurationCommand({ DetectorId })),
            /not the delegated administrator/,
        );
        await audit.send(new DeleteDetectorCommand({ DetectorId }));
    });

    it("has the same members after a restart", async () => {
        await configure("ALL");
        const before = (await audit.send(new ListMembersCommand({ DetectorId }))).Members;
        await world.aws.restart({ kill: true });
        assert.deepEqual(
            (await audit.send(new ListMembersCommand({ DetectorId }))).Members?.map((one) => one.DetectorId),
            before?.map((one) => one.DetectorId),
        );
    });
});
