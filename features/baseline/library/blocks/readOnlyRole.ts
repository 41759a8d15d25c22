import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { stackParameters } from "../template/stackParameters";
import { typedResource } from "../template/typedResource";
import { managedPolicyArns } from "./rolePolicyParameters";
import { roleName, ROLE_STACK_ACTIONS, sessionMinutes, TAKEN_ROLE_NAME } from "./roleNameParameter";
import { NOBODY_TRUSTED, principalStatements, trustedPrincipals, trustsAnybody } from "./trustedPrincipals";

const { Parameters, references } = stackParameters({
    Name: "The name of the role",
    SessionSeconds: "The longest session",
});

/** What a reader sees, and the AWS-managed policies that allow it. */
const POLICIES = {
    everything: ["ReadOnlyAccess"],
    "settings only": ["job-function/ViewOnlyAccess", "SecurityAudit"],
} as const;

export const readOnlyRole = libraryBlock({
    name: "read-only-role",
    title: "Role that reads",
    description:
        "A role that reads the account and changes nothing, for a tool or for people of another account, such as an auditor's. People of your organisation need none: give them the permission set `read-only`.",
    parameters: z
        .strictObject({
            name: roleName.default("read-only").describe("The name of the role."),
            reads: z
                .enum(["everything", "settings only"])
                .default("settings only")
                .describe(
                    "`settings only`: names and settings of all services (ViewOnlyAccess and SecurityAudit). `everything`: also data, such as objects in S3 (ReadOnlyAccess).",
                ),
            ...trustedPrincipals,
            externalId: z
                .string()
                .regex(/^[\w+=,.@:/-]{2,1224}$/, "use 2 to 1,224 letters, digits and _+=,.@:/-")
                .optional()
                .describe(
                    "What a company that reads many customers' accounts must say to assume the role: it gives you the id.",
                ),
            sessionMinutes: sessionMinutes.default(60).describe("The longest session in minutes, 60 to 720."),
        })
        .refine(trustsAnybody, { error: NOBODY_TRUSTED, path: ["trustedRoles"] }),
    example: { trustedRoles: ["arn:aws:iam::111122223333:role/audit"] },
    isGlobal: true,
    price: "Nothing.",
    traps: [
        TAKEN_ROLE_NAME,
        "`reads: everything` includes data in S3 and DynamoDB. A company that helps you save costs needs `settings only`.",
    ],
    whenRemoved: "The role is deleted.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
    capabilities: ["CAPABILITY_NAMED_IAM"],
    actions: ROLE_STACK_ACTIONS,
    template: ({ reads, externalId, ...trust }) => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "A role that reads the account",
        Parameters,
        Resources: {
            Role: typedResource("AWS::IAM::Role", {
                RoleName: references.Name,
                Description: "Reads the account, and changes nothing",
                MaxSessionDuration: references.SessionSeconds,
                ManagedPolicyArns: managedPolicyArns(POLICIES[reads]),
                AssumeRolePolicyDocument: {
                    Version: "2012-10-17",
                    Statement: principalStatements(
                        trust,
                        externalId === undefined ? {} : { StringEquals: { "sts:ExternalId": externalId } },
                    ),
                },
            }),
        },
    }),
    cloudFormationParameters: (said) => ({ Name: said.name, SessionSeconds: String(said.sessionMinutes * 60) }),
});
