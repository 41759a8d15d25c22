import assert from "node:assert/strict";
import { monthlyBudgets } from "../../../../../../features/costs/commands/spend/monthlyBudgets";
import { load } from "../../../../definition/definitionFixtures";
import { costsOf } from "../../language/costsFixture";

const DEFINITION = `
defaults: { email: "{account}@example.com", accountBudgets: { plain: 50 } }
budget: { monthly: 900, yearly: 9000 }
costs: { notify: [finops@example.com] }
units:
    Work:
        budget: 500
        accounts: { shop: { budget: { yearly: 100 } }, lab: { budget: 70 }, common: {} }
    Infra: { budget: { quarterly: 30 } }
`;

describe("the monthly budgets beside what accounts cost", () => {
    const written = costsOf(load(DEFINITION));

    it("are those of accounts, of units and of the organisation", () => {
        const { accounts, units, organization } = monthlyBudgets(written, "USD");
        assert.equal(organization, 900);
        assert.deepEqual([...units], [["Work", 500]]);
        assert.equal(accounts.get("lab"), 70);
        assert.equal(accounts.get("common"), 50);
        for (const [key, { budgets }] of written.accounts) {
            const monthly = budgets.find(({ period }) => period === "monthly")?.amount;
            assert.equal(accounts.get(key), monthly, key);
        }
    });

    it("are none if the bill is in another currency", () => {
        assert.deepEqual(monthlyBudgets(written, "EUR"), { accounts: new Map(), units: new Map() });
    });
});
