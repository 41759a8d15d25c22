import assert from "node:assert/strict";
import {
    CreateStackInstancesCommand,
    DeleteStackSetCommand,
    DescribeStackSetCommand,
    ListStackSetsCommand,
    UpdateStackInstancesCommand,
    UpdateStackSetCommand,
    type StackSetOperationPreferences,
} from "@aws-sdk/client-cloudformation";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { newStackSets, roleTemplate, STACK_SECONDS } from "./newStackSets";

const REGIONS = ["us-east-1"];

describe("operations of StackSets", () => {
    const sets = newStackSets();
    let shop: string;
    let log: string;

    beforeEach(async () => {
        shop = await sets.account("shop", sets.prod);
        log = await sets.account("log", sets.workloads);
        await sets.stackSet("audit");
    });

    it("deploy a stack with its role into every account below a unit, also into a unit below", async () => {
        const { OperationId = "" } = await sets.client.send(
            new CreateStackInstancesCommand({
                StackSetName: "audit",
                DeploymentTargets: { OrganizationalUnitIds: [sets.workloads] },
                Regions: REGIONS,
            }),
        );
        assert.equal((await sets.operation("audit", OperationId)).Status, "RUNNING");
        assert.deepEqual(await sets.shownInstances("audit"), [
            `${log} us-east-1 OUTDATED RUNNING`,
            `${shop} us-east-1 OUTDATED PENDING`,
        ]);
        await sets.aws.advanceSeconds(STACK_SECONDS);
        assert.deepEqual([await sets.roles(log), await sets.roles(shop)], [["audit"], []]);
        assert.equal((await sets.done("audit", OperationId)).Status, "SUCCEEDED");
        assert.deepEqual(await sets.shownInstances("audit"), [
            `${log} us-east-1 CURRENT SUCCEEDED`,
            `${shop} us-east-1 CURRENT SUCCEEDED`,
        ]);
        assert.deepEqual(await sets.roles(shop), ["audit"]);
        assert.deepEqual(await sets.roles(sets.management), []);
        const { StackSet } = await sets.client.send(new DescribeStackSetCommand({ StackSetName: "audit" }));
        assert.deepEqual(StackSet?.OrganizationalUnitIds, [sets.workloads]);
        assert.deepEqual(StackSet.Regions, REGIONS);
    });

    it("take the accounts that a filter leaves", async () => {
        const OrganizationalUnitIds = [sets.workloads];
        await sets.deploy("audit", { OrganizationalUnitIds, Accounts: [shop], AccountFilterType: "INTERSECTION" });
        assert.deepEqual([await sets.roles(shop), await sets.roles(log)], [["audit"], []]);
        await sets.stackSet("other");
        await sets.deploy("other", { OrganizationalUnitIds, Accounts: [shop], AccountFilterType: "DIFFERENCE" });
        assert.deepEqual([await sets.roles(shop), await sets.roles(log)], [["audit"], ["other"]]);
    });

    it("run one at a time", async () => {
        const command = new CreateStackInstancesCommand({
            StackSetName: "audit",
            DeploymentTargets: { OrganizationalUnitIds: [sets.workloads] },
            Regions: REGIONS,
        });
        const { OperationId } = await sets.client.send(command);
        await assert.rejects(sets.client.send(command), {
            name: "OperationInProgressException",
            message: new RegExp(`is in progress: ${OperationId}`),
        });
        await sets.done("audit", OperationId);
        await sets.client.send(command);
    });

    it("stop when more accounts fail than are tolerated, and the next one goes on", async () => {
        const targets = { OrganizationalUnitIds: [sets.workloads] };
        await sets.aws.stackSets({ failures: [{ reason: "No room.", account: log }] });
        const failed = await sets.deploy("audit", targets);
        assert.equal(failed.Status, "FAILED");
        const results = await sets.results("audit", failed.OperationId);
        assert.deepEqual(
            results.map(({ Account, Status, StatusReason }) => [Account, Status, StatusReason]),
            [
                [log, "FAILED", "No room."],
                [shop, "CANCELLED", "Cancelled since failure tolerance has exceeded"],
            ],
        );
        assert.deepEqual(await sets.shownInstances("audit"), [
            `${log} us-east-1 OUTDATED FAILED`,
            `${shop} us-east-1 OUTDATED CANCELLED`,
        ]);
        assert.equal((await sets.deploy("audit", targets)).Status, "SUCCEEDED");
        assert.deepEqual([await sets.roles(shop), await sets.roles(log)], [["audit"], ["audit"]]);
    });

    it("tolerate failures", async () => {
        await sets.aws.stackSets({ failures: [{ reason: "No room.", account: log }] });
        const done = await sets.deploy(
            "audit",
            { OrganizationalUnitIds: [sets.workloads] },
            { FailureToleranceCount: 1, MaxConcurrentCount: 1 },
        );
        assert.equal(done.Status, "SUCCEEDED");
        assert.equal(done.StatusDetails?.FailedStackInstancesCount, 1);
        assert.deepEqual(await sets.roles(shop), ["audit"]);
    });

    it("change as many stacks at a time as they may", async () => {
        for (const name of ["a", "b"]) await sets.account(name, sets.workloads);
        const begun = async (preferences: StackSetOperationPreferences): Promise<number> => {
            const StackSetName = `set-${String(Object.values(preferences)[0])}`;
            await sets.stackSet(StackSetName);
            await sets.client.send(
                new CreateStackInstancesCommand({
                    StackSetName,
                    DeploymentTargets: { OrganizationalUnitIds: [sets.workloads] },
                    Regions: REGIONS,
                    OperationPreferences: preferences,
                }),
            );
            const shown = await sets.shownInstances(StackSetName);
            return shown.filter((one) => one.endsWith("RUNNING")).length;
        };
        // Of four accounts. By default no more begin than may fail, and one more.
        assert.equal(await begun({ MaxConcurrentCount: 3 }), 1);
        assert.equal(await begun({ MaxConcurrentCount: 4, FailureToleranceCount: 1 }), 2);
        assert.equal(await begun({ MaxConcurrentPercentage: 75, ConcurrencyMode: "SOFT_FAILURE_TOLERANCE" }), 3);
        assert.equal(await begun({ MaxConcurrentPercentage: 100, FailureTolerancePercentage: 50 }), 3);
    });

    it("say why a resource failed, and leave nothing of its stack", async () => {
        await sets.stackSet("same", { TemplateBody: roleTemplate("audit") });
        const OrganizationalUnitIds = [sets.prod];
        await sets.deploy("audit", { OrganizationalUnitIds });
        const failed = await sets.deploy("same", { OrganizationalUnitIds });
        assert.equal(failed.Status, "FAILED");
        const [result] = await sets.results("same", failed.OperationId);
        assert.match(
            result?.StatusReason ?? "",
            /^ResourceLogicalId:Role, ResourceType:AWS::IAM::Role, ResourceStatusReason:.*audit already exists/,
        );
        const [instance] = await sets.instances("same");
        assert.equal(instance?.StatusReason, result?.StatusReason);
        assert.deepEqual(await sets.roles(shop), ["audit"]);
    });

    it("update the template in some accounts, and leave the others outdated", async () => {
        const OrganizationalUnitIds = [sets.workloads];
        await sets.deploy("audit", { OrganizationalUnitIds });
        const { OperationId } = await sets.client.send(
            new UpdateStackSetCommand({
                StackSetName: "audit",
                TemplateBody: roleTemplate("audit-2"),
                Capabilities: ["CAPABILITY_NAMED_IAM"],
                DeploymentTargets: { OrganizationalUnitIds, Accounts: [log], AccountFilterType: "INTERSECTION" },
                Regions: REGIONS,
            }),
        );
        assert.equal((await sets.done("audit", OperationId)).Status, "SUCCEEDED");
        assert.deepEqual(await sets.shownInstances("audit"), [
            `${log} us-east-1 CURRENT SUCCEEDED`,
            `${shop} us-east-1 OUTDATED PENDING`,
        ]);
        assert.deepEqual([await sets.roles(log), await sets.roles(shop)], [["audit-2"], ["audit"]]);
    });

    it("override parameters in some accounts", async () => {
        const template = JSON.parse(roleTemplate("unused")) as { Resources: { Role: { Properties: object } } };
        const TemplateBody = JSON.stringify({
            Parameters: { Name: { Type: "String", Default: "by-default" } },
            Resources: {
                Role: {
                    Type: "AWS::IAM::Role",
                    Properties: { ...template.Resources.Role.Properties, RoleName: { "Fn::Sub": "${Name}-role" } },
                },
            },
        });
        await sets.stackSet("named", { TemplateBody });
        await sets.deploy("named", { OrganizationalUnitIds: [sets.workloads] });
        assert.deepEqual(await sets.roles(shop), ["by-default-role"]);
        const { OperationId } = await sets.client.send(
            new UpdateStackInstancesCommand({
                StackSetName: "named",
                DeploymentTargets: {
                    OrganizationalUnitIds: [sets.workloads],
                    Accounts: [shop],
                    AccountFilterType: "INTERSECTION",
                },
                Regions: REGIONS,
                ParameterOverrides: [{ ParameterKey: "Name", ParameterValue: "shop" }],
            }),
        );
        assert.equal((await sets.done("named", OperationId)).Status, "SUCCEEDED");
        assert.deepEqual([await sets.roles(shop), await sets.roles(log)], [["shop-role"], ["by-default-role"]]);
    });

    it("delete stacks, or leave them, and then the set", async () => {
        const OrganizationalUnitIds = [sets.workloads];
        await sets.deploy("audit", { OrganizationalUnitIds });
        await assert.rejects(sets.client.send(new DeleteStackSetCommand({ StackSetName: "audit" })), {
            name: "StackSetNotEmptyException",
        });
        const filter = (account: string) => ({
            DeploymentTargets: {
                OrganizationalUnitIds,
                Accounts: [account],
                AccountFilterType: "INTERSECTION" as const,
            },
        });
        await sets.delete("audit", [], { ...filter(shop), RetainStacks: true });
        await sets.delete("audit", [], { ...filter(log), RetainStacks: false });
        assert.deepEqual([await sets.roles(shop), await sets.roles(log)], [["audit"], []]);
        assert.deepEqual(await sets.instances("audit"), []);
        await sets.client.send(new DeleteStackSetCommand({ StackSetName: "audit" }));
        const { Summaries } = await sets.client.send(new ListStackSetsCommand({ Status: "ACTIVE" }));
        assert.deepEqual(Summaries, []);
    });

    it("are the same after a restart", async () => {
        await sets.deploy("audit", { OrganizationalUnitIds: [sets.workloads] });
        const state = async (): Promise<unknown[]> => {
            const iam = new IAMClient(sets.aws.clientConfig(shop));
            const { Role } = await iam.send(new GetRoleCommand({ RoleName: "audit" }));
            iam.destroy();
            return [await sets.instances("audit"), Role];
        };
        const before = await state();
        await sets.aws.restart({ kill: true });
        assert.deepEqual(await state(), before);
    });
});
