import assert from "node:assert/strict";
import { GuardrailPolicy } from "../../../../components";
import { CostBudget, CostCategory, SpendingStop, StopAction } from "../../../../components/costs";
import { one, waitsFor, type RegisteredResource } from "../mockedPulumi";
import { given, registeredBy } from "./costProgram";

const BUDGET = "aws:budgets/budget:Budget";
const ACTION = "aws:budgets/budgetAction:BudgetAction";
const CATEGORY = "pulumi-nodejs:dynamic/costs:CostCategory";

describe("a budget", () => {
    it("counts accounts by their ids, and neither credits nor tax", async () => {
        const registered = await registeredBy((_, play) => {
            new CostBudget(
                "account play monthly",
                {
                    name: "play",
                    period: "monthly",
                    amount: 50,
                    counts: { accounts: [play.id] },
                    alerts: [
                        { threshold: 80, emails: ["a@example.com"] },
                        { threshold: 60, unit: "amount", of: "forecast", topics: ["arn:aws:sns:us-east-1:1:t"] },
                    ],
                },
                { parent: play },
            );
        });
        const { inputs, urn } = one(registered, BUDGET, "account play monthly");
        assert.match(urn, /\$aws-organization:index:Account\$aws:budgets\/budget:Budget::account play monthly$/);
        assert.deepEqual(given(inputs), {
            name: "play",
            budgetType: "COST",
            timeUnit: "MONTHLY",
            limitAmount: "50",
            limitUnit: "USD",
            costFilters: [{ name: "LinkedAccount", values: ["account:play"] }],
            costTypes: { includeCredit: false, includeRefund: false, includeTax: false },
            notifications: [
                {
                    comparisonOperator: "GREATER_THAN",
                    notificationType: "ACTUAL",
                    threshold: 80,
                    thresholdType: "PERCENTAGE",
                    subscriberEmailAddresses: ["a@example.com"],
                },
                {
                    comparisonOperator: "GREATER_THAN",
                    notificationType: "FORECASTED",
                    threshold: 60,
                    thresholdType: "ABSOLUTE_VALUE",
                    subscriberSnsTopicArns: ["arn:aws:sns:us-east-1:1:t"],
                },
            ],
        });
    });

    it("never counts an empty list of accounts: AWS would count everything", async () => {
        await assert.rejects(
            registeredBy((organization) => {
                new CostBudget(
                    "unit Empty monthly",
                    { name: "x", period: "monthly", amount: 1, counts: { accounts: [] } },
                    { parent: organization },
                );
            }),
            /counts no accounts: AWS would count the whole organisation/,
        );
    });

    it("waits for the category that it counts a value of", async () => {
        const registered = await registeredBy((organization, play) => {
            const category = new CostCategory(
                "team",
                { name: "Team", values: [{ value: "shop", accounts: [play.id] }], defaultValue: "none" },
                { parent: organization },
            );
            new CostBudget("team shop yearly", {
                name: "shop",
                period: "yearly",
                amount: 1,
                counts: { category, value: "shop" },
            });
        });
        const budget = one(registered, BUDGET, "team shop yearly");
        assert.deepEqual(budget.inputs["costFilters"], [{ name: "CostCategory", values: ["Team$shop"] }]);
        assert.deepEqual(waitsFor(registered, budget), ["team"]);
    });

    it("is imported as AWS has it: what differs is changed by the next run", async () => {
        const registered = await registeredBy(() => {
            new CostBudget("key", { name: "x", period: "monthly", amount: 1 }, {}, { importId: "1:x" });
            new CostBudget("later", { name: "y", period: "monthly", amount: 1 }, {}, { isImported: true });
        });
        const { options, inputs } = one(registered, BUDGET, "key");
        assert.equal(options.import, "1:x");
        assert.ok(options.ignoreChanges?.includes("limitAmount"));
        assert.equal(inputs["costTypes"], undefined);
        const later = one(registered, BUDGET, "later");
        assert.deepEqual([later.options.import, later.inputs["costTypes"]], [undefined, undefined]);
    });
});

describe("the stop of an account", () => {
    const stopped = (): Promise<readonly RegisteredResource[]> =>
        registeredBy((organization, play) => {
            const policy = new GuardrailPolicy("stop-spending", { organization, content: "{}" });
            const stop = new SpendingStop("stop-spending", { organization, policy, accounts: [play.id] });
            const budget = new CostBudget("b", {
                name: "play",
                period: "monthly",
                amount: 50,
                counts: { accounts: [play.id] },
            });
            new StopAction("stop b", { budget, stop, accounts: [play.id], emails: ["a@example.com"] });
        });

    it("has a role that only AWS Budgets of the account may assume", async () => {
        const { inputs } = one(await stopped(), "aws:iam/role:Role", "stop-spending");
        assert.equal(inputs["name"], "aws-organization-stop-spending");
        const { Statement } = JSON.parse(String(inputs["assumeRolePolicy"])) as { Statement: unknown[] };
        assert.deepEqual(Statement, [
            {
                Effect: "Allow",
                Principal: { Service: "budgets.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: {
                    StringEquals: { "aws:SourceAccount": "000000000000" },
                    ArnLike: { "aws:SourceArn": "arn:aws-cn:budgets::000000000000:budget/*" },
                },
            },
        ]);
    });

    it("may attach one policy to the named accounts, and nothing else", async () => {
        const { inputs } = one(await stopped(), "aws:iam/rolePolicy:RolePolicy", "stop-spending");
        const { Statement } = JSON.parse(String(inputs["policy"])) as { Statement: { Resource: string[] }[] };
        assert.deepEqual(
            Statement.map((statement) => ({ ...statement, Resource: statement.Resource.length })),
            [{ Effect: "Allow", Action: ["organizations:AttachPolicy", "organizations:DetachPolicy"], Resource: 2 }],
        );
        assert.ok(!JSON.stringify(Statement).includes("*"));
    });

    it("acts by itself at all of the actual costs, and waits for its rights", async () => {
        const registered = await stopped();
        const action = one(registered, ACTION, "stop b");
        const { approvalModel, notificationType, actionThreshold, definition, subscribers } = action.inputs;
        assert.deepEqual([approvalModel, notificationType], ["AUTOMATIC", "ACTUAL"]);
        assert.deepEqual(actionThreshold, { actionThresholdType: "PERCENTAGE", actionThresholdValue: 100 });
        assert.deepEqual(definition, {
            scpActionDefinition: { policyId: "policy:stop-spending", targetIds: ["account:play"] },
        });
        assert.deepEqual(subscribers, [{ address: "a@example.com", subscriptionType: "EMAIL" }]);
        assert.deepEqual(waitsFor(registered, action), ["stop-spending"]);
    });
});

describe("a cost category", () => {
    it("has rules by sorted accounts and by tags in their order, and splits", async () => {
        const registered = await registeredBy(() => {
            new CostCategory("team", {
                name: "Team",
                values: [
                    { value: "shop", tag: { key: "Team", value: "shop" } },
                    { value: "shop", accounts: ["2", "1"] },
                ],
                defaultValue: "none",
                splits: [
                    { from: "platform", to: ["shop", "data"], by: "proportional" },
                    { from: "tools", to: ["shop", "data"], by: { shop: 60, data: 40 } },
                ],
            });
        });
        const { rules, splits, defaultValue } = one(registered, CATEGORY, "team").inputs;
        assert.equal(defaultValue, "none");
        assert.deepEqual(rules, [
            {
                Value: "shop",
                Type: "REGULAR",
                Rule: { Tags: { Key: "Team", Values: ["shop"], MatchOptions: ["EQUALS"] } },
            },
            {
                Value: "shop",
                Type: "REGULAR",
                Rule: { Dimensions: { Key: "LINKED_ACCOUNT", Values: ["1", "2"], MatchOptions: ["EQUALS"] } },
            },
        ]);
        assert.deepEqual(splits, [
            { Source: "platform", Targets: ["data", "shop"], Method: "PROPORTIONAL" },
            {
                Source: "tools",
                Targets: ["data", "shop"],
                Method: "FIXED",
                Parameters: [{ Type: "ALLOCATION_PERCENTAGES", Values: ["40", "60"] }],
            },
        ]);
    });

    it("is refused without rules, as AWS would", async () => {
        await assert.rejects(
            registeredBy(() => void new CostCategory("team", { name: "Team", values: [], defaultValue: "none" })),
            /no rules: AWS refuses it/,
        );
    });
});
