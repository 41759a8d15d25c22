import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { COST_RESOURCES } from "../../../../features/costs/plan/stackBefore";
import { budget, DEFINITION, EVERYTHING, found } from "./foundFixture";

describe("what is asked of AWS about costs", () => {
    it("is one free question in a preview that changes nothing, and none in its up", async () => {
        assert.deepEqual((await found({})).calls, ["DescribeBudgets"]);
        assert.deepEqual((await found({}, { isPreview: false })).calls, []);
    });

    it("is nothing without costs, also if an account moves", async () => {
        const text = `defaults: { email: "{account}@example.com" }\nunits: { A: {}, B: { accounts: { shop: {} } } }`;
        assert.deepEqual((await found({}, { text, state: {} })).calls, []);
    });

    it("is what a first run would collide with, once each", async () => {
        const { calls } = await found({}, { state: {} });
        assert.deepEqual([...calls].sort(), [
            "DescribeBudgets",
            "GetAnomalyMonitors",
            "GetAnomalySubscriptions",
            "ListCostAllocationTags",
            "ListCostCategoryDefinitions",
        ]);
    });

    it("never ends a run that AWS refuses to answer: it is remembered, and new tags wait", async () => {
        const refused = Object.fromEntries(
            [
                "DescribeBudgets",
                "GetAnomalyMonitors",
                "GetAnomalySubscriptions",
                "ListCostAllocationTags",
                "ListCostCategoryDefinitions",
            ].map((operation) => [operation, "AccessDeniedException"]),
        );
        const { found: nothing } = await found(refused, { state: {} });
        assert.equal(nothing.unread.length, 5);
        assert.deepEqual(nothing.tags, {
            registered: [],
            active: new Set(),
            waiting: [],
            unread: ["CostCenter", "Team"],
        });
        assert.deepEqual(nothing.taken, []);
    });
});

describe("the accounts that are stopped", () => {
    const policies = { "stop-spending": { id: "p-1" } };
    const text = `
defaults: { email: "{account}@example.com" }
costs: { notify: [a@example.com] }
units: { A: { kind: sandbox, accountBudget: { monthly: 5, stop: true }, accounts: { shop: {} } } }
`;

    it("are those that have the policy, and it is known that the definition keeps it", async () => {
        const Targets = [{ TargetId: "111122223333", Name: "shop", Type: "ACCOUNT" }];
        const { found: all } = await found({ ListTargetsForPolicy: { Targets } }, { text, state: {}, policies });
        assert.deepEqual(all.stopped, [{ id: "111122223333", key: "shop", isStopKept: true, isDefined: true }]);
        assert.deepEqual([all.areStopsUnread, all.isStopPolicyKept], [false, true]);
    });

    it("are not known if AWS does not say, which is not the same as none", async () => {
        const { found: all } = await found(
            { ListTargetsForPolicy: "AccessDeniedException" },
            { text, state: {}, policies },
        );
        assert.deepEqual([all.stopped, all.areStopsUnread], [[], true]);
        const { found: none } = await found({ ListTargetsForPolicy: {} }, { state: {} });
        assert.deepEqual([none.areStopsUnread, none.isStopPolicyKept], [false, false]);
    });
});

describe("what AWS has of costs", () => {
    const cache = fs.mkdtempSync(path.join(os.tmpdir(), "costs-found-"));
    const { XDG_CACHE_HOME: home } = process.env;
    before(() => void (process.env["XDG_CACHE_HOME"] = cache));
    after(() => {
        if (home === undefined) delete process.env["XDG_CACHE_HOME"];
        else process.env["XDG_CACHE_HOME"] = home;
        fs.rmSync(cache, { recursive: true });
    });

    it("is the tags that it knows, and those that are active already; those in the state stay", async () => {
        const state = { ...EVERYTHING, [COST_RESOURCES.tag]: [] };
        const tags = async (Status: string): Promise<unknown> => {
            const CostAllocationTags = [{ TagKey: "CostCenter", Type: "UserDefined", Status }];
            return (await found({ ListCostAllocationTags: { CostAllocationTags } }, { state })).found.tags;
        };
        const known = { registered: ["CostCenter"], waiting: ["Team"], unread: [] };
        assert.deepEqual(await tags("Inactive"), { ...known, active: new Set() });
        assert.deepEqual(await tags("Active"), { ...known, active: new Set(["CostCenter"]) });
    });

    it("is budgets of the stack that somebody has deleted", async () => {
        const outputs = { name: "organization monthly" };
        const state = { ...EVERYTHING, [COST_RESOURCES.budget]: [{ name: "organization monthly", outputs }] };
        const lost = async (Budgets: object[]): Promise<readonly string[]> =>
            (await found({ DescribeBudgets: { Budgets } }, { state })).found.lost;
        assert.deepEqual(await lost([]), ["organization monthly"]);
        assert.deepEqual(await lost([budget("organization monthly", "0")]), []);
    });

    it("is names that this run would create, and the monitor of services, which is taken over", async () => {
        const { found: all } = await found(
            {
                DescribeBudgets: { Budgets: [budget("organization monthly", "0")] },
                ListCostCategoryDefinitions: { CostCategoryReferences: [{ Name: "team", CostCategoryArn: "arn:c" }] },
                GetAnomalyMonitors: {
                    AnomalyMonitors: [
                        {
                            MonitorArn: "arn:s",
                            MonitorName: "Default-Services-Monitor",
                            MonitorType: "DIMENSIONAL",
                            MonitorDimension: "SERVICE",
                        },
                        { MonitorArn: "arn:a", MonitorName: "accounts" },
                    ],
                },
                GetAnomalySubscriptions: {
                    AnomalySubscriptions: [{ SubscriptionArn: "arn:x", SubscriptionName: "anomalies" }],
                },
            },
            { state: {} },
        );
        assert.deepEqual(
            all.taken.map(({ what, name, id }) => [what, name, id]),
            [
                ["budget", "organization monthly", undefined],
                ["category", "team", "arn:c"],
                ["monitor", "accounts", "arn:a"],
                ["subscription", "anomalies", "arn:x"],
            ],
        );
        assert.equal(all.imports.monitors.get("services")?.name, "Default-Services-Monitor");
    });

    it("is which budgets are exceeded, and which have never seen a cost although they are old", async () => {
        const old = { CostFilters: { TagKeyValue: ["Team$shop"] }, TimePeriod: { Start: new Date("2026-01-01") } };
        const { found: all, calls } = await found({
            DescribeBudgets: { Budgets: [budget("organization monthly", "11"), budget("unit A monthly", "0", old)] },
        });
        assert.deepEqual(
            all.exceeded.map(({ name, spent }) => [name, spent]),
            [["organization monthly", 11]],
        );
        assert.deepEqual(all.silent, ["unit A monthly"]);
        assert.deepEqual(calls, ["DescribeBudgets", "DescribeBudgetPerformanceHistory"]);
        const seen = await found({
            DescribeBudgets: { Budgets: [budget("unit A monthly", "0", old)] },
            DescribeBudgetPerformanceHistory: {
                BudgetPerformanceHistory: { BudgetedAndActualAmountsList: [{ ActualAmount: { Amount: "3" } }] },
            },
        });
        assert.deepEqual(seen.found.silent, []);
    });

    it("is a filter on the budget of the whole organisation, which Pulumi cannot remove", async () => {
        const text = DEFINITION.replace("budget: 1000", "budget: { monthly: 1000, name: All, existing: true }");
        for (const [filter, isFound] of [
            [{ CostFilters: { LinkedAccount: ["111122223333"] } }, true],
            [{ FilterExpression: { Dimensions: { Key: "SERVICE", Values: ["Amazon EC2"] } } }, true],
            [{ CostFilters: {} }, false],
        ] as const) {
            const answers = { DescribeBudgets: { Budgets: [budget("All", "0", filter)] } };
            for (const [state, isInStack] of [
                [{}, false],
                [EVERYTHING, true],
            ] as const) {
                const { found: all } = await found(answers, { text, state });
                const expected = isFound ? [{ name: "All", path: ["budget"], isInStack }] : [];
                assert.deepEqual(all.filtered, expected);
            }
        }
    });

    it("is what an account that moves and changes its team cost last month: one billed request", async () => {
        const text = DEFINITION.replace("accounts: { shop: { tags: { Team: shop } } }", "accounts: {}").replace(
            "B: { kind: plain }",
            "B: { budget: 5, accounts: { shop: { tags: { Team: data } } } }",
        );
        const { found: all, calls } = await found(
            {
                GetCostAndUsage: {
                    ResultsByTime: [
                        {
                            Groups: [
                                { Keys: ["111122223333"], Metrics: { UnblendedCost: { Amount: "12.5", Unit: "USD" } } },
                            ],
                        },
                    ],
                },
            },
            { text },
        );
        assert.deepEqual(all.moves, [
            {
                key: "shop",
                id: "111122223333",
                changes: ["moves to unit B", "changes team from shop to data"],
                leaves: ["unit A monthly"],
                enters: ["unit B monthly"],
                lastMonth: { month: "2026-10", amount: 12.5, currency: "USD" },
            },
        ]);
        assert.equal(calls.filter((call) => call === "GetCostAndUsage").length, 1);
        assert.equal(all.billedRequests, 1);
        const again = await found({ GetCostAndUsage: "AccessDeniedException" }, { text });
        assert.ok(!again.calls.includes("GetCostAndUsage"), "the day's answer is kept");
        assert.deepEqual([again.found.moves, again.found.billedRequests], [all.moves, 0]);
    });

    it("is a budget that would count nothing", async () => {
        const { found: all } = await found({}, { text: DEFINITION.replace("B: { kind: plain }", "B: { budget: 5 }") });
        assert.deepEqual(all.empty, ["unit B monthly"]);
    });
});
