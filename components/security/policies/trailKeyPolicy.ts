import type { TrailParties } from "./trailBucketPolicy";

/**
 * The policy of the key that encrypts the trail's logs. CloudTrail encrypts with it, for this one trail only. IAM policies of the log
 * archive's account say who may decrypt. Nobody can delete or disable the key: without it no log could be read any more.
 * "Configure AWS KMS key policies for CloudTrail" (awsdocs/aws-cloudtrail-user-guide, a copy of 2022 or 2023), read on 2026-11-27.
 */
export function trailKeyPolicy(parties: TrailParties): string {
    const { partition, managementAccountId, trailArn } = parties;
    const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Resource: "*" };
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            ...ownerStatements(parties),
            {
                Sid: "CloudTrailEncrypts",
                ...cloudTrail,
                Action: "kms:GenerateDataKey*",
                Condition: {
                    StringEquals: { "aws:SourceArn": trailArn },
                    StringLike: {
                        "kms:EncryptionContext:aws:cloudtrail:arn": `arn:${partition}:cloudtrail:*:${managementAccountId}:trail/*`,
                    },
                },
            },
            {
                Sid: "CloudTrailLooks",
                ...cloudTrail,
                Action: "kms:DescribeKey",
                Condition: { StringEquals: { "aws:SourceArn": trailArn } },
            },
        ],
    });
}

/** What the log archive's account may do with the key, and what nobody may. */
function ownerStatements({ partition, logArchiveId, accessRoleArn, organizationId }: TrailParties): readonly object[] {
    return [
        {
            Sid: "AccountDecides",
            Effect: "Allow",
            Principal: { AWS: `arn:${partition}:iam::${logArchiveId}:root` },
            Action: "kms:*",
            Resource: "*",
        },
        {
            Sid: "NobodyDeletes",
            Effect: "Deny",
            Principal: "*",
            Action: ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
            Resource: "*",
        },
        {
            Sid: "OnlyOurOrganization",
            Effect: "Deny",
            Principal: "*",
            Action: "kms:*",
            Resource: "*",
            Condition: {
                StringNotEqualsIfExists: { "aws:PrincipalOrgID": organizationId },
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            },
        },
        {
            Sid: "OnlyTheAccessRoleChangesIt",
            Effect: "Deny",
            Principal: "*",
            Action: ["kms:CreateGrant", "kms:PutKeyPolicy"],
            Resource: "*",
            Condition: { ArnNotEquals: { "aws:PrincipalArn": accessRoleArn } },
        },
    ];
}
