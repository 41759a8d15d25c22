import assert from "node:assert/strict";
import {
    CreateStackInstancesCommand,
    ListStackSetAutoDeploymentTargetsCommand,
    ListStackSetOperationsCommand,
    UpdateStackSetCommand,
    type StackSetOperationSummary,
} from "@aws-sdk/client-cloudformation";
import { RemoveAccountFromOrganizationCommand } from "@aws-sdk/client-organizations";
import { ALL_DONE, newStackSets, roleTemplate } from "./newStackSets";

const REGIONS = ["us-east-1"];
const ON = { AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false } };

describe("automatic deployment of StackSets", () => {
    const sets = newStackSets();
    let sandbox: string;

    beforeEach(async () => {
        sandbox = await sets.to.createUnit(sets.root, "Sandbox");
        await sets.account("log", sets.workloads);
    });

    /** A StackSet with a target. */
    async function deployed(name: string, unit: string, more = ON): Promise<void> {
        await sets.stackSet(name, more);
        const { Status } = await sets.deploy(name, { OrganizationalUnitIds: [unit] });
        assert.equal(Status, "SUCCEEDED");
    }

    async function operations(StackSetName: string): Promise<StackSetOperationSummary[]> {
        const { Summaries = [] } = await sets.client.send(new ListStackSetOperationsCommand({ StackSetName }));
        return Summaries;
    }

    it("deploys into an account that is created, and one that moves below a target", async () => {
        await deployed("everywhere", sets.root);
        await deployed("workloads", sets.workloads);
        const shop = await sets.account("shop");
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual(await sets.roles(shop), ["everywhere"]);
        await sets.move(shop, sets.root, sets.prod);
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual(await sets.roles(shop), ["everywhere", "workloads"]);
        const [newest] = await operations("workloads");
        assert.deepEqual([newest?.Action, newest?.Status], ["CREATE", "SUCCEEDED"]);
        assert.equal((await operations("everywhere")).length, 2);
    });

    it("deploys nothing if it is off", async () => {
        await deployed("by-hand", sets.root, { AutoDeployment: { Enabled: false } } as never);
        const shop = await sets.account("shop");
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual(await sets.roles(shop), []);
    });

    it("deploys although the target had no accounts", async () => {
        await deployed("sandboxes", sandbox);
        assert.deepEqual(await sets.instances("sandboxes"), []);
        const play = await sets.account("play", sandbox);
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual(await sets.roles(play), ["sandboxes"]);
    });

    it("ignores filters of accounts, and overrides", async () => {
        await sets.stackSet("filtered", ON);
        await sets.deploy("filtered", {
            OrganizationalUnitIds: [sets.workloads],
            Accounts: ["111111111111"],
            AccountFilterType: "INTERSECTION",
        });
        assert.deepEqual(await sets.instances("filtered"), []);
        const shop = await sets.account("shop", sets.prod);
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual(await sets.roles(shop), ["filtered"]);
    });

    it("changes nothing in a move below the same target", async () => {
        await deployed("workloads", sets.workloads);
        const shop = await sets.account("shop", sets.prod);
        await sets.aws.advanceSeconds(ALL_DONE);
        const before = [await sets.instances("workloads"), await operations("workloads")];
        await sets.move(shop, sets.prod, sets.workloads);
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual([await sets.instances("workloads"), await operations("workloads")], before);
    });

    it("exchanges stacks in a move, and those of the same name collide", async () => {
        await deployed("workloads", sets.workloads, { ...ON, TemplateBody: roleTemplate("deploy") } as never);
        await deployed("sandboxes", sandbox, { ...ON, TemplateBody: roleTemplate("play") } as never);
        await deployed("same-name", sandbox, { ...ON, TemplateBody: roleTemplate("deploy") } as never);
        const shop = await sets.account("shop", sets.prod);
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual(await sets.roles(shop), ["deploy"]);
        await sets.move(shop, sets.prod, sandbox);
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual(await sets.roles(shop), ["play"]);
        assert.deepEqual(await sets.shownInstances("same-name"), [`${shop} us-east-1 OUTDATED FAILED`]);
        assert.ok(!(await sets.shownInstances("workloads")).join().includes(shop));
    });

    it("leaves the stacks of an account that goes, if it retains them", async () => {
        const retaining = { AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true } };
        await deployed("retaining", sets.workloads, retaining);
        await deployed("deleting", sets.workloads);
        const shop = await sets.account("shop", sets.workloads);
        await sets.aws.advanceDays(5);
        await sets.aws.putContactInformation(shop);
        await sets.organizations.send(new RemoveAccountFromOrganizationCommand({ AccountId: shop }));
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual(await sets.roles(shop), ["retaining"]);
        for (const name of ["retaining", "deleting"]) {
            assert.ok(!(await sets.shownInstances(name)).join().includes(shop));
        }
    });

    it("follows no target that was deleted without a filter", async () => {
        await deployed("everywhere", sets.root);
        await sets.deploy("everywhere", { OrganizationalUnitIds: [sandbox] });
        const list = new ListStackSetAutoDeploymentTargetsCommand({ StackSetName: "everywhere" });
        assert.deepEqual((await sets.client.send(list)).Summaries, [
            { OrganizationalUnitId: sets.root, Regions: REGIONS },
            { OrganizationalUnitId: sandbox, Regions: REGIONS },
        ]);
        await sets.delete("everywhere", [sets.root]);
        const shop = await sets.account("shop", sets.prod);
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual(await sets.roles(shop), []);
    });

    it("waits for the operation that is running, and then holds up the next one", async () => {
        await deployed("everywhere", sets.root);
        const targets = { OrganizationalUnitIds: [sets.root] };
        const { OperationId } = await sets.client.send(
            new UpdateStackSetCommand({
                StackSetName: "everywhere",
                TemplateBody: roleTemplate("everywhere", { Description: "changed" }),
                Capabilities: ["CAPABILITY_NAMED_IAM"],
            }),
        );
        const shop = await sets.account("shop");
        const [automatic] = await operations("everywhere");
        assert.equal(automatic?.Status, "QUEUED");
        await sets.aws.advanceSeconds(60);
        assert.equal((await sets.operation("everywhere", OperationId ?? "")).Status, "SUCCEEDED");
        await assert.rejects(
            sets.client.send(
                new CreateStackInstancesCommand({
                    StackSetName: "everywhere",
                    DeploymentTargets: targets,
                    Regions: REGIONS,
                }),
            ),
            { name: "OperationInProgressException" },
        );
        await sets.aws.advanceSeconds(ALL_DONE);
        assert.deepEqual(await sets.roles(shop), ["everywhere"]);
    });

    it("has made the same stacks after a restart", async () => {
        await deployed("everywhere", sets.root);
        const shop = await sets.account("shop", sets.prod);
        await sets.aws.advanceSeconds(ALL_DONE);
        const before = [await sets.instances("everywhere"), await operations("everywhere"), await sets.roles(shop)];
        await sets.aws.restart({ kill: true });
        const after = [await sets.instances("everywhere"), await operations("everywhere"), await sets.roles(shop)];
        assert.deepEqual(after, before);
    });
});
