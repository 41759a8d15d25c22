import assert from "node:assert/strict";
import { messageText } from "../../../../../evaluator/effect";
import { movedAccounts } from "../../../../../features/costs/judgements/moveJudgements";
import { NO_COSTS_FOUND, type AccountMove } from "../../../../../features/costs/plan/foundCosts";

function warnings(moves: readonly AccountMove[], billedRequests = 0): readonly string[] {
    return movedAccounts({ ...NO_COSTS_FOUND, moves, billedRequests }).warnings.map(messageText);
}

describe("what a preview says of accounts that move or end", () => {
    it("is what each cost, the most expensive first, and which budgets it leaves and enters", () => {
        const move = (key: string, amount: number): AccountMove => ({
            key,
            id: "1",
            changes: ["moves to unit B"],
            leaves: ["unit A monthly"],
            enters: ["unit B monthly", "unit B yearly"],
            lastMonth: { month: "2026-10", amount, currency: "USD" },
        });
        const budgets =
            'moves to unit B, leaves the budget "unit A monthly" and enters the budgets "unit B monthly" and "unit B yearly"';
        assert.deepEqual(warnings([move("cheap", 1), move("dear", 900)], 1), [
            `account dear (1) ${budgets}. It cost 900.00 USD in 2026-10, without credits, refunds and tax`,
            `account cheap (1) ${budgets}. It cost 1.00 USD in 2026-10, without credits, refunds and tax`,
            "Cost Explorer was asked what accounts cost last month: 1 request, which AWS bills with 0.01 USD",
        ]);
    });

    it("is which budgets an account that will be closed leaves only when it is removed", () => {
        const move: AccountMove = {
            key: "old",
            id: "1",
            changes: ["moves to unit Suspended", "will be closed when it is removed from the definition"],
            leaves: ["unit A monthly"],
            enters: [],
            leavesWhenRemoved: ["team shop monthly", "account old monthly"],
        };
        assert.deepEqual(warnings([move]), [
            'account old (1) moves to unit Suspended, will be closed when it is removed from the definition and leaves the budget "unit A monthly". ' +
                'It leaves the budgets "team shop monthly" and "account old monthly" when it is removed',
        ]);
    });
});
