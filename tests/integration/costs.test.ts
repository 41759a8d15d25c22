import assert from "node:assert/strict";
import { BudgetsClient, DescribeBudgetActionsForAccountCommand, DescribeBudgetsCommand } from "@aws-sdk/client-budgets";
import {
    CostExplorerClient,
    DescribeCostCategoryDefinitionCommand,
    ListCostCategoryDefinitionsCommand,
    type CostCategory,
} from "@aws-sdk/client-cost-explorer";
import { ListPoliciesForTargetCommand } from "@aws-sdk/client-organizations";
import { today } from "../local/costs/dates";
import { assertChanges, assertRefused, Project, type Definition } from "./support";

const AccountId = "123456789012";

/** What the steps of the story change. */
const shop: Record<string, unknown> = { tags: { Team: "shop" }, budget: { monthly: 500 } };
const sandboxBudget: Record<string, unknown> = { monthly: 50, stop: true };
const dimensions = {
    team: {
        tag: "Team",
        values: ["shop", "data", "platform"],
        default: "none",
        split: [{ from: "platform", to: ["shop", "data"], by: "even" }],
    },
};

/** An organisation with budgets, a dimension, tags and anomalies. */
function definition(): Definition {
    return {
        defaults: { email: "aws+{account}@example.com", accountBudgets: { sandbox: sandboxBudget } },
        budget: 20_000,
        costs: {
            notify: ["finops@example.com"],
            dimensions,
            tags: ["CostCenter"],
            anomalies: { watch: ["services", "accounts", "team"], share: "40%" },
        },
        units: {
            Workloads: {
                kind: "workloads",
                budget: { monthly: 1000, yearly: 9000 },
                accounts: { shop, data: { tags: { Team: "data" } }, platform: { tags: { Team: "platform" } } },
            },
            Sandbox: { kind: "sandbox", accounts: { play: {} } },
            Empty: { kind: "plain", budget: 10 },
        },
    } as Definition;
}

describe("costs through the real engine", function () {
    this.timeout(240_000);
    let project: Project;
    let budgets: BudgetsClient;
    let explorer: CostExplorerClient;
    const ids = new Map<string, string>();

    before(async () => {
        project = await Project.start();
        budgets = new BudgetsClient(project.aws.clientConfig());
        explorer = new CostExplorerClient(project.aws.clientConfig());
    });
    after(async () => {
        budgets.destroy();
        explorer.destroy();
        await project.stop();
    });

    const idOf = (key: string): string => ids.get(key) ?? assert.fail(`no account ${key}`);
    const category = async (): Promise<CostCategory> => {
        const { CostCategoryReferences: [found] = [] } = await explorer.send(
            new ListCostCategoryDefinitionsCommand({}),
        );
        const { CostCategory: described } = await explorer.send(
            new DescribeCostCategoryDefinitionCommand({ CostCategoryArn: found?.CostCategoryArn }),
        );
        return described ?? assert.fail("no category");
    };
    const valueOf = async (key: string): Promise<string | undefined> =>
        (await category()).Rules?.find(({ Rule }) => Rule?.Dimensions?.Values?.includes(idOf(key)))?.Value;
    const filters = async (): Promise<Record<string, unknown>> => {
        const { Budgets = [] } = await budgets.send(new DescribeBudgetsCommand({ AccountId }));
        return Object.fromEntries<unknown>(
            Budgets.map(({ BudgetName, CostFilters }) => [BudgetName ?? "", CostFilters ?? {}]),
        );
    };
    const attached = async (key: string): Promise<(string | undefined)[]> => {
        const { Policies = [] } = await project.client.send(
            new ListPoliciesForTargetCommand({ TargetId: idOf(key), Filter: "SERVICE_CONTROL_POLICY" }),
        );
        return Policies.map(({ Name }) => Name);
    };

    it("are created with the organisation: a budget of accounts counts them, one of a unit without accounts is not created", async () => {
        await project.apply(definition());
        const { accounts } = await project.outputs();
        for (const [key, { id }] of Object.entries(accounts)) ids.set(key, id);
        const found = await filters();
        assert.deepEqual(Object.keys(found).sort(), [
            "account play monthly",
            "account shop monthly",
            "organization monthly",
            "unit Workloads monthly",
            "unit Workloads yearly",
        ]);
        assert.deepEqual(found["organization monthly"], {});
        assert.deepEqual(found["account shop monthly"], { LinkedAccount: [idOf("shop")] });
        const { LinkedAccount = [] } = found["unit Workloads monthly"] as { LinkedAccount?: string[] };
        assert.deepEqual([...LinkedAccount].sort(), ["data", "platform", "shop"].map(idOf).sort());
        const { DefaultValue, SplitChargeRules } = await category();
        assert.equal(DefaultValue, "none");
        assert.deepEqual(
            SplitChargeRules?.map(({ Source, Method }) => [Source, Method]),
            [["platform", "EVEN"]],
        );
        assert.equal(await valueOf("data"), "data");
    });

    it("do not change in a second run, nor after AWS is read again", async () => {
        const run = await project.preview("--refresh");
        assertChanges(run, { unchanged: run.changes.unchanged });
        assert.match(run.output, /cost allocation tags CostCenter and Team: AWS does not know them yet/);
        assert.match(run.output, /budget unit Empty monthly has no accounts to count/);
    });

    it("activate a tag a day after AWS has seen it", async () => {
        await project.aws.addCosts([
            {
                day: today(),
                account: idOf("shop"),
                service: "Amazon EC2",
                unblended: 400,
                tags: { Team: "shop", CostCenter: "1" },
            },
        ]);
        await project.aws.advanceDays(1);
        const run = await project.up();
        assertChanges(run, { created: 2, unchanged: run.changes.unchanged });
    });

    it("keep the default value and the splits when only an account's team changes, and say what the account cost", async () => {
        shop["tags"] = { Team: "data" };
        project.define(definition());
        const preview = await project.preview();
        assert.match(preview.output, /account shop \(\d{12}\) changes team from shop to data/);
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.equal(await valueOf("shop"), "data");
        const { DefaultValue, SplitChargeRules } = await category();
        assert.deepEqual([DefaultValue, SplitChargeRules?.length], ["none", 1]);
        assertChanges(await project.preview(), { unchanged: run.changes.unchanged + run.changes.updated });
    });

    it("say of an account that will be closed which budgets it leaves when it is removed, and what it cost", async () => {
        Object.assign(shop, { state: "closing", acknowledge: { closing: idOf("shop") } });
        project.define(definition());
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.output);
        assert.match(
            preview.output,
            /account shop \(\d{12}\) will be closed when it is removed from the definition\. It leaves the budgets "unit Workloads monthly", "unit Workloads yearly" and "account shop monthly" when it is removed\. It cost \d+\.\d\d USD in \d{4}-\d\d, /,
        );
        assert.equal((await project.up()).code, 0);
        const again = await project.preview();
        assert.doesNotMatch(again.output, /will be closed when it is removed/);
        delete shop["state"];
        delete shop["acknowledge"];
        project.define(definition());
        assert.equal((await project.up()).code, 0);
    });

    it("stop a sandbox that has spent its budget. A run says so, and leaves it stopped", async () => {
        await project.aws.addCosts([{ day: today(), account: idOf("play"), service: "Amazon EC2", unblended: 60 }]);
        const [change] = await project.aws.evaluateBudgets();
        assert.equal(change?.after, "EXECUTION_SUCCESS");
        assert.ok((await attached("play")).includes("stop-spending"));
        const preview = await project.preview("--refresh");
        assert.match(preview.output, /account play \(\d{12}\) is stopped/);
        assert.match(
            preview.output,
            /a budget is exceeded: "account play monthly" \(60\.00 USD of 50\.00 USD this month\)/,
        );
        const run = await project.up();
        assertChanges(run, { unchanged: run.changes.unchanged });
        assert.ok((await attached("play")).includes("stop-spending"));
    });

    it("refuse to delete the action while the account is stopped", async () => {
        delete sandboxBudget["stop"];
        project.define(definition());
        assertRefused(await project.up(), "./org resume-spending play");
        sandboxBudget["stop"] = true;
    });

    it("let it be removed after the account may spend again", async () => {
        const resume = (...more: string[]): ReturnType<Project["org"]> =>
            project.org(["resume-spending", "play", ...more]);
        const dry = await resume("--dry-run");
        assert.match(dry.output, /has spent 60\.00 of 50\.00 USD/);
        assert.match(dry.output, /detaches stop-spending from play \(\d{12}\)/);
        assert.ok((await attached("play")).includes("stop-spending"));
        const resumed = await resume("--yes");
        assert.equal(resumed.code, 0, resumed.output);
        assert.match(resumed.output, /play \(\d{12}\) may spend again/);
        assert.ok(!(await attached("play")).includes("stop-spending"));
        assert.deepEqual(await project.aws.evaluateBudgets(), []);
        assert.match((await resume("--yes")).output, /may spend already/);
        // Watched again, AWS stops it again, because it is still over its budget.
        assert.match((await resume("--yes", "--watch-again")).output, /AWS watches budget account play monthly again/);
        const [again] = await project.aws.evaluateBudgets();
        assert.equal(again?.after, "EXECUTION_SUCCESS");
        assert.equal((await resume("--yes")).code, 0);
        assert.ok(!(await attached("play")).includes("stop-spending"));
        delete sandboxBudget["stop"];
        project.acknowledge("remove the stop of budget account play monthly");
        project.define(definition());
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.equal(run.changes.replaced, 0, run.output);
        const { Actions = [] } = await budgets.send(new DescribeBudgetActionsForAccountCommand({ AccountId }));
        assert.deepEqual(Actions, []);
    });

    it("are gone when the definition no longer has them, and nothing else is", async () => {
        project.acknowledge("delete cost category team");
        project.define({
            defaults: { email: "aws+{account}@example.com" },
            units: {
                Workloads: {
                    kind: "workloads",
                    accounts: {
                        shop: { tags: { Team: "data" } },
                        data: { tags: { Team: "data" } },
                        platform: { tags: { Team: "platform" } },
                    },
                },
                Sandbox: { kind: "sandbox", accounts: { play: {} } },
                Empty: { kind: "plain" },
            },
        });
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await filters(), {});
        assertChanges(await project.preview("--refresh"), { unchanged: run.changes.unchanged });
    });
});
