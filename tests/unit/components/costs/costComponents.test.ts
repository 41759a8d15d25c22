import assert from "node:assert/strict";
import { Account, GuardrailPolicy, Organization } from "../../../../components";
import {
    AnomalyMonitor,
    AnomalySubscription,
    CostAllocationTag,
    CostBudget,
    CostCategory,
    CostExport,
    SpendingStop,
    StopAction,
} from "../../../../components/costs";
import { one, provision, waitsFor, type RegisteredResource } from "../mockedPulumi";

const BUDGET = "aws:budgets/budget:Budget";
const ACTION = "aws:budgets/budgetAction:BudgetAction";
const CATEGORY = "pulumi-nodejs:dynamic/costs:CostCategory";
const MONITOR = "aws:costexplorer/anomalyMonitor:AnomalyMonitor";

/** What a program with an organisation and the account play registers. */
async function registeredBy(
    program: (organization: Organization, play: Account) => void,
): Promise<readonly RegisteredResource[]> {
    const { registered } = await provision(() => {
        const organization = new Organization("organization");
        program(organization, new Account("play", { parent: organization, email: "play@example.com" }));
    });
    return registered;
}

/** Without the properties that the SDK adds, which are undefined. */
function given(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}

describe("a budget", () => {
    it("counts accounts by their ids, and never credits", async () => {
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
            costTypes: { includeCredit: false, includeRefund: false },
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

describe("anomalies", () => {
    it("are watched by service, account or value; a monitor of services keeps the name that AWS gave it", async () => {
        const registered = await registeredBy((_, play) => {
            const category = new CostCategory("team", {
                name: "Team",
                values: [{ value: "shop", accounts: [play.id] }],
                defaultValue: "none",
            });
            const monitors = [
                new AnomalyMonitor("services", { name: "s", watches: "services" }, {}, { importId: "arn:s" }),
                new AnomalyMonitor("accounts", { name: "a", watches: "accounts" }),
                new AnomalyMonitor("team shop", { name: "t", watches: { category, value: "shop" } }),
            ];
            new AnomalySubscription("anomalies", {
                name: "anomalies",
                monitors,
                frequency: "daily",
                emails: ["a@example.com"],
                threshold: { amount: 100, percent: 40 },
            });
        });
        const services = one(registered, MONITOR, "services");
        assert.deepEqual([services.options.import, services.options.ignoreChanges], ["arn:s", ["name"]]);
        assert.equal(one(registered, MONITOR, "accounts").inputs["monitorDimension"], "LINKED_ACCOUNT");
        const { monitorType, monitorSpecification } = one(registered, MONITOR, "team shop").inputs;
        assert.equal(monitorType, "CUSTOM");
        assert.deepEqual(JSON.parse(String(monitorSpecification)), {
            CostCategories: { Key: "Team", Values: ["shop"] },
        });
        const { inputs } = one(registered, "aws:costexplorer/anomalySubscription:AnomalySubscription", "anomalies");
        assert.equal((inputs["monitorArnLists"] as string[]).length, 3);
        assert.deepEqual(inputs["thresholdExpression"], {
            ands: [
                { dimension: dimension("ANOMALY_TOTAL_IMPACT_ABSOLUTE", "100") },
                { dimension: dimension("ANOMALY_TOTAL_IMPACT_PERCENTAGE", "40") },
            ],
        });
    });

    function dimension(key: string, value: string): object {
        return { key, values: [value], matchOptions: ["GREATER_THAN_OR_EQUAL"] };
    }
});

describe("a cost allocation tag", () => {
    it("is activated by its key, which is its name", async () => {
        const registered = await registeredBy(() => void new CostAllocationTag("Team"));
        const { inputs } = one(registered, "aws:costexplorer/costAllocationTag:CostAllocationTag", "Team");
        assert.deepEqual(given(inputs), { tagKey: "Team", status: "Active" });
    });
});

describe("an export of costs", () => {
    const exported = (resources: boolean, format?: "focus" | "cur2"): Promise<readonly RegisteredResource[]> =>
        registeredBy((organization) => {
            new CostExport(
                "costs",
                { organization, region: "eu-central-1", resources, ...(format && { format }) },
                { parent: organization },
            );
        });

    it("writes into a bucket that is private, encrypted and versioned, and that Pulumi never deletes", async () => {
        const registered = await exported(false);
        const inBucket = registered.filter(({ type }) => type.startsWith("aws:s3/"));
        assert.deepEqual(
            inBucket.map(({ type, options, inputs }) => [
                type.replace(/.*:/, ""),
                options.retainOnDelete,
                inputs["region"],
            ]),
            [
                "Bucket",
                "BucketPublicAccessBlock",
                "BucketVersioning",
                "BucketOwnershipControls",
                "BucketServerSideEncryptionConfiguration",
                "BucketLifecycleConfiguration",
                "BucketPolicy",
            ].map((type) => [type, true, "eu-central-1"]),
        );
        assert.equal(one(registered, "aws:s3/bucket:Bucket", "costs").inputs["bucket"], "costs-000000000000");
    });

    it("lets only Data Exports of the account write, and only by TLS", async () => {
        const { inputs } = one(await exported(false), "aws:s3/bucketPolicy:BucketPolicy", "costs");
        const { Statement } = JSON.parse(String(inputs["policy"])) as { Statement: Record<string, unknown>[] };
        assert.deepEqual(
            Statement.map(({ Effect, Principal, Condition }) => [Effect, Principal, Condition]),
            [
                ["Deny", "*", { Bool: { "aws:SecureTransport": "false" } }],
                [
                    "Allow",
                    { Service: "bcm-data-exports.amazonaws.com" },
                    {
                        StringEquals: { "aws:SourceAccount": "000000000000" },
                        ArnLike: { "aws:SourceArn": "arn:aws-cn:bcm-data-exports:us-east-1:000000000000:export/*" },
                    },
                ],
            ],
        );
    });

    it("has ids of resources only if they are asked for", async () => {
        const query = async (resources: boolean, format?: "focus" | "cur2"): Promise<string> => {
            const { inputs } = one(await exported(resources, format), "aws:bcmdata/export:Export", "costs");
            return JSON.stringify(inputs);
        };
        assert.ok(!(await query(false)).includes("ResourceId"));
        assert.match(await query(true), /ResourceId, ResourceName, ResourceType FROM FOCUS_1_0_AWS/);
        assert.match(
            await query(true, "cur2"),
            /line_item_resource_id FROM COST_AND_USAGE_REPORT.*"INCLUDE_RESOURCES":"TRUE"/,
        );
        assert.match(await query(false, "cur2"), /"INCLUDE_RESOURCES":"FALSE"/);
    });
});
