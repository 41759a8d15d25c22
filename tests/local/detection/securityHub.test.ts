import assert from "node:assert/strict";
import { CreateOrganizationalUnitCommand, MoveAccountCommand } from "@aws-sdk/client-organizations";
import {
    BatchEnableStandardsCommand,
    CreateConfigurationPolicyCommand,
    CreateFindingAggregatorCommand,
    CreateMembersCommand,
    DeleteConfigurationPolicyCommand,
    DeleteFindingAggregatorCommand,
    DescribeOrganizationConfigurationCommand,
    DisableSecurityHubCommand,
    EnableOrganizationAdminAccountCommand,
    GetConfigurationPolicyAssociationCommand,
    GetEnabledStandardsCommand,
    ListMembersCommand,
    SecurityHubClient,
    StartConfigurationPolicyAssociationCommand,
    StartConfigurationPolicyDisassociationCommand,
    UpdateOrganizationConfigurationCommand,
} from "@aws-sdk/client-securityhub";
import { newDetection, REGION } from "./newDetection";

const BEST_PRACTICES = `arn:aws:securityhub:${REGION}::standards/aws-foundational-security-best-practices/v/1.0.0`;
const CENTRAL = {
    AutoEnable: false,
    AutoEnableStandards: "NONE",
    OrganizationConfiguration: { ConfigurationType: "CENTRAL" },
} as const;

describe("Security Hub in the local AWS", () => {
    const world = newDetection();
    let audit: SecurityHubClient;
    beforeEach(async () => {
        audit = new SecurityHubClient(world.in(world.audit));
        const management = new SecurityHubClient(world.in());
        await management.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: world.audit }));
    });
    const members = async (client = audit): Promise<(string | undefined)[]> =>
        ((await client.send(new ListMembersCommand({}))).Members ?? []).map((one) => one.AccountId);
    const standards = async (account: string, region = REGION): Promise<(string | undefined)[]> => {
        const client = new SecurityHubClient(world.in(account, region));
        const { StandardsSubscriptions = [] } = await client.send(new GetEnabledStandardsCommand({}));
        return StandardsSubscriptions.map((one) => one.StandardsArn);
    };
    const policy = async (name: string, SecurityHub: object): Promise<string> => {
        const input = { Name: name, ConfigurationPolicy: { SecurityHub } };
        return (await audit.send(new CreateConfigurationPolicyCommand(input))).Id ?? assert.fail();
    };
    const on = (...EnabledStandardIdentifiers: string[]): object => ({
        ServiceEnabled: true,
        EnabledStandardIdentifiers,
        SecurityControlsConfiguration: { DisabledSecurityControlIdentifiers: [] },
    });

    it("with local configuration, takes in accounts that join from now on, and others by CreateMembers", async () => {
        await world.aws.advanceSeconds(1);
        await audit.send(new UpdateOrganizationConfigurationCommand({ AutoEnable: true }));
        assert.deepEqual(await members(), []);
        await world.aws.advanceSeconds(1);
        const later = await world.to.createAccount("later");
        assert.deepEqual(await members(), [later]);
        assert.equal((await standards(later)).length, 2, "the default standards");
        await audit.send(new CreateMembersCommand({ AccountDetails: [{ AccountId: world.dev }] }));
        assert.deepEqual(await members(), [later, world.dev]);
        const member = new SecurityHubClient(world.in(world.dev));
        await assert.rejects(member.send(new DisableSecurityHubCommand({})), /member account/);
        await assert.rejects(audit.send(new DisableSecurityHubCommand({})), /on the Security Hub administrator/);
    });

    it("needs a finding aggregator in the home region for central configuration", async () => {
        await assert.rejects(audit.send(new UpdateOrganizationConfigurationCommand(CENTRAL)), /finding aggregator/);
        await assert.rejects(policy("all", on()), /Central Configuration enabled/);
        const { FindingAggregatorArn } = await audit.send(
            new CreateFindingAggregatorCommand({ RegionLinkingMode: "SPECIFIED_REGIONS", Regions: ["eu-west-1"] }),
        );
        await audit.send(new UpdateOrganizationConfigurationCommand(CENTRAL));
        const { OrganizationConfiguration } = await audit.send(new DescribeOrganizationConfigurationCommand({}));
        assert.deepEqual(OrganizationConfiguration, { ConfigurationType: "CENTRAL", Status: "ENABLED" });
        await assert.rejects(
            audit.send(new DeleteFindingAggregatorCommand({ FindingAggregatorArn })),
            /central configuration/,
        );
    });

    it("with central configuration, gives each account the policy of its nearest association, in all linked regions", async () => {
        await audit.send(
            new CreateFindingAggregatorCommand({ RegionLinkingMode: "SPECIFIED_REGIONS", Regions: ["eu-west-1"] }),
        );
        await audit.send(new UpdateOrganizationConfigurationCommand(CENTRAL));
        const all = await policy("all", on(BEST_PRACTICES));
        const off = await policy("off", { ServiceEnabled: false });
        const unit = await world.organizations.send(
            new CreateOrganizationalUnitCommand({ ParentId: world.root, Name: "Sandbox" }),
        );
        const OrganizationalUnitId = unit.OrganizationalUnit?.Id ?? assert.fail();
        const associate = (
            ConfigurationPolicyIdentifier: string,
            Target: { RootId: string } | { OrganizationalUnitId: string },
        ) => audit.send(new StartConfigurationPolicyAssociationCommand({ ConfigurationPolicyIdentifier, Target }));
        await associate(all, { RootId: world.root });
        await associate(off, { OrganizationalUnitId });
        assert.deepEqual(await standards(world.dev), [BEST_PRACTICES]);
        // A linked region follows: Security Hub is designated there too.
        const there = new SecurityHubClient(world.in(undefined, "eu-west-1"));
        await there.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: world.audit }));
        assert.deepEqual(await standards(world.dev, "eu-west-1"), [BEST_PRACTICES.replace(REGION, "eu-west-1")]);
        const inherited = await audit.send(
            new GetConfigurationPolicyAssociationCommand({ Target: { AccountId: world.dev } }),
        );
        assert.deepEqual(
            [inherited.ConfigurationPolicyId, inherited.AssociationType, inherited.AssociationStatus],
            [all, "INHERITED", "SUCCESS"],
        );
        const DestinationParentId = OrganizationalUnitId;
        await world.organizations.send(
            new MoveAccountCommand({ AccountId: world.dev, SourceParentId: world.root, DestinationParentId }),
        );
        await assert.rejects(standards(world.dev), /not subscribed to AWS Security Hub/);
        const later = await world.to.createAccount("later");
        assert.deepEqual(await standards(later), [BEST_PRACTICES]);
        assert.ok((await members()).includes(later));
    });

    it("checks configuration policies", async () => {
        await audit.send(new CreateFindingAggregatorCommand({ RegionLinkingMode: "NO_REGIONS" }));
        await audit.send(new UpdateOrganizationConfigurationCommand(CENTRAL));
        await assert.rejects(policy("a", on("arn:aws:securityhub:::ruleset/no-such")), /not a standard/);
        await assert.rejects(policy("a", { ServiceEnabled: true }), /EnabledStandardIdentifiers/);
        const id = await policy("a", on(BEST_PRACTICES));
        await assert.rejects(policy("a", on(BEST_PRACTICES)), { name: "ResourceConflictException" });
        const association = { ConfigurationPolicyIdentifier: id, Target: { RootId: world.root } };
        await audit.send(new StartConfigurationPolicyAssociationCommand(association));
        await assert.rejects(audit.send(new DeleteConfigurationPolicyCommand({ Identifier: id })), /still associated/);
        await audit.send(new StartConfigurationPolicyDisassociationCommand(association));
        await audit.send(new DeleteConfigurationPolicyCommand({ Identifier: id }));
    });

    it("subscribes to the standards that it has", async () => {
        const StandardsSubscriptionRequests = [{ StandardsArn: BEST_PRACTICES }];
        await audit.send(new BatchEnableStandardsCommand({ StandardsSubscriptionRequests }));
        assert.deepEqual(await standards(world.audit), [BEST_PRACTICES]);
        const wrong = [{ StandardsArn: BEST_PRACTICES.replace(REGION, "us-east-1") }];
        await assert.rejects(
            audit.send(new BatchEnableStandardsCommand({ StandardsSubscriptionRequests: wrong })),
            /not a standard/,
        );
    });
});
