import assert from "node:assert/strict";
import { BudgetsClient, CreateBudgetCommand } from "@aws-sdk/client-budgets";
import {
    CostExplorerClient,
    CreateAnomalyMonitorCommand,
    CreateCostCategoryDefinitionCommand,
    GetAnomalyMonitorsCommand,
} from "@aws-sdk/client-cost-explorer";
import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { assertChanges, assertRefused, Project, type Definition } from "./support";

const AccountId = "123456789012";

function definition(costs: object, budget: unknown): Definition {
    return {
        defaults: { email: "aws+{account}@example.com" },
        budget,
        costs: { notify: ["finops@example.com"], anomalies: {}, ...costs },
        units: { Workloads: { kind: "workloads", accounts: { shop: { tags: { Team: "shop" } } } } },
    } as Definition;
}

describe("costs that AWS has already", function () {
    this.timeout(480_000);
    let project: Project;
    let budgets: BudgetsClient;
    let explorer: CostExplorerClient;
    let category: string | undefined;

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

    it("are refused before anything is created: the message says how to take them over", async () => {
        await project.apply({
            defaults: { email: "aws+{account}@example.com" },
            units: { Workloads: { kind: "workloads", accounts: { shop: { tags: { Team: "shop" } } } } },
        });
        await budgets.send(
            new CreateBudgetCommand({
                AccountId,
                Budget: {
                    BudgetName: "Everything",
                    BudgetType: "COST",
                    TimeUnit: "MONTHLY",
                    BudgetLimit: { Amount: "900", Unit: "USD" },
                },
            }),
        );
        const { accounts } = await project.outputs();
        ({ CostCategoryArn: category } = await explorer.send(
            new CreateCostCategoryDefinitionCommand({
                Name: "Team",
                RuleVersion: "CostCategoryExpression.v1",
                DefaultValue: "nobody",
                Rules: [
                    {
                        Value: "shop",
                        Type: "REGULAR",
                        Rule: { Dimensions: { Key: "LINKED_ACCOUNT", Values: [accounts["shop"]?.id ?? ""] } },
                    },
                ],
            }),
        ));
        await explorer.send(
            new CreateAnomalyMonitorCommand({
                AnomalyMonitor: {
                    MonitorName: "Default-Services-Monitor",
                    MonitorType: "DIMENSIONAL",
                    MonitorDimension: "SERVICE",
                },
            }),
        );
        project.define(
            definition({ dimensions: { team: { tag: "Team", name: "Team" } } }, { monthly: 1000, name: "Everything" }),
        );
        assertRefused(
            await project.up(),
            "organizations/test/organization.yaml:3:1 budget",
            'AWS has a budget "Everything" already',
            "`name: Everything` and `existing: true`",
            'AWS has a cost category "Team" already',
            `\`id: ${category}\``,
        );
    });

    it("are taken over by what the definition says, and the monitor of services by itself", async () => {
        const wanted = definition(
            { dimensions: { team: { tag: "Team", name: "Team", id: category } } },
            { monthly: 1000, name: "Everything", existing: true },
        );
        project.define(wanted);
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.equal(run.changes.imported, 2, run.output);
        const { AnomalyMonitors = [] } = await explorer.send(new GetAnomalyMonitorsCommand({}));
        assert.deepEqual(
            AnomalyMonitors.map(({ MonitorName }) => MonitorName),
            ["Default-Services-Monitor"],
        );
        // The budget was imported as it was. Now it gets its amount and its alerts.
        const next = await project.up();
        assertChanges(next, { updated: 1, unchanged: next.changes.unchanged });
        const again = await project.preview("--refresh");
        assertChanges(again, { unchanged: again.changes.unchanged });
    });

    it("are not taken over a second time under another key: the run would delete them under the old one", async () => {
        const squad = { squad: { tag: "Team", name: "Team", id: category } };
        const list = [
            { monthly: 1000, name: "Everything", existing: true },
            { yearly: 9000, name: "Everything of the year" },
        ];
        project.define(definition({ dimensions: squad }, list));
        assertRefused(
            await project.up(),
            'dimension squad would take over the cost category "Team", which this stack has as team',
            'the budget "Everything" is in this stack already, as organization monthly',
        );
    });

    it("keep the bucket of an export that ends, and take it over when the export comes back", async () => {
        const s3 = new S3Client({ ...project.aws.clientConfig(), forcePathStyle: true });
        const costs = { dimensions: { team: { tag: "Team", name: "Team", id: category } } };
        const budget = { monthly: 1000, name: "Everything", existing: true };
        const withExport = definition({ ...costs, export: { bucket: "acme-costs", region: "eu-central-1" } }, budget);
        project.define(withExport);
        const preview = await project.preview();
        assert.match(preview.output, /S3 bills what it stores/);
        const created = await project.up();
        assert.equal(created.code, 0, created.output);
        const unchanged = await project.preview("--refresh");
        assertChanges(unchanged, { unchanged: unchanged.changes.unchanged });

        project.define(definition(costs, budget));
        const ending = await project.preview();
        assert.match(ending.output, /Its bucket "acme-costs" stays in AWS with all files/);
        const ended = await project.up();
        assert.equal(ended.code, 0, ended.output);
        await s3.send(new HeadBucketCommand({ Bucket: "acme-costs" }));

        project.define(withExport);
        const back = await project.up();
        assert.equal(back.code, 0, back.output);
        assert.equal(back.changes.imported, 1, back.output);
        const again = await project.preview("--refresh");
        assertChanges(again, { unchanged: again.changes.unchanged });
        s3.destroy();
    });

    it("are taken over by themselves if they are what this run would create, as a killed run leaves them", async () => {
        const { accounts } = await project.outputs();
        await budgets.send(
            new CreateBudgetCommand({
                AccountId,
                Budget: {
                    BudgetName: "unit Workloads monthly",
                    BudgetType: "COST",
                    TimeUnit: "MONTHLY",
                    BudgetLimit: { Amount: "75", Unit: "USD" },
                    CostFilters: { LinkedAccount: [accounts["shop"]?.id ?? ""] },
                    CostTypes: { IncludeCredit: false, IncludeRefund: false, IncludeTax: false },
                },
            }),
        );
        const { units, ...others } = definition({}, { monthly: 1000, name: "Everything", existing: true });
        const { Workloads } = units as unknown as Record<string, object>;
        project.define({ ...others, units: { Workloads: { ...Workloads, budget: 75 } } } as Definition);
        project.acknowledge("delete cost category team");
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.equal(run.changes.imported, 1, run.output);
        // The alerts are those of the definition after the next run.
        const next = await project.up();
        assertChanges(next, { updated: 1, unchanged: next.changes.unchanged });
        const again = await project.preview("--refresh");
        assertChanges(again, { unchanged: again.changes.unchanged });
    });
});
