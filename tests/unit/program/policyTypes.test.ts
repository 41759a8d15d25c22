import assert from "node:assert/strict";
import { policyTypesToEnable, servicesInUse } from "../../../program/policyTypes";
import { fromState, type ExistingResources } from "../../../program/state";
import { load } from "../definition/support";

/** A stack that has enabled these types. */
function enabled(...enabledPolicyTypes: string[]): ExistingResources {
    return fromState({
        "urn:pulumi:test::x::aws-organization:index:Organization$aws:organizations/organization:Organization::organization":
            {
                type: "aws:organizations/organization:Organization",
                outputs: { id: "o-exampleorgid", featureSet: "ALL", enabledPolicyTypes },
            },
    });
}

describe("types of policy", () => {
    it("once enabled stay enabled, whether the definition uses them or not", () => {
        const model = load("guardrails: [deny-root-user]");
        assert.deepEqual(policyTypesToEnable(model, enabled()), ["SERVICE_CONTROL_POLICY"]);
        assert.deepEqual(policyTypesToEnable(model, fromState({})), ["SERVICE_CONTROL_POLICY"]);
        assert.deepEqual(policyTypesToEnable(model, enabled("TAG_POLICY", "SERVICE_CONTROL_POLICY")), [
            "SERVICE_CONTROL_POLICY",
            "TAG_POLICY",
        ]);
        assert.deepEqual(policyTypesToEnable(load("units: { A: {} }"), enabled("TAG_POLICY")), ["TAG_POLICY"]);
    });

    it("that are enabled keep the service that they need", () => {
        const without = load("guardrails: [deny-root-user]");
        const [problem, ...more] = servicesInUse(without, enabled("SECURITYHUB_POLICY"), "organizations/test");
        assert.equal(more.length, 0);
        assert.deepEqual(problem?.path, ["organization", "serviceAccess"]);
        assert.match(
            problem?.message ?? "",
            /^lacks securityhub\.amazonaws\.com, and policies of type SECURITYHUB_POLICY, which need it, are enabled.*\naws organizations disable-policy-type --root-id <r-\.\.\.> --policy-type SECURITYHUB_POLICY\npulumi refresh$/,
        );
        const kept = load("organization: { serviceAccess: [securityhub.amazonaws.com] }");
        assert.deepEqual(servicesInUse(kept, enabled("SECURITYHUB_POLICY"), ""), []);
        assert.deepEqual(servicesInUse(without, enabled("TAG_POLICY"), ""), []);
    });
});
