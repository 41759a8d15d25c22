import assert from "node:assert/strict";
import { BudgetsClient, DescribeBudgetsCommand } from "@aws-sdk/client-budgets";
import { ListPoliciesForTargetCommand } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { today } from "../local/costs/dates";
import { assertChanges, MANAGEMENT_ACCOUNT, Project, type Definition } from "./support";

/** Two sandboxes that stop themselves, a unit and a team with budgets, and a unit in which everything is denied. */
const DEFINITION = {
    defaults: {
        email: "aws+{account}@example.com",
        tags: { Organization: "acme" },
        accountBudgets: { sandbox: { monthly: 50, stop: true } },
    },
    budget: 20_000,
    policies: {
        suspend: { guardrail: "deny-everything", acknowledge: { lockOut: ["OrganizationAccountAccessRole"] } },
    },
    costs: {
        notify: ["finops@example.com"],
        dimensions: { team: { tag: "Team", values: { shop: { budget: 800 }, data: {} }, default: "none" } },
    },
    units: {
        Workloads: {
            kind: "plain",
            budget: 1000,
            accounts: { shop: { tags: { Team: "shop" }, budget: 500 }, data: { tags: { Team: "data" } } },
        },
        Sandbox: { kind: "sandbox", budget: 200, accounts: { play: {}, ada: {} } },
        Suspended: { kind: "plain", guardrails: ["suspend"] },
    },
} as Definition;

describe("costs of accounts that are quarantined, closed or handed over", function () {
    this.timeout(300_000);
    let project: Project;
    let budgets: BudgetsClient;
    const ids = new Map<string, string>();

    before(async () => {
        project = await Project.start();
        budgets = new BudgetsClient(project.aws.clientConfig());
        project.defineText(stringify(DEFINITION));
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        for (const [key, { id }] of Object.entries((await project.outputs()).accounts)) ids.set(key, id);
        await project.aws.addCosts([
            { day: today(), account: idOf("shop"), service: "Amazon EC2", unblended: 400 },
            { day: today(), account: idOf("play"), service: "Amazon EC2", unblended: 60 },
        ]);
        const [change] = await project.aws.evaluateBudgets();
        assert.equal(change?.after, "EXECUTION_SUCCESS");
        for (const key of ids.keys()) await project.aws.putContactInformation(idOf(key));
        await project.aws.advanceDays(4);
        // AWS knows the tag now, and activates it.
        const second = await project.up();
        assert.equal(second.code, 0, second.output);
    });
    after(async () => {
        budgets.destroy();
        await project.stop();
    });

    const idOf = (key: string): string => ids.get(key) ?? assert.fail(`no account ${key}`);
    const attached = async (key: string): Promise<(string | undefined)[]> => {
        const { Policies = [] } = await project.client.send(
            new ListPoliciesForTargetCommand({ TargetId: idOf(key), Filter: "SERVICE_CONTROL_POLICY" }),
        );
        return Policies.map(({ Name }) => Name);
    };
    const counted = async (budget: string): Promise<(string | undefined)[]> => {
        const { Budgets = [] } = await budgets.send(new DescribeBudgetsCommand({ AccountId: MANAGEMENT_ACCOUNT }));
        const found = Budgets.find(({ BudgetName }) => BudgetName === budget);
        const names = new Map([...ids].map(([key, id]) => [id, key]));
        return (found?.CostFilters?.LinkedAccount ?? []).map((id) => names.get(id));
    };

    it("org hand-over takes an account out of the budgets that count it, and leaves nothing to do", async () => {
        const run = await project.org(["hand-over", "data", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await counted("unit Workloads monthly"), ["shop"]);
        const { unchanged } = (await project.preview()).changes;
        assertChanges(await project.preview(), { unchanged });
    });

    it("org hand-over ends the budget and the action of an account that is stopped, and nothing stops it any more", async () => {
        assert.ok((await attached("play")).includes("stop-spending"));
        const run = await project.org(["hand-over", "play", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await counted("unit Sandbox monthly"), ["ada"]);
        assert.deepEqual(await counted("account play monthly"), []);
        const { unchanged } = (await project.preview()).changes;
        assertChanges(await project.preview(), { unchanged });
    });
});
