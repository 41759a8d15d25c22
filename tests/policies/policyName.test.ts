import { POLICY } from "../../policies/check/checkedResources";
import { policyName } from "../../policies/rules/policyName";
import { refusedConfigs, table, UNKNOWN } from "./policySupport";

const config = { pattern: "[a-z-]+" };

describe("policy-name", () => {
    table(policyName, [
        { it: "accepts a name that matches", type: POLICY, props: { name: "regions" }, config, violations: [] },
        {
            it: "refuses a name that does not match",
            type: POLICY,
            props: { name: "Regions" },
            config,
            violations: [
                'policy "Regions": its name must match [a-z-]+.\n' +
                    "Change its `name`, or add it to policy-name.except. A policy is renamed in place.",
            ],
        },
        { it: "skips an unknown name", type: POLICY, props: { name: UNKNOWN }, config, violations: [] },
        {
            it: "does not check IAM's policies",
            type: "aws:iam/policy:Policy",
            props: { name: "X" },
            config,
            violations: [],
        },
    ]);

    refusedConfigs(policyName, [
        { it: "a list of patterns", config: { pattern: ["a"] }, error: "pattern must be string" },
    ]);
});
