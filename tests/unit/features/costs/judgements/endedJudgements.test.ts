import assert from "node:assert/strict";
import { messageText } from "../../../../../evaluator/effect";
import type { ExistingResource } from "../../../../../definition/feature";
import { costs } from "../../../../../features/costs/definition";
import { NO_COSTS_FOUND, type FoundCosts } from "../../../../../features/costs/plan/foundCosts";
import { COST_RESOURCES } from "../../../../../features/costs/plan/stackBefore";
import { reviewCosts } from "../../../../../features/costs/review";
import { load } from "../../../definition/definitionFixtures";

function warnings(
    said: string,
    state: Readonly<Record<string, readonly ExistingResource[]>>,
    found: Partial<FoundCosts> = {},
): readonly string[] {
    const model = load(`
defaults: { email: "{account}@example.com" }
costs: { notify: [a@example.com], ${said} }
units: { A: { budget: 10 }, B: { accounts: { shop: { tags: { Team: shop } } } } }
`).features.get(costs);
    const before = { accounts: new Map(), resources: new Map(Object.entries(state)) };
    const findings = reviewCosts(model, before, { ...NO_COSTS_FOUND, ...found });
    assert.deepEqual(findings.problems, []);
    return findings.warnings.map(messageText);
}

const named = (name: string, inAws = name): ExistingResource => ({ name, outputs: { name: inAws } });
const KEPT = { [COST_RESOURCES.budget]: [named("unit A monthly")] };

describe("what ends of costs in AWS", () => {
    it("is a budget of a unit that loses its last account", () => {
        const [deleted = "", empty = "", ...others] = warnings("", KEPT, { empty: ["unit A monthly"] });
        assert.equal(deleted, 'budget "unit A monthly" is deleted');
        assert.match(empty, /^budget unit A monthly has no accounts to count/);
        assert.deepEqual(others, []);
    });

    it("is the credits, refunds and tax of a budget that was taken over, once the definition no longer says so", () => {
        const counted = (types: object): object => ({ name: "unit A monthly", costTypes: types });
        const state = (types: object) => ({
            [COST_RESOURCES.budget]: [{ name: "unit A monthly", outputs: counted(types) as Record<string, unknown> }],
        });
        const [less = "", ...others] = warnings("", state({ includeCredit: true, includeTax: false }));
        assert.match(less, /^budget "unit A monthly" no longer counts credits, refunds and tax/);
        assert.deepEqual(others, []);
        assert.deepEqual(warnings("", state({ includeCredit: false, includeRefund: false, includeTax: false })), []);
    });

    it("is a budget that somebody has deleted in AWS", () => {
        const [lost = "", ...others] = warnings("", KEPT, { lost: ["unit A monthly"] });
        assert.match(lost, /^AWS no longer has budget unit A monthly of this stack[^]*pulumi refresh/);
        assert.deepEqual(others, []);
    });

    it("is a cost allocation tag: costs of the time in between never get it", () => {
        const state = { ...KEPT, [COST_RESOURCES.tag]: [named("Team"), named("Old"), named("Older")] };
        const tags = { registered: ["Team"], active: new Set<string>(), waiting: [], unread: [] };
        const [ended = "", ...others] = warnings("tags: [Team]", state, { tags });
        assert.match(ended, /^cost allocation tags Old and Older are deactivated: /);
        assert.deepEqual(others, []);
    });

    it("is a monitor. That of services stays in AWS, because AWS may have made it", () => {
        const state = {
            ...KEPT,
            [COST_RESOURCES.monitor]: [
                named("services", "Default-Services-Monitor"),
                named("accounts"),
                named("team shop"),
            ],
        };
        const [ended = "", kept = "", ...others] = warnings("dimensions: { team: { tag: Team } }", {
            ...state,
            [COST_RESOURCES.category]: [named("team")],
        });
        assert.match(ended, /^anomaly monitors "accounts" and "team shop" are deleted/);
        assert.match(kept, /^anomaly monitor "Default-Services-Monitor" leaves this stack and stays in AWS/);
        assert.deepEqual(others, []);
        assert.deepEqual(
            warnings("anomalies: { watch: [services, accounts] }", {
                ...state,
                ...{ [COST_RESOURCES.monitor]: state[COST_RESOURCES.monitor].slice(0, 2) },
            }),
            [],
        );
    });

    it("is not a monitor that is taken over: the preview says so", () => {
        const monitors = new Map([["services", { arn: "arn:m", name: "Default-Services-Monitor" }]]);
        const [taken = "", ...others] = warnings("anomalies: {}", KEPT, {
            imports: { ...NO_COSTS_FOUND.imports, monitors },
        });
        assert.equal(taken, 'anomaly monitor "Default-Services-Monitor" is taken over');
        assert.deepEqual(others, []);
    });
});
