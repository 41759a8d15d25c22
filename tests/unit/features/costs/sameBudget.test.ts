import assert from "node:assert/strict";
import type { Budget } from "@aws-sdk/client-budgets";
import { costs } from "../../../../features/costs/definition";
import { SameBudgets } from "../../../../features/costs/plan/sameBudget";
import { allBudgets } from "../../../../features/costs/questions/foundBudgets";
import { load } from "../../definition/definitionFixtures";

const [SHOP, DATA] = ["111122223333", "222233334444"];
const model = load(`
defaults: { email: "{account}@example.com" }
budget: 900
costs: { notify: [a@example.com], dimensions: { team: { values: { shop: { accounts: [shop], budget: 20 } }, default: x, name: Team } } }
units: { A: { budget: { quarterly: 10 }, accounts: { shop: { id: "${SHOP}", budget: 5 }, data: {}, } } }
`);
const before = {
    accounts: new Map([["data", { id: DATA ?? "", closing: false }]]),
    policies: new Map(),
    attachments: { accounts: new Map() },
};

function same(key: string, more: Partial<Budget>, state = before): boolean {
    const ofCosts = model.features.get(costs);
    const budget = allBudgets(ofCosts).find((one) => one.key === key) ?? assert.fail(key);
    const inAws: Budget = {
        BudgetName: key,
        BudgetType: "COST",
        TimeUnit: "MONTHLY",
        BudgetLimit: { Amount: `${budget.amount}.0`, Unit: "USD" },
        CostTypes: { IncludeCredit: false, IncludeRefund: false, IncludeTax: false, IncludeSupport: true },
        ...more,
    };
    return new SameBudgets(ofCosts, model, state).isSame(budget, inAws);
}

describe("a budget in AWS that the state does not have", () => {
    it("is this program's if it is what this run would create", () => {
        assert.ok(same("organization monthly", { CostFilters: {} }));
        assert.ok(same("account shop monthly", { CostFilters: { LinkedAccount: [SHOP ?? ""] } }));
        assert.ok(
            same("unit A quarterly", {
                TimeUnit: "QUARTERLY",
                CostFilters: { LinkedAccount: [DATA ?? "", SHOP ?? ""] },
            }),
        );
        assert.ok(same("team shop monthly", { CostFilters: { CostCategory: ["Team$shop"] } }));
    });

    const shop = { CostFilters: { LinkedAccount: [SHOP ?? ""] } };
    const others: readonly (readonly [string, string, Partial<Budget>])[] = [
        ["amount", "account shop monthly", { ...shop, BudgetLimit: { Amount: "6", Unit: "USD" } }],
        ["currency", "account shop monthly", { ...shop, BudgetLimit: { Amount: "5", Unit: "CNY" } }],
        ["period", "account shop monthly", { ...shop, TimeUnit: "DAILY" }],
        ["type", "account shop monthly", { ...shop, BudgetType: "USAGE" }],
        ["kinds of charges", "account shop monthly", { ...shop, CostTypes: { IncludeCredit: true } }],
        ["unknown kinds of charges", "account shop monthly", { ...shop, CostTypes: undefined }],
        ["accounts", "account shop monthly", { CostFilters: { LinkedAccount: [DATA ?? ""] } }],
        ["filter", "account shop monthly", { CostFilters: { ...shop.CostFilters, Service: ["Amazon EC2"] } }],
        ["filter where there should be none", "organization monthly", shop],
        [
            "expression",
            "organization monthly",
            { FilterExpression: { Dimensions: { Key: "REGION", Values: ["eu-west-1"] } } },
        ],
        ["value", "team shop monthly", { CostFilters: { CostCategory: ["team$shop"] } }],
    ];
    for (const [what, key, more] of others) {
        it(`is somebody else's with another ${what}`, () => assert.ok(!same(key, more)));
    }

    it("is not told apart while the id of an account is not known", () => {
        const none = { ...before, accounts: new Map() };
        assert.ok(!same("unit A quarterly", { TimeUnit: "QUARTERLY", ...shop }, none));
    });
});
