import assert from "node:assert/strict";
import {
    policyTypesToEnable,
    preparePolicyTypes,
    servicesInUse,
    type PreparedTypes,
} from "../../../../program/organization/enabledPolicyTypes";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";
import { inAws } from "./organizationSupport";

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
    it("stay enabled, whether the definition uses them or not", () => {
        const model = load("guardrails: [deny-root-user]");
        assert.deepEqual(policyTypesToEnable(model, enabled()), ["SERVICE_CONTROL_POLICY"]);
        assert.deepEqual(policyTypesToEnable(model, fromState({})), ["SERVICE_CONTROL_POLICY"]);
        assert.deepEqual(policyTypesToEnable(model, enabled("TAG_POLICY", "SERVICE_CONTROL_POLICY")), [
            "SERVICE_CONTROL_POLICY",
            "TAG_POLICY",
        ]);
        assert.deepEqual(policyTypesToEnable(load("units: { A: {} }"), enabled("TAG_POLICY")), ["TAG_POLICY"]);
    });

    it("keep the access of the service that they need", () => {
        const without = load("organization: { withoutServiceAccess: [securityhub.amazonaws.com] }");
        const [problem, ...more] = servicesInUse(without, enabled("SECURITYHUB_POLICY"), "organizations/test");
        assert.equal(more.length, 0);
        assert.deepEqual(problem?.path, ["organization", "withoutServiceAccess"]);
        assert.match(
            problem?.message ?? "",
            /^has securityhub\.amazonaws\.com, but policies of type SECURITYHUB_POLICY, which need it, are enabled.*\naws organizations disable-policy-type --root-id <r-\.\.\.> --policy-type SECURITYHUB_POLICY\npulumi refresh$/,
        );
        // A service that the definition does not name keeps its access.
        assert.deepEqual(servicesInUse(load("guardrails: []"), enabled("SECURITYHUB_POLICY"), ""), []);
        assert.deepEqual(servicesInUse(without, enabled("TAG_POLICY"), ""), []);
    });

    const USES = load("guardrails: [deny-root-user]\npolicies: { t: { type: TAG_POLICY, document: { tags: {} } } }");
    const CASES: [string, string[], string[], Partial<PreparedTypes>, RegExp?][] = [
        [
            "are unchanged if AWS has them all",
            ["SERVICE_CONTROL_POLICY", "TAG_POLICY", "BACKUP_POLICY"],
            ["SERVICE_CONTROL_POLICY", "TAG_POLICY", "BACKUP_POLICY"],
            { policyTypes: ["BACKUP_POLICY", "SERVICE_CONTROL_POLICY", "TAG_POLICY"], unchanged: true },
        ],
        [
            "are enabled if AWS does not have them",
            ["SERVICE_CONTROL_POLICY"],
            ["SERVICE_CONTROL_POLICY"],
            { policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"], unchanged: false },
        ],
        [
            "are not enabled twice, because `org quarantine` and people enable them too",
            ["SERVICE_CONTROL_POLICY"],
            ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
            { policyTypes: ["SERVICE_CONTROL_POLICY"], unchanged: true },
        ],
        [
            "are enabled only if the stack knows all enabled types; otherwise a refresh is needed",
            ["SERVICE_CONTROL_POLICY"],
            ["SERVICE_CONTROL_POLICY", "BACKUP_POLICY"],
            { unchanged: false },
            /^BACKUP_POLICY was enabled outside of this stack.*run `pulumi refresh`/,
        ],
        [
            "are enabled again if somebody has disabled them, which drift detection finds",
            ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
            ["SERVICE_CONTROL_POLICY"],
            { policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"], unchanged: false },
        ],
        [
            "must be enabled by hand beside a type that the provider does not know",
            ["SERVICE_CONTROL_POLICY", "GUARDDUTY_POLICY"],
            ["SERVICE_CONTROL_POLICY", "GUARDDUTY_POLICY"],
            { unchanged: false },
            /GUARDDUTY_POLICY enabled, which the AWS provider in use does not know: it would disable it[^]*--policy-type TAG_POLICY$/,
        ],
    ];
    for (const [what, before, now, expected, problem] of CASES) {
        it(what, async () => {
            const found = await preparePolicyTypes(
                USES,
                enabled(...before),
                "organizations/test",
                inAws({ policyTypes: now }),
            );
            for (const [key, value] of Object.entries(expected)) {
                assert.deepEqual(found[key as keyof PreparedTypes], value, key);
            }
            assert.equal(found.problems.length, problem ? 1 : 0);
            if (problem) assert.match(found.problems[0]?.message ?? "", problem);
            const warned = before.includes("GUARDDUTY_POLICY")
                ? /inputs\.enabledPolicyTypes: GUARDDUTY_POLICY\n/
                : before.includes("TAG_POLICY") && !now.includes("TAG_POLICY")
                  ? /^policies of type TAG_POLICY are disabled .*pulumi refresh/
                  : undefined;
            assert.equal(found.warnings.length, warned ? 1 : 0);
            if (warned) assert.match(found.warnings[0] ?? "", warned);
        });
    }
});
