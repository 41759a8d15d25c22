import assert from "node:assert/strict";
import { assertChanges, Project, type Definition } from "./support";

/** An organisation with everything that costs have. */
function definition(change: { readonly costs?: object; readonly units?: object } = {}): Definition {
    return {
        defaults: { email: "aws+{account}@example.com", accountBudgets: { sandbox: { monthly: 50, stop: true } } },
        budget: 20_000,
        costs: {
            notify: ["finops@example.com"],
            dimensions: { team: { tag: "Team", values: ["shop", "data", "platform"], default: "none", split: [{ from: "platform", by: "even" }] } },
            tags: ["CostCenter"],
            anomalies: { watch: ["services", "accounts", "team"], share: "40%" },
            ...change.costs,
        },
        units: {
            Workloads: {
                kind: "workloads",
                budget: { monthly: 1000, yearly: 9000 },
                accounts: {
                    shop: { tags: { Team: "shop" }, budget: { monthly: 500 } },
                    data: { tags: { Team: "data" } },
                    platform: { tags: { Team: "platform" } },
                },
            },
            Sandbox: { kind: "sandbox", accounts: { play: {} } },
            Empty: { kind: "plain", budget: 10 },
            ...change.units,
        },
    } as Definition;
}

describe("costs through the real engine", function () {
    this.timeout(240_000);
    let project: Project;

    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    it("are created with the organisation", async () => {
        const run = await project.apply(definition());
        assert.equal(run.code, 0, run.output);
        console.log(run.output);
    });

    it("do not change in a second run, nor after AWS is read again", async () => {
        const second = await project.preview("--refresh", "--diff");
        console.log(second.output);
        assertChanges(second, { unchanged: second.changes.unchanged });
    });
});
