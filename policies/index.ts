import { PolicyPack, type PolicyPackConfig } from "@pulumi/policy";
import { readStackConfig } from "./check/stackConfig";
import { policies } from "./rules";
import { onStack } from "./stackName";

/** Filled before the engine asks for it, so that `pulumi up --policy-pack policies` goes by the stack's configuration. */
const config: PolicyPackConfig = {};
onStack((stack) => void Object.assign(config, readStackConfig(process.cwd(), stack, policies)));

new PolicyPack(
    "aws-organization",
    {
        displayName: "AWS organisation",
        description: "What the resources of the AWS organisation must keep to before AWS sees them",
        provider: "aws",
        policies,
    },
    config,
);
