import assert from "node:assert/strict";
import { executionResult } from "../../../../../../features/costs/commands/resume/stopActions";

describe("The result of a budget action's execution", () => {
    it("is done only when AWS says that the action is reversed", () => {
        const result = (status: string, before = "EXECUTION_SUCCESS"): string =>
            executionResult("REVERSE_BUDGET_ACTION", status, before);
        assert.equal(result("REVERSE_SUCCESS"), "done");
        assert.equal(result("REVERSE_FAILURE"), "failed");
        for (const status of ["EXECUTION_SUCCESS", "REVERSE_IN_PROGRESS", ""]) assert.equal(result(status), "running");
        // AWS may still answer with the failure of the last attempt. If it stays, the new attempt has failed too.
        assert.equal(result("REVERSE_FAILURE", "REVERSE_FAILURE"), "running");
        assert.equal(executionResult("REVERSE_BUDGET_ACTION", "REVERSE_FAILURE"), "failed");
    });

    it("is done when the action is evaluated again after a reset", () => {
        const result = (status: string, before = "REVERSE_SUCCESS"): string =>
            executionResult("RESET_BUDGET_ACTION", status, before);
        for (const status of ["STANDBY", "PENDING", "EXECUTION_IN_PROGRESS", "EXECUTION_SUCCESS"]) {
            assert.equal(result(status), "done", status);
        }
        assert.equal(result("RESET_FAILURE"), "failed");
        for (const status of ["REVERSE_SUCCESS", "RESET_IN_PROGRESS", ""]) assert.equal(result(status), "running");
        assert.equal(result("RESET_FAILURE", "RESET_FAILURE"), "running");
        assert.equal(executionResult("RESET_BUDGET_ACTION", "RESET_FAILURE"), "failed");
    });
});
