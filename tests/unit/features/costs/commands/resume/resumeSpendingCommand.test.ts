import assert from "node:assert/strict";
import { notStoppedText, stopAdvice } from "../../../../../../features/costs/commands/resume/resumeSpendingCommand";
import type { StopActionInAws } from "../../../../../../features/costs/commands/resume/stopActions";

const ACCOUNT = "111122223333";

function text(statuses: readonly string[], policyId?: string): string {
    const actions = statuses.map((status): StopActionInAws => ({
        actionId: "1",
        budgetName: "play monthly",
        policyId: "p-stop",
        status,
    }));
    return notStoppedText(`play (${ACCOUNT})`, ACCOUNT, actions, policyId);
}

describe("What org resume-spending says when there is nothing to undo", () => {
    it("is that no action has stopped the account", () => {
        const nothing = "play (111122223333) is not stopped: no budget action has attached stop-spending to it.";
        assert.equal(text([]), nothing);
        assert.equal(text(["STANDBY"]), nothing);
    });

    it("is why no budget can stop the account, and what to ask if something is denied", () => {
        const advice = stopAdvice({ key: "shop", unit: "Work", kind: "workloads" }, false);
        assert.match(
            notStoppedText("shop (1)", "1", [], undefined, advice),
            /attached stop-spending to it\. No budget can: only accounts in units of kind sandbox are stopped, and unit Work is of kind workloads\. .*\.\/org explain shop ACTION/,
        );
        assert.match(stopAdvice({ key: "shop", unit: "/", kind: "plain" }, false), /and the root is of kind plain/);
        assert.match(
            stopAdvice({ key: "play", unit: "S", kind: "sandbox" }, false),
            /None of its budgets .*`stop: true`/,
        );
        assert.equal(stopAdvice({ key: "play", unit: "S", kind: "sandbox" }, true), "");
    });

    it("is how to detach a policy that somebody attached by hand, whatever has become of the actions", () => {
        for (const statuses of [[], ["STANDBY"], ["EXECUTION_FAILURE"], ["REVERSE_SUCCESS"]]) {
            assert.match(text(statuses, "p-stop"), /detach-policy --policy-id p-stop --target-id 111122223333$/);
        }
    });

    it("is that AWS could not stop the account, which has spent its budget", () => {
        assert.match(
            text(["EXECUTION_FAILURE"]),
            /had spent budget play monthly, and AWS Budgets could not attach stop/,
        );
        assert.match(text(["REVERSE_SUCCESS", "EXECUTION_FAILURE"]), /could not attach stop-spending/);
    });

    it("is that somebody has detached the policy by hand, and that nothing stops the account again", () => {
        for (const status of ["EXECUTION_SUCCESS", "REVERSE_FAILURE"]) {
            assert.match(
                text([status]),
                /detached stop-spending by hand.* never stops the account again\.[^]*--watch-again:\naws organizations attach-policy --policy-id p-stop --target-id 111122223333$/,
            );
        }
    });

    it("is how to have the account watched again after a reversal, and after a reset that failed", () => {
        for (const status of ["REVERSE_SUCCESS", "RESET_FAILURE"]) {
            assert.match(text([status]), /may spend already.*--watch-again$/);
        }
    });
});
