import { z } from "zod";
import { denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

export const denyIamUsers = guardrail({
    name: "deny-iam-users",
    type: "SERVICE_CONTROL_POLICY",
    description: "No IAM users, access keys, passwords or other credentials that last; people and programs use roles.",
    mayBreak:
        "Tools that only know access keys, SMTP users of SES, long-term API keys of Bedrock, keys for CodeCommit. Existing keys go on working but can no longer be rotated; they can still be deactivated and deleted.",
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
