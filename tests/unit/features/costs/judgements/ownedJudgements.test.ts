import assert from "node:assert/strict";
import type { ExistingResource } from "../../../../../definition/feature";
import { costs } from "../../../../../features/costs/definition";
import { NO_COSTS_FOUND, type FoundCosts } from "../../../../../features/costs/plan/foundCosts";
import { COST_RESOURCES } from "../../../../../features/costs/plan/stackBefore";
import { reviewCosts } from "../../../../../features/costs/review";
import { load } from "../../../definition/definitionFixtures";

const CATEGORY = "arn:aws:ce::111122223333:costcategory/1";
const OTHER_CATEGORY = "arn:aws:ce::111122223333:costcategory/2";
const MONITOR = "arn:aws:ce::111122223333:anomalymonitor/1";
const SUBSCRIPTION = "arn:aws:ce::111122223333:anomalysubscription/1";

const STATE: Readonly<Record<string, readonly ExistingResource[]>> = {
    [COST_RESOURCES.budget]: [
        { name: "organization monthly", outputs: { name: "Everything" } },
        { name: "account shop monthly", outputs: { name: "Shop" } },
    ],
    [COST_RESOURCES.category]: [{ name: "team", outputs: { name: "Team", arn: CATEGORY } }],
    [COST_RESOURCES.monitor]: [{ name: "services", outputs: { name: "Services", arn: MONITOR } }],
    [COST_RESOURCES.subscription]: [{ name: "anomalies", outputs: { name: "anomalies", arn: SUBSCRIPTION } }],
};

interface Said {
    readonly dimensions?: string;
    readonly anomalies?: string;
    readonly budget?: string;
    readonly shop?: string;
}

function refusals(
    {
        dimensions = "{ team: { tag: Team, name: Team } }",
        anomalies = "{}",
        budget = "{ monthly: 10, name: Everything }",
        shop = "{ monthly: 5, name: Shop }",
    }: Said,
    found: Partial<FoundCosts> = {},
): string[] {
    const model = load(`
defaults: { email: "{account}@example.com" }
budget: ${budget}
costs: { notify: [a@example.com], dimensions: ${dimensions}, anomalies: ${anomalies} }
units: { Workloads: { accounts: { shop: { tags: { Team: shop }, budget: ${shop} } } } }
`).features.get(costs);
    const before = { accounts: new Map(), resources: new Map(Object.entries(STATE)) };
    return reviewCosts(model, before, { ...NO_COSTS_FOUND, ...found }).problems.map(({ message }) => message);
}

describe("what the stack has of costs under another key", () => {
    it("is not refused under its own key, also with the id or the name that took it over", () => {
        assert.deepEqual(refusals({}), []);
        assert.deepEqual(
            refusals({
                dimensions: `{ team: { tag: Team, name: Team, id: "${CATEGORY}" } }`,
                anomalies: `{ id: "${SUBSCRIPTION}", monitors: { services: { id: "${MONITOR}" } } }`,
                budget: "{ monthly: 10, name: Everything, existing: true }",
            }),
            [],
        );
    });

    it("is no category to take over: the run would delete it under the old key", () => {
        const taken: FoundCosts["taken"] = [
            { what: "category", name: "Team", id: CATEGORY, path: ["costs", "dimensions", "squad"] },
        ];
        for (const [dimensions, found] of [
            [`{ squad: { tag: Team, name: Team, id: "${CATEGORY}" } }`, {}],
            ["{ squad: { tag: Team, name: Team } }", { taken }],
        ] as const) {
            const [message = "", ...others] = refusals({ dimensions }, found);
            assert.deepEqual(others, []);
            assert.match(message, /^dimension squad would take over the cost category "Team", which this stack has as/);
            assert.match(message, /Keep the key team/);
        }
    });

    it("is no budget to take over, also if the old key gets another name in the same run", () => {
        for (const existing of ["", ", existing: true"]) {
            const taken: FoundCosts["taken"] = [{ what: "budget", name: "Shop", path: ["budget"] }];
            const found = existing === "" ? { taken } : {};
            const list = `[{ monthly: 5, name: Shop${existing} }, { yearly: 50, name: Shop year }]`;
            const [message = "", ...others] = refusals({ shop: list }, found);
            assert.deepEqual(others, []);
            assert.match(message, /^the budget "Shop" is in this stack already, as account shop monthly/);
        }
        const swapped = refusals({ budget: "{ monthly: 10, name: Shop }", shop: "{ monthly: 5, name: Everything }" });
        assert.equal(swapped.length, 2);
    });

    it("is no monitor and no subscription to take over", () => {
        const [accounts = "", subscription = "", ...others] = refusals({
            anomalies: `{ name: alerts, id: "${SUBSCRIPTION}", watch: [accounts], monitors: { accounts: { id: "${MONITOR}" } } }`,
        });
        assert.deepEqual(others, []);
        assert.match(
            accounts,
            /^monitor accounts would take over the anomaly monitor "Services", which this stack has as services/,
        );
        assert.match(subscription, /^subscription alerts would take over .* which this stack has as anomalies/);
    });

    it("keeps its id: another one would be ignored", () => {
        const [message = "", ...others] = refusals({
            dimensions: `{ team: { tag: Team, name: Team, id: "${OTHER_CATEGORY}" } }`,
        });
        assert.deepEqual(others, []);
        assert.match(message, /^dimension team is arn:aws:ce::111122223333:costcategory\/1 in this stack/);
    });
});
