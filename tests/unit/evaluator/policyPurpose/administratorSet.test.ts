import assert from "node:assert/strict";
import { awsPolicies } from "../../../../evaluator/awsPolicies";
import { administratorPolicies, isAdministratorSet } from "../../../../evaluator/policyPurpose";

const policies = (...managedPolicies: string[]): Parameters<typeof isAdministratorSet>[0] => ({ managedPolicies });
const boundary = (policy: string): { kind: "aws"; policy: string } => ({ kind: "aws", policy });

describe("evaluator: a permission set that allows everything", () => {
    it("is found by the documents of AWS's policies, alone and together", () => {
        const alone = [...awsPolicies().keys()].filter((name) => isAdministratorSet(policies(name)));
        // The second allows everything to whoever works through AWS's MCP server.
        assert.deepEqual(alone.sort(), ["AWSMcpServiceActionsFullAccess", "AdministratorAccess"]);
        assert.equal(isAdministratorSet(policies("IAMFullAccess", "PowerUserAccess")), true);
        assert.equal(isAdministratorSet(policies("IAMReadOnlyAccess", "PowerUserAccess")), false);
        assert.equal(isAdministratorSet(policies("NoSuchPolicy")), false);
        assert.equal(isAdministratorSet(policies()), false);
    });

    it("names the policies without which it would not", () => {
        const all = ["ReadOnlyAccess", "IAMFullAccess", "PowerUserAccess", "SecurityAudit"];
        assert.deepEqual(administratorPolicies(all), ["IAMFullAccess", "PowerUserAccess"]);
        assert.deepEqual(administratorPolicies([...all, "AdministratorAccess"]), ["AdministratorAccess"]);
        assert.deepEqual(administratorPolicies(["PowerUserAccess", "ReadOnlyAccess"]), []);
    });

    it("is none with a boundary that allows less", () => {
        const all = policies("AdministratorAccess");
        assert.equal(isAdministratorSet({ ...all, boundary: boundary("PowerUserAccess") }), false);
        assert.equal(isAdministratorSet({ ...all, boundary: boundary("AdministratorAccess") }), true);
        const own = { kind: "customer", policy: { name: "Own", path: "/" } } as const;
        assert.equal(isAdministratorSet({ ...all, boundary: own }), false);
    });
});
