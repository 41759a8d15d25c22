import assert from "node:assert/strict";
import fc from "fast-check";
import type { AccountCosts, DimensionModel } from "../../../../features/costs/model";
import { categoryPlan } from "../../../../features/costs/plan/categoryPlan";
import { accountsOfUnit } from "../../../../features/costs/plan/countedAccounts";

const DIMENSION: DimensionModel = {
    key: "team",
    name: "team",
    tag: "Team",
    resources: false,
    values: ["shop", "data"],
    defaultValue: "none",
    isDefaultInAws: true,
    splits: [],
};

function accountsWith(values: Readonly<Record<string, string>>): {
    readonly accounts: ReadonlyMap<string, AccountCosts>;
} {
    return {
        accounts: new Map(Object.entries(values).map(([key, team]) => [key, { dimensions: { team }, budgets: [] }])),
    };
}

describe("the cost category of a dimension", () => {
    it("has every member in exactly one rule, or in none if it has the default", () => {
        const value = fc.constantFrom("shop", "data", "none", "constructor", "__proto__");
        fc.assert(
            fc.property(fc.dictionary(fc.string({ minLength: 1 }), value), fc.boolean(), (values, resources) => {
                const members = new Set(Object.keys(values).filter((_, index) => index % 3 !== 0));
                const plan = categoryPlan({ ...DIMENSION, resources }, accountsWith(values), members);
                const ruled = (plan?.rules ?? []).flatMap((rule) =>
                    "accounts" in rule ? rule.accounts.map((key) => [key, rule.value]) : [],
                );
                assert.equal(new Set(ruled.map(([key]) => key)).size, ruled.length);
                for (const [key = "", of] of ruled) {
                    assert.ok(members.has(key));
                    assert.equal(of, values[key]);
                }
                const isDefaultRuled = ruled.some(([, of]) => of === "none");
                const expected = [...members].filter((key) => isDefaultRuled || values[key] !== "none");
                assert.equal(ruled.length, expected.length);
            }),
        );
    });

    it("tries tags of resources before accounts", () => {
        const plan = categoryPlan({ ...DIMENSION, resources: true }, accountsWith({ a: "shop" }), new Set(["a"]));
        assert.deepEqual(plan?.rules, [
            { value: "shop", tag: { key: "Team", value: "shop" } },
            { value: "data", tag: { key: "Team", value: "data" } },
            { value: "shop", accounts: ["a"] },
        ]);
    });

    it("is none without members, and has a rule of its default where nothing else has a value", () => {
        assert.equal(categoryPlan(DIMENSION, accountsWith({ a: "shop" }), new Set()), undefined);
        assert.deepEqual(categoryPlan(DIMENSION, accountsWith({ a: "none" }), new Set(["a"]))?.rules, [
            { value: "none", accounts: ["a"] },
        ]);
    });

    it("splits only what exists", () => {
        const splits = [
            { from: "shop", to: ["data", "new"], by: "even" },
            { from: "new", to: ["data"], by: "even" },
            { from: "shop", to: ["data", "new"], by: { data: 50, new: 50 } },
        ] as const;
        const plan = categoryPlan(
            { ...DIMENSION, splits },
            accountsWith({ a: "shop", b: "data" }),
            new Set(["a", "b"]),
        );
        assert.deepEqual(plan?.splits, [{ from: "shop", to: ["data"], by: "even" }]);
    });
});

describe("the accounts of a unit", () => {
    it("are those in it and below it, and not those of a unit whose name begins alike", () => {
        const accounts = [
            { key: "in", unit: "A" },
            { key: "below", unit: "A/B" },
            { key: "beside", unit: "AB" },
            { key: "root", unit: "/" },
            { key: "nowhere" },
        ];
        assert.deepEqual(accountsOfUnit("A", accounts), ["in", "below"]);
    });
});
