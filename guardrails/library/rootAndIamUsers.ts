import { z } from "zod";
import { denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

export const denyIamUsers = guardrail({
    name: "deny-iam-users",
    type: "SERVICE_CONTROL_POLICY",
    description: "No IAM users, access keys, passwords or other credentials that last; people and programs use roles.",
    mayBreak:
        "Tools that need access keys, SMTP users of SES, long-term API keys of Bedrock, keys for CodeCommit. Existing keys keep working but can no longer be rotated; they can still be deactivated and deleted.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    parameters: z.strictObject({ exemptRoles: exemptRoles.default([]) }),
    document: ({ exemptRoles: roles }) =>
        denying({
            Sid: "DenyIamUsers",
            Action: [
                "iam:CreateAccessKey",
                "iam:CreateLoginProfile",
                "iam:CreateServiceSpecificCredential",
                "iam:CreateUser",
                "iam:ResetServiceSpecificCredential",
                "iam:UpdateLoginProfile",
                "iam:UploadSSHPublicKey",
                "iam:UploadSigningCertificate",
            ],
            ...unlessRoles(roles),
        }),
});

export const denyRootUser = guardrail({
    name: "deny-root-user",
    type: "SERVICE_CONTROL_POLICY",
    description: "The root user of the account can do nothing; roles do the work.",
    mayBreak: "The few tasks that only a root user can do, such as repairing a bucket policy that denies everybody.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html",
    parameters: z.strictObject({
        allowCentral: z
            .boolean()
            .default(false)
            .describe(
                "Whether the short root sessions that the management account opens for such tasks (sts:AssumeRoot) are spared.",
            ),
    }),
    document: ({ allowCentral }) =>
        denying({
            Sid: "DenyRootUser",
            Action: ["*"],
            Condition: {
                ArnLike: { "aws:PrincipalArn": ["arn:*:iam::*:root"] },
                // Absent in sessions of the root user itself.
                ...(allowCentral && { BoolIfExists: { "aws:AssumedRoot": "false" } }),
            },
        }),
});
