import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { assertChanges, Project, type Definition } from "./support";

const COSTS = {
    notify: ["finops@example.com"],
    dimensions: {
        team: { tag: "Team", values: ["shop", "data"], default: "nobody" },
        product: { tag: "Product", resources: true, default: false },
        department: {
            values: { commerce: { dimensions: { team: ["shop"] }, budget: 300 }, it: { units: ["Infra"] } },
            default: "rest",
            split: [{ from: "it", to: ["commerce", "rest"], by: { commerce: 60, rest: 40 } }],
        },
    },
    anomalies: { watch: ["services", "accounts", "department"], amount: 50, share: "20%" },
};

/** A stack with costs whose state is lost. */
describe("org adopt: costs that this program has made", function () {
    this.timeout(300_000);
    let project: Project;
    let folder: string;

    before(async () => {
        project = await Project.start();
        folder = path.join(project.folder, "organizations", "test");
        const state = path.join(project.folder, "state/.pulumi/stacks");
        fs.cpSync(state, `${state}.empty`, { recursive: true });
        const day = new Date().toISOString().slice(0, 10);
        const definition = {
            defaults: { email: "aws+{account}@example.com", tags: { Company: "acme" } },
            budget: 20_000,
            costs: COSTS,
            units: {
                Infra: { accounts: { net: {}, logs: {} } },
                Workloads: {
                    budget: { yearly: 9000 },
                    accountBudget: 80,
                    accounts: { shop: { tags: { Team: "shop", Product: "till" } } },
                },
            },
        } as Definition;
        await project.apply(definition);
        const { accounts } = await project.outputs();
        const tags = { Team: "shop", Product: "till" };
        await project.aws.addCosts([
            { day, account: accounts["shop"]?.id ?? "", service: "Amazon EC2", unblended: 1, tags },
        ]);
        await project.aws.advanceDays(1);
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        fs.rmSync(state, { recursive: true });
        fs.renameSync(`${state}.empty`, state);
        fs.rmSync(folder, { recursive: true });
        await project.aws.resetCalls();
    });
    after(() => project.stop());

    it("are all taken over as they are: nothing in AWS changes", async () => {
        const run = await project.org(["adopt", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.doesNotMatch(run.output, /- (budget|cost|anomaly) /);
        assert.deepEqual(await project.mutations(), []);
        assertChanges(await project.preview("--refresh"), {});
    });

    it("are written with what they are: splits, dimensions by tag, names", () => {
        const { costs } = parse(fs.readFileSync(path.join(folder, "organization.yaml"), "utf8")) as {
            costs: { dimensions: Record<string, Record<string, unknown>>; anomalies: Record<string, unknown> };
        };
        assert.deepEqual(Object.keys(costs.dimensions).sort(), ["department", "product", "team"]);
        assert.deepEqual(costs.dimensions["department"]?.["split"], [{ from: "it", by: { commerce: 60, rest: 40 } }]);
        assert.equal(costs.dimensions["product"]?.["resources"], true);
        assert.deepEqual(costs.anomalies["watch"], ["accounts", "department", "services"]);
    });
});
