import { z } from "zod";
import { denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

/** Actions that switch each service off, blind it, or take the account away from those who read its findings. */
const SWITCHING_OFF = {
    "access-analyzer": ["access-analyzer:DeleteAnalyzer"],
    cloudtrail: [
        "cloudtrail:DeleteEventDataStore",
        "cloudtrail:DeleteTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:StopEventDataStoreIngestion",
        "cloudtrail:StopLogging",
        "cloudtrail:UpdateTrail",
    ],
    config: [
        "config:DeleteConfigRule",
        "config:DeleteConfigurationRecorder",
        "config:DeleteDeliveryChannel",
        "config:DeleteRetentionConfiguration",
        "config:StopConfigurationRecorder",
    ],
    guardduty: [
        "guardduty:DeleteDetector",
        "guardduty:DeleteMembers",
        "guardduty:DeletePublishingDestination",
        "guardduty:DisassociateFromAdministratorAccount",
        "guardduty:DisassociateFromMasterAccount",
        "guardduty:DisassociateMembers",
        "guardduty:StopMonitoringMembers",
        "guardduty:UpdateDetector",
    ],
    inspector: ["inspector2:Disable", "inspector2:DisassociateMember"],
    macie: [
        "macie2:DisableMacie",
        "macie2:DisassociateFromAdministratorAccount",
        "macie2:DisassociateFromMasterAccount",
        "macie2:DisassociateMember",
    ],
    securityhub: [
        "securityhub:BatchDisableStandards",
        "securityhub:DeleteMembers",
        "securityhub:DisableSecurityHub",
        "securityhub:DisableSecurityHubV2",
        "securityhub:DisassociateFromAdministratorAccount",
        "securityhub:DisassociateFromMasterAccount",
        "securityhub:DisassociateMembers",
    ],
} as const;

type Service = keyof typeof SWITCHING_OFF;
const SERVICES = Object.keys(SWITCHING_OFF) as [Service, ...Service[]];

export const protectSecurityServices = guardrail({
    name: "protect-security-services",
    type: "SERVICE_CONTROL_POLICY",
    description:
        "What watches over the account stays on: CloudTrail, Config, GuardDuty, Security Hub, Access Analyzer, Inspector, Macie.",
    mayBreak:
        "Changing or removing trails, recorders and detectors inside the account with any role that is not named.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/security-ou-and-accounts.html",
    parameters: z.strictObject({
        services: z
            .array(z.enum(SERVICES))
            .min(1)
            .default([...SERVICES])
            .describe(`The services: ${SERVICES.join(", ")}.`),
        exemptRoles: exemptRoles.default([]),
    }),
    document: ({ services, exemptRoles: roles }) =>
        denying({
            Sid: "ProtectSecurityServices",
            Action: services.flatMap((service) => SWITCHING_OFF[service]).sort(),
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
