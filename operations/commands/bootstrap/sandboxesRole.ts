import type { BootstrapOptions } from "./bootstrapOptions";
import type { TemplateResource } from "../../../cloudformation";
import { SANDBOXES_ENVIRONMENT } from "./sandboxesEnvironment";
import { gitHubTokens, substituted } from "./trustStatements";

export const SANDBOXES_ROLE_ID = "SandboxesRole";
/** At least as long as the job in .github/workflows/sandboxes.yml may take. The accounts come one after another, and each is judged again before. */
const SESSION_SECONDS = 21_600;

/**
 * The role with which the workflow sandboxes empties accounts. It may assume the access role of accounts below the named units, and nothing
 * else: the condition reads where an account is at that moment, so that one that has moved out is out of reach.
 *
 * Source: aws:ResourceOrgPaths in IAM's "AWS global condition context keys". That AWS STS has it for the role in sts:AssumeRole was not tried
 * on AWS; where a request lacks it, it is denied.
 */
export function sandboxesRole(
    { sandboxes, gitHub }: BootstrapOptions,
    waitsFor: readonly string[],
): Record<string, TemplateResource> {
    if (!sandboxes || !gitHub) return {};
    return {
        [SANDBOXES_ROLE_ID]: {
            Type: "AWS::IAM::Role",
            ...(waitsFor.length > 0 && { DependsOn: waitsFor }),
            Properties: {
                RoleName: "aws-organization-sandboxes",
                Description: "Empties sandboxes that have come to their end, and reads what a preview reads",
                MaxSessionDuration: SESSION_SECONDS,
                AssumeRolePolicyDocument: {
                    Version: "2012-10-17",
                    Statement: [gitHubTokens([`repo:${gitHub.repository}:environment:${SANDBOXES_ENVIRONMENT}`])],
                },
                Policies: [
                    {
                        PolicyName: "sandboxes",
                        PolicyDocument: {
                            Version: "2012-10-17",
                            Statement: [
                                {
                                    Sid: "EnterSandboxes",
                                    Effect: "Allow",
                                    Action: "sts:AssumeRole",
                                    Resource: substituted(`arn:\${AWS::Partition}:iam::*:role/${sandboxes.roleName}`),
                                    Condition: {
                                        "ForAnyValue:StringLike": {
                                            // The accounts of the unit itself too: their path ends with the slash.
                                            "aws:ResourceOrgPaths": sandboxes.paths.map((path) => `${path}/*`),
                                        },
                                    },
                                },
                            ],
                        },
                    },
                ],
            },
        },
    };
}
