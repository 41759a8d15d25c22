import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { HandMadeCosts } from "./handMadeCosts";
import { assertChanges, Project } from "./support";

describe("org adopt: costs", function () {
    this.timeout(300_000);
    let project: Project;
    let made: HandMadeCosts;
    let definition: string;

    before(async () => {
        project = await Project.start();
        definition = path.join(project.folder, "organizations", "test");
        made = new HandMadeCosts(project);
        await made.make();
        await project.aws.resetCalls();
    });
    after(async () => {
        made.close();
        await project.stop();
    });

    it("are left alone where AWS denies them, which the summary says", async () => {
        const error = { code: "AccessDeniedException", message: "not allowed", status: 400 };
        for (const operation of [
            "budgets.DescribeBudgets",
            "ce.ListCostCategoryDefinitions",
            "ce.GetAnomalyMonitors",
            "ce.ListCostAllocationTags",
        ]) {
            await project.aws.fault({ operation, error, times: 9 }); // The SDK repeats a call when it notices that the clock was advanced.
        }
        const run = await project.org(["adopt", "--dry-run", "--fresh"]);
        await project.aws.clearFaults();
        assert.equal(run.code, 0, run.output);
        for (const what of [
            "budgets",
            "cost categories",
            "anomaly monitors and subscriptions",
            "cost allocation tags",
        ]) {
            const line = `\n  - ${what}: not read (AccessDeniedException: not allowed). They stay as they are\n`;
            assert.ok(run.output.includes(line), run.output);
        }
        fs.rmSync(path.join(project.folder, ".local", "adopt"), { recursive: true, force: true });
    });

    it("are read on where an interrupted run was", async () => {
        const describe = "ce.DescribeCostCategoryDefinition";
        await project.aws.resetCalls();
        await project.aws.fault({ operation: describe, delaySeconds: 10 });
        const { ended, interrupt } = project.startOrg(["adopt", "--dry-run"]);
        let ran = false;
        void ended.then(() => (ran = true));
        const described = async (): Promise<number> => (await project.aws.calls())[describe] ?? 0;
        while ((await described()) < 2 && !ran);
        interrupt();
        const run = await ended;
        await project.aws.clearFaults();
        assert.equal(run.code, 130, run.output);
        await project.aws.resetCalls();
        const again = await project.org(["adopt", "--dry-run"]);
        assert.equal(again.code, 0, again.output);
        const calls = await project.aws.calls();
        assert.equal(calls["ce.ListCostCategoryDefinitions"], undefined);
        assert.ok((calls[describe] ?? 0) < 3, JSON.stringify(calls));
    });

    it("are not taken over if a cost category has changed since it was read", async () => {
        const read = await project.org(["adopt", "--dry-run", "--fresh"]);
        assert.equal(read.code, 0, read.output);
        await made.change("changed");
        const run = await project.org(["adopt", "--yes"]);
        assert.equal(run.code, 3, run.output);
        assert.match(
            run.output,
            /AWS is no longer as it was read: the cost category Department has changed\. Nothing was done/,
        );
        assert.deepEqual(await project.resources(), []);
        await made.change("it");
        await project.aws.resetCalls();
    });

    it("are taken over, without one call that changes AWS. Those that it cannot say are named with the reason", async () => {
        const run = await project.org(["adopt", "--yes", "--fresh"]);
        assert.equal(run.code, 0, run.output);
        for (const line of [
            "budgets    5, with 4 alerts",
            "categories 2 of costs, with 4 values",
            "anomalies  2 subscriptions, with 3 monitors",
            "cost tags  2 active",
        ]) {
            assert.ok(run.output.includes(`\n  ${line}\n`), run.output);
        }
        for (const line of [
            "budget Every day, because its period is DAILY",
            "budget Two of three, because its accounts are not those of a unit",
            "budget EC2, because it filters by Service",
            "budget Less, because it alerts when costs are LESS_THAN",
            'cost category By name, because the rule of "shops" compares with STARTS_WITH',
            "anomaly monitor By tag, because the definition has no monitor that watches the same under this name",
            "anomaly subscription Tags, because one of its monitors is not in the definition",
        ]) {
            assert.ok(run.output.includes(`  - ${line}. It stays as it is`), run.output);
        }
        assert.match(
            run.output,
            /is taken over: \d+ resources are in the stack test, and the preview shows no changes/,
        );
        assert.deepEqual(await project.mutations(), []);
        const inState = async (type: RegExp): Promise<unknown> =>
            (await project.resources())
                .flatMap((one) => (type.test(one.type) ? one.urn.split("::").at(-1) : []))
                .sort();
        assert.deepEqual(
            await inState(/^aws:budgets/),
            [
                "account shop monthly Shop",
                "account shop quarterly Shop each quarter",
                "organization yearly",
                "Team shop monthly",
                "unit Workloads monthly",
            ].sort(),
        );
        assert.deepEqual(await inState(/:CostCategory$/), ["Department", "Team"]);
        assert.deepEqual(await inState(/^aws:costexplorer\/anomaly/), [
            "At once",
            "Big ones",
            "Team data",
            "Team shop",
            "services",
        ]);
        assert.deepEqual(await inState(/^aws:costexplorer\/costAllocationTag/), ["Team", "aws:createdBy"]);
    });

    it("are written as a person would write them", () => {
        const written = fs.readFileSync(path.join(definition, "organization.yaml"), "utf8");
        assert.match(written, /^budget:/m);
        assert.match(
            written,
            /^ +- name: Shop each quarter\n +existing: true\n +quarterly: 100\.5\n +alerts: \[50 USD\]$/m,
        );
        const { costs } = parse(written) as {
            costs: { dimensions: Record<string, Record<string, unknown>>; tags: string[] };
        };
        assert.deepEqual(costs.tags, ["aws:createdBy"]);
        const { id: _, ...team } = costs.dimensions["Team"] ?? {};
        assert.deepEqual(team, {
            tag: "Team",
            values: { shop: { budget: { name: "Team shop", existing: true, monthly: 100.5, alerts: [] } }, data: {} },
            default: "nobody",
        });
        assert.deepEqual(costs.dimensions["Department"], {
            id: made.ids["department"],
            values: { commerce: { units: ["Workloads"] }, it: { accounts: ["tools"] } },
            default: false,
        });
    });

    it("have nothing to change in the first preview and the first up", async () => {
        const preview = await project.preview("--refresh");
        assert.equal(preview.code, 0, preview.output);
        assertChanges(preview, {});
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await project.mutations(), []);
    });
});
