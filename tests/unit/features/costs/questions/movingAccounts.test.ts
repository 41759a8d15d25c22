import assert from "node:assert/strict";
import { costs } from "../../../../../features/costs/definition";
import type { AccountMove } from "../../../../../features/costs/plan/foundCosts";
import { COST_RESOURCES, type AccountBefore } from "../../../../../features/costs/plan/stackBefore";
import { movingAccounts } from "../../../../../features/costs/questions/movingAccounts";
import { load } from "../../../definition/definitionFixtures";

const ID = "111122223333";
const DEFINITION = `
defaults: { email: "{account}@example.com" }
budget: 1000
costs:
    notify: [a@example.com]
    dimensions:
        team: { tag: Team, values: { shop: { budget: 70 } }, default: none }
        payer: { values: { head: { budget: 80 } }, default: head }
units:
    Work: { budget: 10, accounts: { shop: { tags: { Team: shop }, budget: 5 } } }
    Shut: { kind: plain, budget: 3 }
`;
const CATEGORIES = new Map([
    [
        COST_RESOURCES.category,
        [
            {
                name: "team",
                outputs: {
                    defaultValue: "none",
                    rules: [{ Value: "shop", Rule: { Dimensions: { Values: [ID] } } }],
                },
            },
            { name: "payer", outputs: { defaultValue: "head", rules: [] } },
        ],
    ],
]);

/** The moves of a stack in which the account `shop` is in the unit Work. */
function moves(text: string, before: Partial<AccountBefore> = {}): readonly AccountMove[] {
    const model = load(text);
    const accounts = new Map([["shop", { id: ID, unit: "Work", closing: false, ...before }]]);
    return movingAccounts(model.features.get(costs), model, { accounts, featureResources: CATEGORIES });
}

const closing = DEFINITION.replace("budget: 5 }", `budget: 5, state: closing, acknowledge: { closing: "${ID}" } }`);
const moved = (text: string): string => {
    const [line = ""] = /\n {4}Work: .*/.exec(text) ?? [];
    const [account = ""] = /accounts: .* \}(?= \})/.exec(line) ?? [];
    return text.replace(line, "\n    Work: { budget: 10 }").replace("budget: 3 }", `budget: 3, ${account} }`);
};

describe("the accounts that change what their costs belong to", () => {
    it("are none where nothing changes", () => {
        assert.deepEqual(moves(DEFINITION), []);
    });

    it("have one that will be closed, with the budgets that it leaves when it is removed, and none that it leaves now", () => {
        const [move, ...others] = moves(closing);
        assert.deepEqual(others, []);
        assert.deepEqual(move, {
            key: "shop",
            id: ID,
            changes: ["will be closed when it is removed from the definition"],
            leaves: [],
            enters: [],
            // The budget of the organisation, and that of the dimension's default, count its costs afterwards too.
            leavesWhenRemoved: ["unit Work monthly", "team shop monthly", "account shop monthly"],
        });
    });

    it("say it once: not again while it is closing", () => {
        assert.deepEqual(moves(closing, { closing: true }), []);
    });

    it("say the same of one that will leave the organisation", () => {
        const leaving = closing.replaceAll("closing", "leaving");
        const [move] = moves(leaving);
        assert.deepEqual(move?.changes, ["will leave the organisation when it is removed from the definition"]);
        assert.equal(move.leavesWhenRemoved?.length, 3);
        assert.deepEqual(moves(leaving, { leaving: true }), []);
    });

    it("leave the budget of the unit at once if it moves at the same time", () => {
        const [move] = moves(moved(closing));
        assert.deepEqual(move?.changes, [
            "moves to unit Shut",
            "will be closed when it is removed from the definition",
        ]);
        assert.deepEqual([move.leaves, move.enters], [["unit Work monthly"], ["unit Shut monthly"]]);
        assert.deepEqual(move.leavesWhenRemoved, ["unit Shut monthly", "team shop monthly", "account shop monthly"]);
    });

    it("leave all but the budgets that count what has no account when they are removed", () => {
        const [move] = moves(DEFINITION.replace(/, accounts: .*/, " }"), { closing: true });
        assert.deepEqual(move, {
            key: "shop",
            id: ID,
            changes: ["is closed"],
            leaves: ["unit Work monthly", "team shop monthly"],
            enters: [],
        });
        const [left] = moves(DEFINITION.replace(/, accounts: .*/, " }"), { leaving: true });
        assert.deepEqual(left?.changes, ["leaves the organisation"]);
    });
});
