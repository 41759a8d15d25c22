import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { stackParameters } from "../template/stackParameters";
import { typedResource } from "../template/typedResource";
import { managedPolicyArns } from "./rolePolicyParameters";
import { roleName, ROLE_STACK_ACTIONS, TAKEN_ROLE_NAME } from "./roleNameParameter";
import { NOBODY_TRUSTED, principalStatements, trustedPrincipals, trustsAnybody } from "./trustedPrincipals";

const { Parameters, references } = stackParameters({ Name: "The name of the role" });

export const breakGlassRole = libraryBlock({
    name: "break-glass-role",
    title: "Role for an emergency",
    description:
        "A role that may do everything, for the day when nothing else works. Give it the name that `organization.breakGlassRole` says: then the guardrails that spare that role, a quarantine too, spare this one in every account. A session lasts an hour.",
    parameters: z
        .strictObject({
            name: roleName
                .default("break-glass")
                .describe("The name of the role, as in `organization.breakGlassRole`."),
            ...trustedPrincipals,
            mfa: z
                .boolean()
                .default(false)
                .describe(
                    "Whether the caller must have signed in with MFA. Only sessions of IAM users say so; roles and IAM Identity Center do not, and would be shut out.",
                ),
        })
        .refine(trustsAnybody, { error: NOBODY_TRUSTED, path: ["trustedRoles"] }),
    example: { trustedRoles: ["arn:aws:iam::111122223333:role/emergency"] },
    isGlobal: true,
    price: "Nothing.",
    traps: [
        TAKEN_ROLE_NAME,
        "Whoever may assume it can do everything in every account that has the block. Name single roles of a well-guarded account, and look at each use.",
        "The role must be there before the emergency: a quarantined account gets no new stacks.",
    ],
    whenRemoved: "The role is deleted. A quarantine then leaves nobody but the access role, if that is spared.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/break-glass-access.html",
    capabilities: ["CAPABILITY_NAMED_IAM"],
    actions: ROLE_STACK_ACTIONS,
    template: ({ mfa, ...trust }) => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "A role that may do everything, for an emergency",
        Parameters,
        Resources: {
            Role: typedResource("AWS::IAM::Role", {
                RoleName: references.Name,
                Description: "Everything, for an emergency. Each use is looked at afterwards",
                MaxSessionDuration: 3_600,
                ManagedPolicyArns: managedPolicyArns(["AdministratorAccess"]),
                AssumeRolePolicyDocument: {
                    Version: "2012-10-17",
                    Statement: principalStatements(
                        trust,
                        mfa ? { Bool: { "aws:MultiFactorAuthPresent": "true" } } : {},
                    ),
                },
            }),
        },
    }),
    cloudFormationParameters: ({ name }) => ({ Name: name }),
});
