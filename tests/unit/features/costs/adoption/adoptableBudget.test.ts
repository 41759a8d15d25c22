import assert from "node:assert/strict";
import type { Budget } from "@aws-sdk/client-budgets";
import { adoptableBudget } from "../../../../../features/costs/adoption/budgets/adoptableBudget";
import type {
    ExistingBudget,
    ExistingNotification,
} from "../../../../../features/costs/adoption/budgets/readExistingBudgets";
import { account, inventory, unit, unitId } from "../../../operations/commands/adopt/organizationFixture";

const ORGANIZATION = inventory({
    units: [unit(1, "Workloads"), unit(2, "Prod", { parent: unitId(1) }), unit(3, "Empty")],
    accounts: [
        account(1, "shop", { parent: unitId(1) }),
        account(2, "data", { parent: unitId(2) }),
        account(3, "blog", { parent: unitId(2) }),
        account(4, "tools"),
    ],
});
const [SHOP, DATA, BLOG, TOOLS] = ORGANIZATION.accounts.map(({ id }) => id) as [string, string, string, string];

const DIMENSIONS = new Map([["team", { name: "Team", values: ["shop"], defaultValue: "none" }]]);

const PLAIN: Budget = {
    BudgetName: "b",
    BudgetType: "COST",
    TimeUnit: "MONTHLY",
    BudgetLimit: { Amount: "100.0", Unit: "USD" },
    TimePeriod: { End: "2087-06-15T00:00:00.000Z" as unknown as Date },
};
const ALERT: ExistingNotification = {
    NotificationType: "ACTUAL",
    ComparisonOperator: "GREATER_THAN",
    Threshold: 80,
    subscribers: [{ SubscriptionType: "EMAIL", Address: "a@example.com" }],
};

const judged = (more: Partial<Budget>, rest: Partial<ExistingBudget> = {}): ReturnType<typeof adoptableBudget> =>
    adoptableBudget(
        { budget: { ...PLAIN, ...more }, notifications: [], hasActions: false, ...rest },
        ORGANIZATION,
        DIMENSIONS,
    );

const scopeOf = (accounts: string[], more: Partial<Budget> = {}): unknown => {
    const budget = judged({ CostFilters: { LinkedAccount: accounts }, ...more });
    return typeof budget === "string" ? budget : budget.scope;
};

describe("an existing budget", () => {
    it("is that of the organisation without a filter; an absent type of threshold is percent", () => {
        assert.deepEqual(judged({}, { notifications: [ALERT] }), {
            name: "b",
            scope: { kind: "organization" },
            period: "monthly",
            amount: 100,
            alerts: [{ threshold: 80, unit: "percent", of: "actual", emails: ["a@example.com"], topics: [] }],
        });
    });

    it("is that of an account, or of a unit with the units below it", () => {
        assert.deepEqual(scopeOf([TOOLS]), { kind: "account", id: TOOLS });
        assert.deepEqual(scopeOf([BLOG, DATA]), { kind: "unit", id: unitId(2) });
        assert.deepEqual(scopeOf([BLOG, SHOP, DATA]), { kind: "unit", id: unitId(1) });
        assert.equal(scopeOf([SHOP, TOOLS]), "its accounts are not those of a unit");
        assert.match(String(scopeOf([SHOP, "999999999999"])), /^it counts 999999999999, which the definition does not/);
    });

    it("is that of a value of a dimension that the definition has", () => {
        const scope = (values: string[], more: Partial<Budget> = {}): unknown => {
            const budget = judged({ CostFilters: { CostCategory: values }, ...more });
            return typeof budget === "string" ? budget : budget.scope;
        };
        const shop = { kind: "dimension", dimension: "team", value: "shop" };
        assert.deepEqual(scope(["Team$shop"]), shop);
        assert.deepEqual(scope(["Team$none"]), { ...shop, value: "none" });
        const expression = (Values: string[]): Partial<Budget> => ({
            FilterExpression: { CostCategories: { Key: "Team", Values, MatchOptions: ["EQUALS"] } },
        });
        assert.deepEqual(scope(["Team$shop"], expression(["shop"])), shop);
        assert.equal(scope(["Team$shop"], expression(["data"])), "its filter is an expression");
        assert.equal(scope(["Team$shop", "Team$none"]), "it counts 2 values of cost categories");
        assert.match(String(scope(["team$shop"])), /^it counts team\$shop, and the definition has no dimension/);
    });

    it("may have the same filter as an expression, as AWS shows it, and no other", () => {
        const expression = (Values: string[]): Partial<Budget> => ({
            FilterExpression: { Dimensions: { Key: "LINKED_ACCOUNT", Values } },
        });
        assert.deepEqual(scopeOf([DATA, BLOG], expression([BLOG, DATA])), { kind: "unit", id: unitId(2) });
        assert.equal(scopeOf([SHOP], expression([SHOP, DATA])), "its filter is an expression");
        assert.equal(judged(expression([SHOP])), "its filter is an expression");
        assert.equal(
            scopeOf([SHOP], {
                FilterExpression: { Not: { Dimensions: { Key: "LINKED_ACCOUNT", Values: [SHOP] } } },
            }),
            "its filter is an expression",
        );
    });

    const left: readonly (readonly [string, Partial<Budget>, Partial<ExistingBudget>?])[] = [
        ["it is of type USAGE, and not of costs", { BudgetType: "USAGE" }],
        ["its period is DAILY", { TimeUnit: "DAILY" }],
        ["it has budget actions", {}, { hasActions: true }],
        ["AWS adjusts its amount by itself", { AutoAdjustData: { AutoAdjustType: "FORECAST" } }],
        [
            "it has an amount of its own for each period",
            { PlannedBudgetLimits: { "1790000000": { Amount: "1", Unit: "USD" } } },
        ],
        ["its name holds the character U+202E, which is invisible", { BudgetName: "a\u202eb" }],
        ["its name holds the character U+0009, which is invisible", { BudgetName: "a\tb" }],
        ["it is in CNY", { BudgetLimit: { Amount: "1", Unit: "CNY" } }],
        ["it counts another billing view", { BillingViewArn: "arn:aws:billing::123456789012:billingview/custom-1" }],
        ["it ends on 2027-01-31", { TimePeriod: { End: "2027-01-31T00:00:00.000Z" as unknown as Date } }],
        ["its amount 0 is not an amount: give more than 0", { BudgetLimit: { Amount: "0", Unit: "USD" } }],
        [
            "its amount 0.001 has more than two digits after the point",
            { BudgetLimit: { Amount: "0.001", Unit: "USD" } },
        ],
        ["it filters by Service", { CostFilters: { Service: ["Amazon EC2"] } }],
        ["it filters by LinkedAccount and Region", { CostFilters: { LinkedAccount: [SHOP], Region: ["eu-west-1"] } }],
        ["it alerts when costs are EQUAL_TO", {}, { notifications: [{ ...ALERT, ComparisonOperator: "EQUAL_TO" }] }],
        ["it has an alert that notifies nobody", {}, { notifications: [ALERT, { ...ALERT, subscribers: [] }] }],
    ];
    for (const [why, more, rest] of left) {
        it(`is left alone if ${why}`, () => {
            assert.equal(judged(more, rest), why);
        });
    }
});
