import assert from "node:assert/strict";
import type { AwsClients } from "../../../../../aws/awsClients";
import { costs } from "../../../../../features/costs/definition";
import { NO_COSTS_FOUND, type TakenName } from "../../../../../features/costs/plan/foundCosts";
import { CostQuestions } from "../../../../../features/costs/questions/costQuestions";
import { findBudgets } from "../../../../../features/costs/questions/foundBudgets";
import { reviewCosts } from "../../../../../features/costs/review";
import { load } from "../../../definition/definitionFixtures";

interface Asked {
    readonly inState?: readonly [string, string][];
    /** AWS does not say which budgets it has. */
    readonly isRefused?: boolean;
}

/** What an `up` finds of the budget of the whole organisation, which the stack has as "Everything". AWS also has "By hand". */
async function taken(
    budget: string,
    { inState = [["organization monthly", "Everything"]], isRefused = false }: Asked = {},
): Promise<{ readonly taken: readonly TakenName[]; readonly text: string }> {
    const model = load(`
defaults: { email: "{account}@example.com" }
budget: ${budget}
costs: { notify: [a@example.com] }
units: { A: { accounts: { shop: {} } } }
`).features.get(costs);
    const Budgets = ["Everything", "By hand"].map((BudgetName) => ({ BudgetName }));
    const clients = {
        budgets: () =>
            Promise.resolve({
                send: () => (isRefused ? Promise.reject(new Error("refused")) : Promise.resolve({ Budgets })),
            }),
    } as unknown as AwsClients;
    const found = await findBudgets(model, {
        clients,
        managementAccountId: "000000000000",
        questions: new CostQuestions(),
        inState: new Map(inState),
        isPreview: false,
        same: { isSame: () => false },
        now: () => new Date("2026-11-27T12:00:00Z"),
    });
    const before = { accounts: new Map(), resources: new Map() };
    const { problems } = reviewCosts(model, before, {
        ...NO_COSTS_FOUND,
        taken: found.taken,
        unconfirmed: found.unconfirmed,
    });
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

describe("a budget that is to be taken over", () => {
    it("is refused if AWS does not say which budgets it has: the run would try to create it, and fail half way", async () => {
        const budget = "{ monthly: 10, name: By hand, existing: true }";
        const { text } = await taken(budget, { inState: [], isRefused: true });
        assert.match(
            text,
            /^says existing: true, and AWS did not say whether it has the budget "By hand".*budgets:ViewBudget/,
        );
        assert.equal(
            (await taken(budget, { inState: [["organization monthly", "By hand"]], isRefused: true })).text,
            "",
        );
        assert.equal((await taken("{ monthly: 10, name: By hand }", { inState: [], isRefused: true })).text, "");
    });
});
