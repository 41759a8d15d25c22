import assert from "node:assert/strict";
import type { CostCategory, CostCategorySplitChargeRule } from "@aws-sdk/client-cost-explorer";
import { parse } from "yaml";
import { adoptableCosts } from "../../../../../features/costs/adoption/adoptableCosts";
import type { ExistingCosts } from "../../../../../features/costs/adoption/existingCosts";
import type { Inventory } from "../../../../../operations/commands/adopt/inventory";
import { text } from "../../../operations/commands/adopt/organizationFixture";
import { adopted, category, existing, ids, ofAccounts, ofTag, organization, PLAIN } from "./existingCategories";

/** The dimensions of the definition that is written. */
function written(found: ExistingCosts, of: Inventory = PLAIN): Record<string, object> {
    const { costs: said } = parse(text(of, "organization.yaml", adopted(found))) as {
        costs?: { dimensions?: Record<string, object> };
    };
    return said?.dimensions ?? {};
}

const whyLeft = (found: CostCategory, tags: readonly string[] = [], of = PLAIN): string =>
    adoptableCosts(existing([found], tags), of)
        .left.map(({ why }) => why)
        .join();

describe("the adoption of cost categories", () => {
    it("names whole units, then accounts, with the name and the ARN of the category", () => {
        const found = category("Cost Centre", [ofAccounts("shop", 0, 1, 2), ofAccounts("infra", 3)]);
        assert.deepEqual(written(existing([found])), {
            "Cost-Centre": {
                name: "Cost Centre",
                id: found.CostCategoryArn,
                values: { shop: { units: ["Workloads"] }, infra: { accounts: ["a3"] } },
                default: "none",
            },
        });
    });

    it("goes by the active tag that most accounts have their values by, and names the others", () => {
        const team = { Team: "shop" };
        const of = organization([team, team, team, { Team: "infra" }, { Team: "gone" }, {}]);
        const rules = [ofAccounts("shop", 0, 1, 2, 5), ofAccounts("infra", 3)];
        const found = category("team", rules);
        assert.deepEqual(written(existing([found], ["Team"]), of), {
            team: {
                id: found.CostCategoryArn,
                tag: "Team",
                values: { shop: { accounts: ["a5"] }, infra: {}, none: { accounts: ["a4"] } },
                default: "none",
            },
        });
        assert.equal((written(existing([found]), of)["team"] as { tag?: string }).tag, undefined);
        // Without a default, no key says that an account has no value.
        const without = written(existing([category("team", rules, { DefaultValue: undefined })], ["Team"]), of);
        assert.deepEqual(without["team"], {
            id: found.CostCategoryArn,
            values: { shop: { units: ["Workloads"], accounts: ["a5"] }, infra: { accounts: ["a3"] } },
            default: false,
        });
    });

    it("keeps the tags of resources, and splits", () => {
        const split = (Source: string, more: Partial<CostCategorySplitChargeRule>): CostCategorySplitChargeRule => ({
            Source,
            Targets: ["shop", "data"],
            Method: "EVEN",
            ...more,
        });
        const found = category(
            "team",
            [ofTag("shop"), ofTag("data"), ofTag("ops"), ofTag("net"), ofAccounts("ops", 3)],
            {
                SplitChargeRules: [
                    split("ops", {
                        Method: "FIXED",
                        Parameters: [{ Type: "ALLOCATION_PERCENTAGES", Values: ["60.0", "40"] }],
                    }),
                    split("net", { Method: "PROPORTIONAL" }),
                ],
            },
        );
        assert.deepEqual(written(existing([found], ["Team"])), {
            team: {
                id: found.CostCategoryArn,
                tag: "Team",
                resources: true,
                values: { shop: {}, data: {}, ops: { accounts: ["a3"] }, net: {} },
                default: "none",
                split: [
                    { from: "ops", by: { shop: 60, data: 40 } },
                    { from: "net", to: ["shop", "data"], by: "proportional" },
                ],
            },
        });
    });

    for (const [why, found, tags] of [
        ["it names 999999999999, which the definition does not hold", other({ Values: ["999999999999"] })],
        ['the rule of "shop" compares with STARTS_WITH', other({ MatchOptions: ["STARTS_WITH"] })],
        ['the rule of "shop" is about SERVICE_CODE', other({ Key: "SERVICE_CODE" })],
        ['the rule of "shop" matches nothing', other({ Values: [] })],
        ['the rule of "shop" combines several conditions', category("c", [{ Value: "shop", Rule: { And: [] } }])],
        ["a rule takes its values from a tag", category("c", [{ Type: "INHERITED_VALUE" }])],
        ["account 100000000001 is in several rules", category("c", [ofAccounts("a", 1), ofAccounts("b", 1)])],
        ['the value "a" has several rules', category("c", [ofAccounts("a", 1), ofAccounts("a", 2)])],
        ["a rule of a tag comes after one of accounts", category("c", [ofAccounts("a", 1), ofTag("a")]), ["Team"]],
        ["its rules are about the tag Team, which is no active", category("c", [ofTag("a")])],
        ["its rules are about 2 tags", category("c", [ofTag("a"), ofTag("b", "B")]), ["Team", "B"]],
        [
            'the value "b" has a rule of accounts, and none of',
            category("c", [ofTag("a"), ofAccounts("b", 1)]),
            ["Team"],
        ],
        ['the rule of "a" gives another value than', category("c", [ofTag("a", "Team", ["A"])]), ["Team"]],
        ['a rule gives the default value "none"', category("c", [ofAccounts("none", 1), ofAccounts("b", 2)])],
        [
            "it gives the value unassigned, and has no",
            category("c", [ofAccounts("unassigned", 1)], { DefaultValue: undefined }),
        ],
        ["it has no rules", category("c", [])],
        ["its name", category("c:d", [ofAccounts("a", 1)])],
        ["its value is __proto__", category("c", [ofAccounts("__proto__", 1)])],
        ['the value "a" pays for another and is itself split', split({ Source: "a", Targets: ["a"], Method: "EVEN" })],
        ['a split names the value "z", which no rule gives', split({ Source: "a", Targets: ["z"], Method: "EVEN" })],
        ["the definition has no such split as", split({ Source: "a", Targets: ["b"], Method: "FIXED" })],
    ] as const) {
        it(`leaves one alone: ${why}`, () => {
            assert.ok(whyLeft(found, tags).startsWith(why), whyLeft(found, tags));
            assert.deepEqual(written(existing([found], tags)), {});
        });
    }

    it("leaves one alone in which an account with the tag has no value at all", () => {
        const of = organization([{ Team: "shop" }]);
        const found = category("c", [ofTag("shop")], { DefaultValue: undefined });
        assert.match(whyLeft(found, ["Team"], of), /^account 100000000000 has the tag Team, and neither a rule/);
        assert.equal(whyLeft(found, ["Team"]), "");
    });
});

function other(more: object): CostCategory {
    const Dimensions = { Key: "LINKED_ACCOUNT" as const, Values: ids(0), ...more };
    return category("c", [{ Value: "shop", Rule: { Dimensions } }]);
}

function split(one: CostCategorySplitChargeRule): CostCategory {
    return category("c", [ofAccounts("a", 1), ofAccounts("b", 2)], { SplitChargeRules: [one] });
}
