import assert from "node:assert/strict";
import { messageText } from "../../../../../evaluator/effect";
import { COST_RESOURCES } from "../../../../../features/costs/plan/stackBefore";
import {
    ACTION,
    APPLIED,
    BUCKET,
    DEFINITION,
    messages,
    modelOf,
    reviewed,
    STOPPED,
    WITHOUT_STOP,
    WRITTEN,
} from "../reviewFixture";

describe("the review of stops", () => {
    it("says which accounts have spent the budget that stops them, and are not stopped", () => {
        const exceeded = [{ name: "account play monthly", amount: 50, spent: 60, currency: "USD", period: "MONTHLY" }];
        const said = (found: object): string => messages(reviewed({ exceeded, ...found }, APPLIED));
        assert.match(
            said({}),
            /account play has spent a budget with stop: true, and stop-spending is not attached[^]*resume-spending play/,
        );
        assert.doesNotMatch(said({ stopped: [STOPPED] }), /is not attached/);
        assert.doesNotMatch(said({ areStopsUnread: true }), /stop-spending is not attached/);
    });

    it("warns of a stopped account that stays stopped, and refuses nothing", () => {
        const { problems, warnings } = reviewed(
            { stopped: [STOPPED] },
            { ...BUCKET, [COST_RESOURCES.action]: [ACTION] },
        );
        assert.deepEqual(problems, []);
        assert.match(
            warnings.map(messageText).join("\n"),
            /account play \(111122223333\) is stopped: stop-spending is attached[^]*\.\/org resume-spending play$/,
        );
    });

    for (const [what, stopped, state, definition] of [
        ["stop is removed", { ...STOPPED, isStopKept: false }, [ACTION], WITHOUT_STOP],
        [
            "its budget gets another name",
            STOPPED,
            [{ ...ACTION, outputs: { ...ACTION.outputs, budgetName: "old" } }],
            DEFINITION,
        ],
        ["its action gets another key", STOPPED, [{ ...ACTION, name: "stop account play other" }], DEFINITION],
        [
            "it is closed, and the policy goes too",
            { ...STOPPED, isStopKept: false, isDefined: false },
            [ACTION],
            WITHOUT_STOP,
        ],
    ] as const) {
        it(`refuses to strand the policy of a stopped account if ${what}`, () => {
            const { problems } = reviewed(
                { stopped: [stopped], places: new Map([["play", WRITTEN]]) },
                { [COST_RESOURCES.action]: state },
                modelOf(definition),
            );
            assert.equal(problems.length, 1);
            assert.deepEqual([problems[0]?.place, problems[0]?.path], [WRITTEN.place, WRITTEN.path]);
            assert.match(
                problems[0]?.message ?? "",
                /^account play \(111122223333\) is stopped: stop-spending is attached[^]*resume-spending play$/,
            );
        });
    }

    it("lets a stopped account be closed while other accounts need the policy", () => {
        const { problems } = reviewed({ stopped: [{ ...STOPPED, key: "old", isStopKept: false, isDefined: false }] });
        assert.deepEqual(problems, []);
    });

    it("lets the last stopped account be closed while the definition keeps the policy", () => {
        const stopped = [{ ...STOPPED, key: "old", isStopKept: false, isDefined: false }];
        const { problems } = reviewed({ stopped, isStopPolicyKept: true }, {}, modelOf(WITHOUT_STOP));
        assert.deepEqual(problems, []);
    });

    it("refuses to delete an action if AWS does not say whether its account is stopped", () => {
        const state = { [COST_RESOURCES.action]: [ACTION] };
        const { problems } = reviewed({ areStopsUnread: true }, state, modelOf(WITHOUT_STOP));
        assert.match(
            problems.map(({ message }) => message).join("\n"),
            /^AWS did not say which accounts are stopped, and this run deletes "stop account play monthly"[^\n]*organizations:ListTargetsForPolicy[^\n]*$/,
        );
        assert.deepEqual(reviewed({ areStopsUnread: true }, APPLIED).problems, []);
    });
});
