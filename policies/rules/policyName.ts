import { POLICY_NAME } from "../../limits";
import { namingPolicy } from "../check/namingPolicy";
import { POLICY } from "../check/checkedResources";

/** Names of organisation policies keep to the stack's pattern and AWS's limits (1 to 128 characters). */
export const policyName = namingPolicy({
    name: "policy-name",
    displayName: "Names of organisation policies",
    description: "The name of an organisation policy keeps to the pattern of this stack.",
    url: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html",
    properties: { [POLICY]: "name" },
    limits: POLICY_NAME,
    change: "A policy is renamed in place.",
});
