import assert from "node:assert/strict";
import type { CostCategory } from "@aws-sdk/client-cost-explorer";
import fc from "fast-check";
import { adoptableCosts } from "../../../../../features/costs/adoption/adoptableCosts";
import { costs } from "../../../../../features/costs/definition";
import { categoryPlan } from "../../../../../features/costs/plan/categoryPlan";
import { load } from "../../../definition/definitionFixtures";
import { drafted, text } from "../../../operations/commands/adopt/organizationFixture";
import { adopted, category, existing, ofAccounts, ofTag, organization } from "./existingCategories";

describe("the adoption of cost categories, round and round", () => {
    it("gives the definition what AWS has, or leaves it alone, whatever AWS has", () => {
        const value = fc.constantFrom("shop", "data", "4711", "10023", "none", "unassigned", "constructor", "a b");
        const tag = fc.constantFrom("Team", "Cost");
        const tags = fc.array(fc.dictionary(tag, fc.oneof(value, fc.constantFrom("", "a/b"))), { maxLength: 6 });
        const rules = fc
            .record({
                tagged: fc.uniqueArray(value, { maxLength: 4 }),
                key: tag,
                of: fc.array(fc.option(value), { maxLength: 6 }),
                isReversed: fc.constantFrom(false, false, true),
                hasTags: fc.constantFrom(false, false, true),
            })
            .map(({ tagged, hasTags, key, of, isReversed }) => {
                const values = [...new Set(of.filter((one) => one !== null))];
                const all = [
                    ...(hasTags ? tagged : []).map((one) => ofTag(one, key)),
                    ...values.map((one) => ofAccounts(one, ...of.flatMap((other, at) => (other === one ? [at] : [])))),
                ];
                return isReversed ? all.reverse() : all;
            });
        const some = fc.uniqueArray(
            fc
                .record({
                    name: fc.constantFrom("team", "Team", "account", "Kosten", "0", "a b", "a-b"),
                    rules,
                    default: fc.option(value, { nil: undefined }),
                    split: fc.option(
                        fc.record({ from: value, to: value, by: fc.constantFrom("EVEN", "PROPORTIONAL") }),
                        { freq: 1 },
                    ),
                })
                .map(({ name, rules: all, default: DefaultValue, split: one }) =>
                    category(name, all, {
                        DefaultValue,
                        ...(one && {
                            SplitChargeRules: [{ Source: one.from, Targets: [one.to], Method: one.by }],
                        }),
                    }),
                ),
            { selector: ({ Name }) => Name, maxLength: 3 },
        );
        let taken = 0;
        fc.assert(
            fc.property(some, tags, fc.subarray(["Team", "Cost"]), (categories, ofAccountsTags, active) => {
                const of = organization(ofAccountsTags);
                const found = existing(categories, active);
                drafted(
                    of,
                    ({ model }) => {
                        assert.deepEqual(adopted(found).differences(model, of), []);
                        taken += model.features.get(costs).dimensions.length;
                    },
                    adopted(found),
                );
            }),
            { numRuns: 120 },
        );
        assert.ok(taken > 20, `only ${taken} categories were taken over`);
    });

    it("takes over every category that a definition has made", () => {
        const key = fc.constantFrom("Team", "Cost");
        const value = fc.constantFrom("shop", "data", "4711", "10023", "x y");
        const of = fc.array(fc.dictionary(key, value), { minLength: 6, maxLength: 6 });
        const forms = fc.constantFrom<object>(
            { tag: "Team" },
            { tag: "Team", resources: true },
            { tag: "Cost", default: "rest" },
            { values: { "4711": { units: ["Workloads"] }, data: { accounts: ["a5"] } }, default: false },
            {
                values: { shop: { tags: { Team: ["shop", "data"] } } },
                default: "other",
                split: [{ from: "shop", to: ["other"] }],
            },
        );
        fc.assert(
            fc.property(of, fc.dictionary(fc.constantFrom("team", "cost", "project"), forms), (tags, dimensions) => {
                const there = organization(tags);
                const definition = text(there);
                const said = JSON.stringify({ dimensions });
                const model = load(`${definition}\ncosts: ${said}\n`);
                const keys = new Map(model.accounts.map(({ key: one, id = "" }) => [one, id]));
                const made = model.features.get(costs).dimensions.flatMap((dimension): CostCategory[] => {
                    const plan = categoryPlan(dimension, model.features.get(costs), new Set(keys.keys()));
                    if (!plan) return [];
                    const all = plan.rules.map((rule) =>
                        "tag" in rule
                            ? ofTag(rule.value, rule.tag.key)
                            : ofAccounts(rule.value, ...rule.accounts.map((one) => Number(one.slice(1)))),
                    );
                    const SplitChargeRules = plan.splits.map(({ from, to }) => ({
                        Source: from,
                        Targets: [...to],
                        Method: "PROPORTIONAL" as const,
                    }));
                    return [category(plan.name, all, { DefaultValue: plan.defaultValue, SplitChargeRules })];
                });
                const found = existing(made, ["Cost", "Team"]);
                assert.deepEqual(adoptableCosts(found, there).left, []);
                drafted(
                    there,
                    (draft) => assert.deepEqual(adopted(found).differences(draft.model, there), []),
                    adopted(found),
                );
            }),
            { numRuns: 60 },
        );
    });
});
