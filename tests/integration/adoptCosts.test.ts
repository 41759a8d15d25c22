import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { BudgetsClient, CreateBudgetCommand, type Budget, type Notification } from "@aws-sdk/client-budgets";
import { MoveAccountCommand } from "@aws-sdk/client-organizations";
import { Fixture } from "../local/fixture";
import { assertChanges, MANAGEMENT_ACCOUNT, Project } from "./support";

/** A management account with budgets made by hand: some that a definition can say, some that it cannot. */
describe("org adopt: budgets", function () {
    this.timeout(300_000);
    let project: Project;
    let budgets: BudgetsClient;
    let definition: string;
    const ids: Record<string, string> = {};

    const budget = (BudgetName: string, more: Partial<Budget>, alerts: readonly Partial<Notification>[] = []) =>
        budgets.send(
            new CreateBudgetCommand({
                AccountId: MANAGEMENT_ACCOUNT,
                Budget: {
                    BudgetName,
                    BudgetType: "COST",
                    TimeUnit: "MONTHLY",
                    BudgetLimit: { Amount: "100.5", Unit: "USD" },
                    ...more,
                },
                NotificationsWithSubscribers: alerts.map((alert) => ({
                    Notification: {
                        NotificationType: "ACTUAL",
                        ComparisonOperator: "GREATER_THAN",
                        Threshold: 80,
                        ThresholdType: "PERCENTAGE",
                        ...alert,
                    },
                    Subscribers: [{ SubscriptionType: "EMAIL", Address: `at${alert.Threshold ?? 80}@example.com` }],
                })),
                ResourceTags: [{ Key: "Made", Value: "by hand" }],
            }),
        );

    before(async () => {
        project = await Project.start();
        definition = path.join(project.folder, "organizations", "test");
        budgets = new BudgetsClient(project.aws.clientConfig());
        const fixture = new Fixture(project.aws, project.client);
        const { root } = await fixture.createOrganization("ALL");
        const unit = await fixture.createUnit(root, "Workloads");
        for (const name of ["shop", "data", "tools"]) {
            const AccountId = (ids[name] = await fixture.createAccount(name));
            if (name === "tools") continue;
            await project.client.send(
                new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: unit }),
            );
        }
        const { shop = "", data = "", tools = "" } = ids;
        await budget("Everything", { TimeUnit: "ANNUALLY", CostTypes: { IncludeCredit: true, IncludeTax: false } }, [
            {},
            { NotificationType: "FORECASTED", Threshold: 100 },
        ]);
        await budget("Workloads together", { CostFilters: { LinkedAccount: [data, shop] } });
        await budget("Shop", { CostFilters: { LinkedAccount: [shop] } }, [{}]);
        await budget("Shop each quarter", { TimeUnit: "QUARTERLY", CostFilters: { LinkedAccount: [shop] } }, [
            { ThresholdType: "ABSOLUTE_VALUE", Threshold: 50 },
        ]);
        await budget("Every day", { TimeUnit: "DAILY" });
        await budget("Two of three", { CostFilters: { LinkedAccount: [shop, tools] } });
        await budget("EC2", { CostFilters: { Service: ["Amazon Elastic Compute Cloud - Compute"] } });
        await budget("Less", {}, [{ ComparisonOperator: "LESS_THAN" }]);
        await project.aws.resetCalls();
    });
    after(async () => {
        budgets.destroy();
        await project.stop();
    });

    it("are left alone where AWS denies them, which the summary says", async () => {
        const error = { code: "AccessDeniedException", message: "not allowed", status: 400 };
        await project.aws.fault({ operation: "budgets.DescribeBudgets", error, times: 1 });
        const run = await project.org(["adopt", "--dry-run"]);
        await project.aws.clearFaults();
        assert.equal(run.code, 0, run.output);
        assert.match(
            run.output,
            /\n {2}- budgets: not read \(AccessDeniedException: not allowed\)\. They stay as they are\n/,
        );
    });

    it("are taken over, without one call that changes AWS. Those that it cannot say are named with the reason", async () => {
        const run = await project.org(["adopt", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /\n {2}budgets {4}4, with 4 alerts\n/);
        for (const line of [
            "budget Every day, because its period is DAILY",
            "budget Two of three, because its accounts are not those of a unit",
            "budget EC2, because it filters by Service",
            "budget Less, because it alerts when costs are LESS_THAN",
        ]) {
            assert.ok(run.output.includes(`  - ${line}. It stays as it is`), run.output);
        }
        assert.match(
            run.output,
            /is taken over: \d+ resources are in the stack test, and the preview shows no changes/,
        );
        assert.deepEqual(await project.mutations(), []);
        const inState = (await project.resources()).filter(({ type }) => type === "aws:budgets/budget:Budget");
        assert.deepEqual(inState.map(({ urn }) => urn.split("::").at(-1)).sort(), [
            "account shop monthly Shop",
            "account shop quarterly Shop each quarter",
            "organization yearly",
            "unit Workloads monthly",
        ]);
    });

    it("are written with their names and alerts", () => {
        const written = fs.readFileSync(path.join(definition, "organization.yaml"), "utf8");
        assert.match(written, /^budget:/m);
        assert.match(written, /Shop each quarter, existing: true, quarterly: 100\.5, alerts: \[50 USD\]/);
    });

    it("have nothing to change in the first preview and the first up", async () => {
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.output);
        assertChanges(preview, {});
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await project.mutations(), []);
    });
});
