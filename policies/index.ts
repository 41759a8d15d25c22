import { PolicyPack } from "@pulumi/policy";
import { policies } from "./rules";

new PolicyPack("aws-organization", {
    displayName: "AWS organisation",
    description: "What the resources of the AWS organisation must keep to before AWS sees them",
    provider: "aws",
    policies,
});
