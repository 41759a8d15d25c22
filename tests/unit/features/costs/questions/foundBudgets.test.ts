import assert from "node:assert/strict";
import type { AwsClients } from "../../../../../aws/awsClients";
import { costs } from "../../../../../features/costs/definition";
import { NO_COSTS_FOUND, type TakenName } from "../../../../../features/costs/plan/foundCosts";
import { CostQuestions } from "../../../../../features/costs/questions/costQuestions";
import { findBudgets } from "../../../../../features/costs/questions/foundBudgets";
import { reviewCosts } from "../../../../../features/costs/review";
import { load } from "../../../definition/definitionFixtures";

/** What an `up` finds of the budget of the whole organisation, which the stack has as "Everything". AWS also has "By hand". */
async function taken(budget: string): Promise<{ readonly taken: readonly TakenName[]; readonly text: string }> {
    const model = load(`
defaults: { email: "{account}@example.com" }
budget: ${budget}
costs: { notify: [a@example.com] }
units: { A: { accounts: { shop: {} } } }
`).features.get(costs);
    const Budgets = ["Everything", "By hand"].map((BudgetName) => ({ BudgetName }));
    const clients = {
        budgets: () => Promise.resolve({ send: () => Promise.resolve({ Budgets }) }),
    } as unknown as AwsClients;
    const found = await findBudgets(model, {
        clients,
        managementAccountId: "000000000000",
        questions: new CostQuestions(),
        inState: new Map([["organization monthly", "Everything"]]),
        isPreview: false,
        now: () => new Date("2026-11-27T12:00:00Z"),
    });
    const before = { accounts: new Map(), resources: new Map() };
    const { problems } = reviewCosts(model, before, { ...NO_COSTS_FOUND, taken: found.taken });
    return { taken: found.taken, text: problems.map(({ message }) => message).join("\n") };
}

describe("another name of a budget in the stack", () => {
    it("may be that of a budget that somebody made by hand: AWS would refuse it half way", async () => {
        for (const existing of ["", ", existing: true"]) {
            const { taken: names, text } = await taken(`{ monthly: 10, name: By hand${existing} }`);
            assert.deepEqual(
                names.map(({ name }) => name),
                ["By hand"],
            );
            assert.match(
                text,
                /^AWS has a budget "By hand" already, which is not in this stack: give this one another name$/,
            );
        }
    });

    it("is free otherwise", async () => {
        assert.deepEqual((await taken("{ monthly: 10, name: New }")).taken, []);
        assert.deepEqual((await taken("{ monthly: 10, name: Everything }")).taken, []);
    });
});
