import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { NOTE, definition, role, type SaidBlocks } from "./baselineDefinition";
import { BaselineInAws } from "./baselineInAws";
import { assertChanges, assertRefused, Project } from "./support";

describe("the baseline", function () {
    this.timeout(600_000);
    let project: Project;
    let baseline: BaselineInAws;

    before(async () => {
        project = await Project.start({ stackSeconds: 0.1 });
        project.acknowledge(
            ...["deploy", "play", "note", "oncall"].map((block) => `end block ${block}`),
            ...["deploy", "oncall"].map((block) => `end block ${block} in 1 account`),
            "end block oncall in 3 accounts",
            "end block note in eu-central-1",
        );
        baseline = new BaselineInAws(project);
    });
    after(async () => {
        baseline.stop();
        await project.stop();
    });

    async function upped(said: SaidBlocks): Promise<string> {
        project.define(definition(said));
        const { code, output } = await project.up();
        assert.equal(code, 0, output);
        return output;
    }

    it("brings a role into every account, ring after ring, and a second run changes nothing", async () => {
        const output = await upped({ root: { oncall: role("oncall") }, isGrown: false });
        for (const account of ["security", "playground", "shop", "data"]) {
            assert.deepEqual(await baseline.rolesIn(account), ["oncall"], account);
        }
        const rings = [...output.matchAll(/ring (\d) of \d \(([\w/]+)\): sets it up in (\d) accounts?/g)];
        assert.deepEqual(
            [...new Set(rings.map(([, number, name, accounts]) => `${number} ${name} ${accounts}`))],
            ["1 Sandbox 1", "2 others 2", "3 Workloads/Production 1"],
            output,
        );
        assertChanges(await project.up(), {});
    });

    it("brings it into an account that is added", async () => {
        await upped({ root: { oncall: role("oncall") } });
        assert.deepEqual(await baseline.rolesIn("shop-test"), ["oncall"]);
        assertChanges(await project.up("--refresh"), {});
    });

    it("changes nothing when an account moves between units that both have it, also below the same", async () => {
        const before = await baseline.instances("baseline-oncall");
        const operations = await baseline.operations("baseline-oncall");
        for (const shopUnit of ["Workloads/Production/Shops", "Sandbox", "Workloads/Production"] as const) {
            await upped({ root: { oncall: role("oncall") }, shopUnit });
        }
        const after = await baseline.instances("baseline-oncall");
        assert.deepEqual(
            after.map(({ StackId }) => StackId),
            before.map(({ StackId }) => StackId),
        );
        assert.deepEqual(
            (await baseline.operations("baseline-oncall")).map(({ OperationId }) => OperationId),
            operations.map(({ OperationId }) => OperationId),
        );
    });

    it("exchanges the blocks of an account that moves to a unit with others", async () => {
        const blocks = {
            root: { oncall: role("oncall") },
            sandbox: { play: role("player") },
            production: { deploy: role("deployer") },
        };
        await upped(blocks);
        assert.deepEqual(await baseline.rolesIn("shop"), ["deployer", "oncall"]);
        await upped({ ...blocks, shopUnit: "Sandbox" });
        assert.deepEqual(await baseline.rolesIn("shop"), ["oncall", "player"]);
        assert.deepEqual(await baseline.stacks("baseline-deploy"), []);
        const run = await project.up("--refresh");
        assert.equal(run.code, 0, run.output);
        assertChanges(await project.up("--refresh"), {});
    });

    it("takes it away where a unit is taken out, gives it where one is added, and knows units without accounts", async () => {
        const narrowed = await upped({
            root: { oncall: role("oncall") },
            sandbox: { oncall: false },
            production: { deploy: role("deployer") },
        });
        // AWS would keep the root as a target, and give the role to accounts that come into the sandbox.
        assert.match(narrowed, /block oncall: changes what AWS does with accounts that come and go/);
        assertChanges(await project.up(), {});
        assert.deepEqual(await baseline.rolesIn("playground"), []);
        assert.deepEqual(await baseline.rolesIn("shop"), ["deployer", "oncall"]);
        await upped({
            sandbox: { oncall: role("oncall") },
            production: { deploy: role("deployer") },
            shopUnit: "Sandbox",
        });
        assert.deepEqual(await baseline.rolesIn("playground"), ["oncall"]);
        assert.deepEqual(await baseline.rolesIn("data"), []);
        assert.deepEqual(await baseline.stacks("baseline-deploy"), []);
        assertChanges(await project.up(), {});
        await upped({ root: { oncall: role("oncall") }, production: { deploy: role("deployer") } });
        for (const account of ["playground", "data", "security"]) {
            assert.deepEqual(await baseline.rolesIn(account), ["oncall"], account);
        }
        assert.deepEqual(await baseline.rolesIn("shop"), ["deployer", "oncall"]);
        assertChanges(await project.up(), {});
    });

    it("gives each place its own parameters and regions, and takes them back", async () => {
        const folder = path.join(project.folder, "organizations", "test", "cloudformation");
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(path.join(folder, "note.yaml"), NOTE);
        const note = {
            template: "cloudformation/note.yaml",
            parameters: { Value: "everywhere" },
            regions: ["us-east-1", "eu-central-1"],
        };
        const valueIn = (account: string, region = "eu-central-1"): Promise<string | undefined> =>
            baseline.valueIn("baseline-note", account, region);
        const root = { oncall: role("oncall"), note };
        const production = { deploy: role("deployer") };
        const sandbox = { note: { parameters: { Value: "sandbox" } } };
        await upped({ root, production, sandbox });
        for (const region of note.regions) {
            assert.equal(await valueIn("shop", region), "everywhere");
            assert.equal(await valueIn("playground", region), "sandbox");
        }
        assertChanges(await project.up(), {});
        await upped({ root, production, sandbox: { note: { parameters: { Value: "other" } } } });
        assert.equal(await valueIn("playground"), "other");
        await upped({ root, production });
        assert.equal(await valueIn("playground"), "everywhere");
        await upped({ root: { ...root, note: { ...note, regions: ["us-east-1"] } }, production });
        assert.equal((await baseline.instances("baseline-note")).length, 5);
        assertChanges(await project.up("--refresh"), {});
        await upped({ root: { oncall: role("oncall") }, production });
    });

    it("stops at the ring that fails, says which account and why, and the next run goes on", async () => {
        const changed = {
            root: { oncall: role("oncall", { managedPolicies: ["ReadOnlyAccess"] }) },
            production: { deploy: role("deployer") },
        };
        const reason = "ResourceLogicalId:Oncall, ResourceStatusReason:the quota of roles is used up";
        await project.aws.stackSets({ failures: [{ reason, account: await baseline.idOf("data") }] });
        project.define(definition(changed));
        const failed = await project.up();
        assertRefused(
            failed,
            "baseline block oncall stops in ring 2 of 3 (others): it failed in 1 account",
            `data (${await baseline.idOf("data")}) in us-east-1: ${reason}`,
            "The ring after it (Workloads/Production) stays as it was.",
        );
        assert.deepEqual(
            (await baseline.stacks("baseline-oncall")).filter((line) => line.endsWith("OUTDATED")),
            ["data us-east-1 OUTDATED", "shop us-east-1 OUTDATED"],
        );
        const where = await project.org(["baseline"]);
        assert.equal(where.code, 5, where.output);
        assert.match(where.output, /^data +\d{12} +oncall +us-east-1 +failed +/m);
        const waits = "ring 3 of 3 \\(Workloads/Production\\): ring 2 of 3 \\(others\\) failed in data";
        assert.match(where.output, new RegExp(`^shop +\\d{12} +oncall +us-east-1 +waiting +${waits}$`, "m"));
        const one = await project.org(["baseline", "shop"]);
        assert.match(
            one.output,
            /waiting .*: the last `up` stopped in ring 2 of 3 \(others\): it failed in 1 account$/m,
        );
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(
            (await baseline.stacks("baseline-oncall")).filter((line) => !line.endsWith("CURRENT")),
            [],
        );
        assertChanges(await project.up(), {});
    });

    it("finds by a refresh what somebody has taken away", async () => {
        const { DeleteStackInstancesCommand } = await import("@aws-sdk/client-cloudformation");
        const shop = await baseline.idOf("shop");
        const [{ OrganizationalUnitId = "" } = {}] = await baseline.instances("baseline-oncall");
        await baseline.client.send(
            new DeleteStackInstancesCommand({
                StackSetName: "baseline-oncall",
                DeploymentTargets: {
                    OrganizationalUnitIds: [OrganizationalUnitId],
                    Accounts: [shop],
                    AccountFilterType: "INTERSECTION",
                },
                Regions: ["us-east-1"],
                RetainStacks: false,
            }),
        );
        await project.aws.advanceSeconds(60);
        assert.deepEqual(await baseline.rolesIn("shop"), ["deployer"]);
        const run = await project.up("--refresh");
        assert.equal(run.code, 0, run.output);
        assert.match(run.output.replaceAll(/\s+/g, " "), /oncall was taken away from shop \(\d{12}\)/);
        assert.deepEqual(await baseline.rolesIn("shop"), ["deployer", "oncall"]);
    });

    it("finds a resource that somebody has changed as drift, and says what is where", async () => {
        const inOrder = await project.org(["baseline"]);
        assert.equal(inOrder.code, 0, inOrder.output);
        assert.match(inOrder.output, /^oncall +5 +5 +5 +not looked for$/m);
        const iam = new IAMClient(project.aws.clientConfig(await baseline.idOf("data")));
        await iam.send(
            new PutRolePolicyCommand({
                RoleName: "oncall",
                PolicyName: "statements",
                PolicyDocument: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
                }),
            }),
        );
        iam.destroy();
        const drifted = await project.org(["baseline", "--drift"]);
        assert.equal(drifted.code, 5, drifted.output);
        assert.match(drifted.output, /data in us-east-1, oncall: \w+ \(AWS::IAM::Role\) was changed/);
        const one = await project.org(["baseline", "shop"]);
        assert.equal(one.code, 0, one.output);
        assert.match(one.output, /^deploy +us-east-1 +current +none/m);
    });

    it("says which stack somebody has deleted in its account, and makes it anew when the account gets the block again", async () => {
        const blocks = {
            root: { oncall: role("oncall", { managedPolicies: ["ReadOnlyAccess"] }) },
            production: { deploy: role("deployer") },
        };
        await baseline.deleteStack("baseline-oncall", "data");
        assert.deepEqual(await baseline.rolesIn("data"), []);
        const found = await project.org(["baseline", "--drift"]);
        assert.equal(found.code, 5, found.output);
        assert.match(
            found.output,
            /AWS could not look for drift in 1 stack:\s+data in us-east-1, oncall: Stack .* exist/,
        );
        assert.match(
            found.output,
            /1\. Write `oncall: false` under `baseline` of the account, and run `up`: it deletes what is left of the stack\.\n/,
        );
        await upped({ ...blocks, data: { oncall: false } });
        await upped(blocks);
        assert.deepEqual(await baseline.rolesIn("data"), ["oncall"]);
        const mended = await project.org(["baseline", "--drift"]);
        assert.equal(mended.code, 0, mended.output);
    });

    it("goes when the definition no longer has it", async () => {
        await upped({});
        for (const account of ["security", "playground", "shop", "data"]) {
            assert.deepEqual(await baseline.rolesIn(account), [], account);
        }
        await assert.rejects(baseline.template("baseline-oncall"), { name: "StackSetNotFoundException" });
    });
});
