import { z } from "zod";
import { denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

export const protectSecurityServices = guardrail({
    name: "protect-security-services",
    type: "SERVICE_CONTROL_POLICY",
    description: "CloudTrail, Config, GuardDuty, Security Hub, Access Analyzer and Macie cannot be stopped or blinded.",
    mayBreak: "Changing these services from inside the account: change them in the delegated administrator's account.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/security-ou-and-accounts.html",
    parameters: z.strictObject({ exemptRoles: exemptRoles.default([]) }),
    document: ({ exemptRoles: roles }) =>
        denying({
            Sid: "ProtectSecurityServices",
            Action: [
                "access-analyzer:DeleteAnalyzer",
                "cloudtrail:DeleteTrail",
                "cloudtrail:PutEventSelectors",
                "cloudtrail:StopLogging",
                "cloudtrail:UpdateTrail",
                "config:DeleteConfigRule",
                "config:DeleteConfigurationRecorder",
                "config:DeleteDeliveryChannel",
                "config:StopConfigurationRecorder",
                "guardduty:DeleteDetector",
                "guardduty:DeleteMembers",
                "guardduty:DisassociateFromAdministratorAccount",
                "guardduty:DisassociateFromMasterAccount",
                "guardduty:StopMonitoringMembers",
                "guardduty:UpdateDetector",
                "macie2:DisableMacie",
                "macie2:DisassociateFromAdministratorAccount",
                "securityhub:DeleteMembers",
                "securityhub:DisableSecurityHub",
                "securityhub:DisassociateFromAdministratorAccount",
                "securityhub:DisassociateFromMasterAccount",
            ],
            ...unlessRoles(roles),
        }),
});

export const protectLogs = guardrail({
    name: "protect-logs",
    type: "SERVICE_CONTROL_POLICY",
    description: "Logs stay: no log bucket, log object, log group or key of theirs can be deleted or made to expire.",
    mayBreak: "Emptying or deleting any bucket in the account, and shortening how long logs are kept.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/security-ou-and-accounts.html",
    parameters: z.strictObject({ exemptRoles: exemptRoles.default([]) }),
    document: ({ exemptRoles: roles }) =>
        denying({
            Sid: "ProtectLogs",
            Action: [
                "kms:DisableKey",
                "kms:ScheduleKeyDeletion",
                "logs:DeleteLogGroup",
                "logs:DeleteLogStream",
                "logs:PutRetentionPolicy",
                "s3:BypassGovernanceRetention",
                "s3:DeleteBucket",
                "s3:DeleteBucketPolicy",
                "s3:DeleteObject",
                "s3:DeleteObjectVersion",
                "s3:PutBucketVersioning",
                "s3:PutLifecycleConfiguration",
            ],
            ...unlessRoles(roles),
        }),
});

export const protectAccessRole = guardrail({
    name: "protect-access-role",
    type: "SERVICE_CONTROL_POLICY",
    description: "The role by which the management account reaches the account cannot be changed from inside.",
    mayBreak: "Changing or deleting that role with any other role than itself.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html",
    parameters: z.strictObject({
        roleName: z
            .string()
            .regex(/^[\w+=,.@-]{1,64}$/, "use the name of a role")
            .default("OrganizationAccountAccessRole")
            .describe("The name of the access role."),
    }),
    document: ({ roleName }) =>
        denying({
            Sid: "ProtectAccessRole",
            Action: [
                "iam:AttachRolePolicy",
                "iam:DeleteRole",
                "iam:DeleteRolePermissionsBoundary",
                "iam:DeleteRolePolicy",
                "iam:DetachRolePolicy",
                "iam:PutRolePermissionsBoundary",
                "iam:PutRolePolicy",
                "iam:UpdateAssumeRolePolicy",
                "iam:UpdateRole",
            ],
            Resource: [`arn:*:iam::*:role/${roleName}`],
            ...unlessRoles([`arn:*:iam::*:role/${roleName}`]),
        }),
});
