import assert from "node:assert/strict";
import type { AwsClients } from "../../../../../../aws/awsClients";
import { PacedCaller } from "../../../../../../aws/pacedCaller";
import { executionResult, stopActionsOf } from "../../../../../../features/costs/commands/resume/stopActions";

describe("The budget actions that org resume-spending may reverse", () => {
    it("are those of this program that stop the account: what others attach stays attached", async () => {
        const action = (ActionId: string, role: string, PolicyId: string, TargetIds: string[]): object => ({
            ActionId,
            BudgetName: "b",
            Status: "EXECUTION_SUCCESS",
            ExecutionRoleArn: `arn:aws:iam::000000000000:role/${role}`,
            Definition: { ScpActionDefinition: { PolicyId, TargetIds } },
        });
        const Actions = [
            action("ours", "aws-organization-stop-spending", "p-stop", ["111122223333"]),
            action("by hand", "security/budgets", "p-quarantine", ["111122223333"]),
            action("like ours", "not-aws-organization-stop-spending", "p-stop", ["111122223333"]),
            action("of another account", "aws-organization-stop-spending", "p-stop", ["444455556666"]),
        ];
        const clients = {
            budgets: () => Promise.resolve({ send: () => Promise.resolve({ Actions }) }),
            pacedCaller: () => new PacedCaller(false),
        } as unknown as AwsClients;
        const found = await stopActionsOf("111122223333", "000000000000", clients);
        assert.deepEqual(
            found.map(({ actionId }) => actionId),
            ["ours"],
        );
    });
});

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
