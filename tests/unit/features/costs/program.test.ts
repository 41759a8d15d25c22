import assert from "node:assert/strict";
import { GuardrailPolicy } from "../../../../components";
import { costs } from "../../../../features/costs/definition";
import { NO_COSTS_FOUND } from "../../../../features/costs/plan/foundCosts";
import { costsProgram } from "../../../../features/costs/program";
import { registeredBy } from "../../components/costs/costProgram";
import { load } from "../../definition/definitionFixtures";

const ACTION = "aws:budgets/budgetAction:BudgetAction";
const BUDGET = "aws:budgets/budget:Budget";

/** The names of the resources of a type that costs register for the sandbox `play`, whose budget stops it. */
async function registered(type: string, imported: readonly string[]): Promise<readonly string[]> {
    const definition = load(`
defaults: { email: "{account}@example.com" }
costs: { notify: [a@example.com] }
units: { Sandbox: { kind: sandbox, accounts: { play: { budget: { monthly: 50, stop: true, name: Play, existing: true } } } } }
`);
    const found = {
        ...NO_COSTS_FOUND,
        imports: { ...NO_COSTS_FOUND.imports, budgets: new Map(imported.map((key) => [key, "000000000000:Play"])) },
    };
    const all = await registeredBy((organization, play) => {
        const policy = new GuardrailPolicy("stop-spending", { organization, content: "{}" });
        const on = {
            organization,
            policies: new Map([["stop-spending", policy]]),
            units: new Map(),
            accounts: new Map([["play", play]]),
            invitations: new Map(),
            administrators: new Map(),
        };
        costsProgram.register?.(definition.features.get(costs), on, found, definition);
    });
    return all.filter((one) => one.type === type).map(({ name }) => name);
}

describe("the stop of a budget that is taken over", () => {
    it("is not made by the run that takes the budget over: it would stop the account at AWS's old amount and filter", async () => {
        assert.deepEqual(await registered(ACTION, ["account play monthly"]), []);
        assert.deepEqual(await registered(BUDGET, ["account play monthly"]), ["account play monthly"]);
        assert.deepEqual(await registered("aws:iam/role:Role", ["account play monthly"]), ["stop-spending"]);
    });

    it("is made by the next run", async () => {
        assert.deepEqual(await registered(ACTION, []), ["stop account play monthly"]);
    });
});
