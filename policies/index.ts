import { PolicyPack, type PolicyPackConfig } from "@pulumi/policy";
import { readStackConfig } from "./check/stackPackConfig";
import { policies } from "./rules";
import { onStackName } from "./stackName";

/** Filled before the engine asks for the policies: so `pulumi up --policy-pack policies` uses the stack's own configuration. */
const config: PolicyPackConfig = {};
onStackName((stack) => void Object.assign(config, readStackConfig(process.cwd(), stack, policies)));

new PolicyPack(
    "aws-organization",
    {
        displayName: "AWS organisation",
        description: "Rules that the resources of the AWS organisation must keep, checked before AWS is called",
        provider: "aws",
        policies,
    },
    config,
);
