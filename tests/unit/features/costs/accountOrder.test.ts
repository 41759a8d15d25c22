import assert from "node:assert/strict";
import { accountOrder } from "../../../../features/costs/plan/accountOrder";
import { COST_RESOURCES } from "../../../../features/costs/plan/stackBefore";

describe("the accounts of a budget in the stack", () => {
    it("are in AWS's order; those that the stack does not have, and other filters, are left out", () => {
        const accounts = new Map(["shop", "data"].map((key, index) => [key, { id: String(index), closing: false }]));
        const budget = (name: string, costFilters: unknown) => ({ name, outputs: { costFilters } });
        const found = accountOrder({
            accounts,
            policies: new Map(),
            attachments: { accounts: new Map() },
            featureResources: new Map([
                [
                    COST_RESOURCES.budget,
                    [
                        budget("unit A monthly", [{ name: "LinkedAccount", values: ["1", "9", "0"] }]),
                        budget("team x monthly", [{ name: "CostCategory", values: ["team$x"] }]),
                        budget("organization monthly", undefined),
                    ],
                ],
            ]),
        });
        assert.deepEqual(
            [...found],
            [
                ["unit A monthly", ["data", "shop"]],
                ["team x monthly", []],
                ["organization monthly", []],
            ],
        );
    });
});
