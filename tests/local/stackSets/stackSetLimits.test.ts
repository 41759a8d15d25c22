import assert from "node:assert/strict";
import {
    ActivateOrganizationsAccessCommand,
    CloudFormationClient,
    CreateStackInstancesCommand,
    CreateStackSetCommand,
    DeactivateOrganizationsAccessCommand,
    DeleteStackInstancesCommand,
    DescribeOrganizationsAccessCommand,
    DescribeStackSetCommand,
    DescribeStackSetOperationCommand,
    StopStackSetOperationCommand,
    UpdateStackSetCommand,
    type CreateStackSetCommandInput,
} from "@aws-sdk/client-cloudformation";
import {
    AttachPolicyCommand,
    CloseAccountCommand,
    EnableAWSServiceAccessCommand,
    DisableAWSServiceAccessCommand,
    RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import { newStackSets, roleTemplate, STACK_SECONDS } from "./newStackSets";

const SERVICE = "member.org.stacksets.cloudformation.amazonaws.com";
const UUID = "11111111-1111-1111-1111-111111111111";

describe("rules of StackSets", () => {
    const sets = newStackSets();

    /** What each wrong request lacks. */
    const WRONG: Record<string, [Partial<CreateStackSetCommandInput>, name: string, message: RegExp]> = {
        "a name that begins with a number": [{ StackSetName: "1st" }, "ValidationError", /stackSetName/],
        "a long name": [{ StackSetName: "a".repeat(129) }, "ValidationError", /stackSetName/],
        "a template of more than 51,200 bytes": [
            { TemplateBody: roleTemplate("x", { Description: "d".repeat(51_200) }) },
            "ValidationError",
            /templateBody.*51200/,
        ],
        "no template": [{ TemplateBody: undefined }, "ValidationError", /exactly one of TemplateBody/],
        "a template that is no object": [{ TemplateBody: "- a" }, "ValidationError", /Template format error/],
        "a template without resources": [{ TemplateBody: "{}" }, "ValidationError", /At least one Resources/],
        "a reference to nothing": [
            { TemplateBody: roleTemplate("x", { Description: { Ref: "Nothing" } }) },
            "ValidationError",
            /Unresolved resource dependencies \[Nothing\]/,
        ],
        "a named role without the capability": [
            { Capabilities: ["CAPABILITY_IAM"] },
            "InsufficientCapabilitiesException",
            /CAPABILITY_NAMED_IAM/,
        ],
        "an unknown parameter": [
            { Parameters: [{ ParameterKey: "Other", ParameterValue: "x" }] },
            "ValidationError",
            /\[Other\] do not exist/,
        ],
        "a parameter without a value": [
            {
                TemplateBody: JSON.stringify({
                    ...(JSON.parse(roleTemplate("x")) as object),
                    Parameters: { Days: { Type: "Number" } },
                }),
            },
            "ValidationError",
            /\[Days\] must have values/,
        ],
        "a nested stack": [
            {
                TemplateBody: JSON.stringify({
                    Resources: { Inner: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "x" } } },
                }),
            },
            "ValidationError",
            /Nested stacks/,
        ],
        "retention without automatic deployment": [
            { AutoDeployment: { Enabled: false, RetainStacksOnAccountRemoval: true } },
            "ValidationError",
            /RetainStacksOnAccountRemoval/,
        ],
        "automatic deployment with permissions of your own": [
            { PermissionModel: "SELF_MANAGED" },
            "ValidationError",
            /AutoDeployment/,
        ],
        "an unknown permission model": [{ PermissionModel: "NONE" as never }, "ValidationError", /permissionModel/],
    };
    for (const [what, [request, name, message]] of Object.entries(WRONG)) {
        it(`refuse ${what}`, () => assert.rejects(sets.stackSet("audit", request), { name, message }));
    }

    it("refuse a name twice", async () => {
        await sets.stackSet("audit");
        await assert.rejects(sets.stackSet("audit"), { name: "NameAlreadyExistsException" });
    });

    it("need access to the organisation, which EnableAWSServiceAccess does not give", async () => {
        const access = async () => (await sets.client.send(new DescribeOrganizationsAccessCommand({}))).Status;
        assert.equal(await access(), "ENABLED");
        await sets.client.send(new DeactivateOrganizationsAccessCommand({}));
        await sets.organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: SERVICE }));
        assert.equal(await access(), "DISABLED");
        await assert.rejects(sets.stackSet("audit"), { message: /You must enable organizations access/ });
        await sets.client.send(new ActivateOrganizationsAccessCommand({}));
        await sets.stackSet("audit");
        await sets.organizations.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: SERVICE }));
        assert.equal(await access(), "DISABLED");
    });

    it("let the management account and delegated administrators manage them", async () => {
        const log = await sets.account("log", sets.workloads);
        const member = new CloudFormationClient(sets.aws.clientConfig(log));
        const create = new CreateStackSetCommand({
            StackSetName: "audit",
            TemplateBody: roleTemplate("audit"),
            PermissionModel: "SERVICE_MANAGED",
            Capabilities: ["CAPABILITY_NAMED_IAM"],
            CallAs: "DELEGATED_ADMIN",
        });
        await assert.rejects(member.send(create), { message: /management account or delegated admin account/ });
        await sets.organizations.send(
            new RegisterDelegatedAdministratorCommand({ AccountId: log, ServicePrincipal: SERVICE }),
        );
        await member.send(create);
        const { StackSet } = await sets.client.send(new DescribeStackSetCommand({ StackSetName: "audit" }));
        assert.match(StackSet?.StackSetARN ?? "", new RegExp(`:${sets.management}:stackset/audit:`));
        await assert.rejects(member.send(new DescribeStackSetCommand({ StackSetName: "audit" })), {
            name: "StackSetNotFoundException",
        });
        member.destroy();
    });

    describe("for targets", () => {
        let shop: string;

        beforeEach(async () => {
            shop = await sets.account("shop", sets.prod);
            await sets.stackSet("audit");
        });

        it("refuse filters that do not fit", async () => {
            const OrganizationalUnitIds = [sets.prod];
            const wrong: [object, RegExp][] = [
                [{ Accounts: [shop] }, /OrganizationalUnitIds are required/],
                [{ OrganizationalUnitIds, Accounts: [shop] }, /AccountFilterType should be specified/],
                [{ OrganizationalUnitIds, AccountFilterType: "INTERSECTION" }, /Accounts should be specified/],
                [{ OrganizationalUnitIds, Accounts: [shop], AccountFilterType: "UNION" }, /UNION is not supported/],
                [{ OrganizationalUnitIds: ["ou-1234-12345678"] }, /Could not find the organizational unit/],
            ];
            for (const [targets, message] of wrong) {
                await assert.rejects(sets.deploy("audit", targets), { name: "ValidationError", message });
            }
        });

        it("refuse automatic deployment and targets in one update", () =>
            assert.rejects(
                sets.client.send(
                    new UpdateStackSetCommand({
                        StackSetName: "audit",
                        UsePreviousTemplate: true,
                        Capabilities: ["CAPABILITY_NAMED_IAM"],
                        AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
                        DeploymentTargets: { OrganizationalUnitIds: [sets.prod] },
                        Regions: ["us-east-1"],
                    }),
                ),
                { message: /AutoDeployment cannot be specified together/ },
            ));

        it("know no StackSet, operation or operation's id that does not exist", async () => {
            await assert.rejects(sets.client.send(new DescribeStackSetCommand({ StackSetName: "other" })), {
                name: "StackSetNotFoundException",
            });
            await assert.rejects(
                sets.client.send(new DescribeStackSetOperationCommand({ StackSetName: "audit", OperationId: UUID })),
                { name: "OperationNotFoundException" },
            );
            const create = new CreateStackInstancesCommand({
                StackSetName: "audit",
                DeploymentTargets: { OrganizationalUnitIds: [sets.prod] },
                Regions: ["us-east-1"],
                OperationId: UUID,
            });
            await sets.client.send(create);
            await sets.done("audit", UUID);
            await assert.rejects(sets.client.send(create), { name: "OperationIdAlreadyExistsException" });
        });

        it("stop an operation", async () => {
            await sets.account("log", sets.prod);
            const { OperationId = "" } = await sets.client.send(
                new CreateStackInstancesCommand({
                    StackSetName: "audit",
                    DeploymentTargets: { OrganizationalUnitIds: [sets.prod] },
                    Regions: ["us-east-1", "eu-central-1"],
                    OperationPreferences: { RegionOrder: ["eu-central-1", "us-east-1"] },
                }),
            );
            await sets.aws.advanceSeconds(STACK_SECONDS);
            await sets.client.send(new StopStackSetOperationCommand({ StackSetName: "audit", OperationId }));
            assert.equal((await sets.operation("audit", OperationId)).Status, "STOPPING");
            assert.equal((await sets.done("audit", OperationId)).Status, "STOPPED");
            const results = await sets.results("audit", OperationId);
            assert.deepEqual(
                results.map(({ Region, Status }) => `${Region} ${Status}`),
                ["eu-central-1 SUCCEEDED", "eu-central-1 SUCCEEDED", "us-east-1 CANCELLED", "us-east-1 CANCELLED"],
            );
        });

        it("skip a closed account", async () => {
            await sets.organizations.send(new CloseAccountCommand({ AccountId: shop }));
            const done = await sets.deploy("audit", { OrganizationalUnitIds: [sets.prod] });
            assert.equal(done.Status, "SUCCEEDED");
            assert.deepEqual(await sets.shownInstances("audit"), [
                `${shop} us-east-1 OUTDATED SKIPPED_SUSPENDED_ACCOUNT`,
            ]);
        });

        it("fail in a region that is not enabled", async () => {
            const done = await sets.deploy("audit", { OrganizationalUnitIds: [sets.prod] }, undefined, {
                Regions: ["eu-south-1"],
            });
            assert.equal(done.Status, "FAILED");
        });

        it("fail where service control policies deny it", async () => {
            await sets.to.enable("SERVICE_CONTROL_POLICY");
            const deny = async (name: string, statement: object): Promise<void> => {
                const content = JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Deny", Resource: "*", ...statement }],
                });
                const PolicyId = await sets.to.createPolicy("SERVICE_CONTROL_POLICY", name, content);
                await sets.organizations.send(new AttachPolicyCommand({ PolicyId, TargetId: shop }));
            };
            const exempt = { ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/stacksets-exec-*" } };
            await deny("spares", { Action: "*", Condition: exempt });
            await sets.deploy("audit", { OrganizationalUnitIds: [sets.prod] });
            assert.deepEqual(await sets.roles(shop), ["audit"]);

            await deny("no-roles", { Action: "iam:CreateRole" });
            await sets.stackSet("other");
            const other = await sets.deploy("other", { OrganizationalUnitIds: [sets.prod] });
            const [result] = await sets.results("other", other.OperationId);
            assert.match(
                result?.StatusReason ?? "",
                /ResourceLogicalId:Role.*iam:CreateRole with an explicit deny in a service control policy/,
            );

            await deny("quarantine", { Action: "*" });
            const { OperationId } = await sets.client.send(
                new DeleteStackInstancesCommand({
                    StackSetName: "audit",
                    DeploymentTargets: { OrganizationalUnitIds: [sets.prod] },
                    Regions: ["us-east-1"],
                    RetainStacks: false,
                }),
            );
            assert.equal((await sets.done("audit", OperationId)).Status, "FAILED");
            assert.deepEqual(await sets.shownInstances("audit"), [`${shop} us-east-1 INOPERABLE INOPERABLE`]);
            await sets.delete("audit", [sets.prod], { RetainStacks: true });
            assert.deepEqual(await sets.instances("audit"), []);
        });
    });
});
