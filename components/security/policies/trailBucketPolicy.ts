/** What the policies of the trail's buckets and key name. */
export interface TrailParties {
    /** `aws`, `aws-cn`. */
    readonly partition: string;
    /** `o-...` */
    readonly organizationId: string;
    readonly managementAccountId: string;
    /** The account that holds the logs. */
    readonly logArchiveId: string;
    /** The ARN of the role by which this program works in that account. */
    readonly accessRoleArn: string;
    /** The trail's ARN. It is known before the trail exists, and its bucket must let it write first. */
    readonly trailArn: string;
}

/** What nobody may do with a bucket of logs, not even the role of this program. */
const DELETIONS = [
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucket",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:PutObjectRetention",
];
/** What only the role of this program may change: who reads and writes, how long logs are kept, whether versions are kept. */
const SETTINGS = [
    "s3:DeleteBucketPolicy",
    "s3:PutBucketLogging",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
];

/** What both buckets of logs deny. A statement that denies wins over every Allow, also those of an administrator of the account. */
export function guardingStatements(
    bucket: string,
    { partition, organizationId, accessRoleArn }: TrailParties,
): readonly object[] {
    const arn = `arn:${partition}:s3:::${bucket}`;
    const both = [arn, `${arn}/*`];
    return [
        {
            Sid: "OnlyTls",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: both,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
            Sid: "OnlyOurOrganization",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: both,
            Condition: {
                StringNotEqualsIfExists: { "aws:PrincipalOrgID": organizationId },
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            },
        },
        { Sid: "NobodyDeletes", Effect: "Deny", Principal: "*", Action: DELETIONS, Resource: both },
        {
            Sid: "OnlyTheAccessRoleChangesSettings",
            Effect: "Deny",
            Principal: "*",
            Action: SETTINGS,
            Resource: arn,
            Condition: { ArnNotEquals: { "aws:PrincipalArn": accessRoleArn } },
        },
    ];
}

/**
 * The policy of the bucket into which CloudTrail writes, limited to one trail. That it looks at the bucket's ACL and writes below
 * `AWSLogs/ACCOUNT/` with `bucket-owner-full-control`: "Amazon S3 Bucket Policy for CloudTrail" (awsdocs/aws-cloudtrail-user-guide), read on
 * 2026-11-27. That a trail of an organisation writes below `AWSLogs/ORGANISATION/` too, and that `aws:SourceArn` is the trail: policies that
 * others use (aws/aws-cdk issue 22267); AWS's page of today was not readable.
 */
export function trailBucketPolicy(bucket: string, parties: TrailParties): string {
    const { partition, organizationId, managementAccountId, trailArn } = parties;
    const arn = `arn:${partition}:s3:::${bucket}`;
    const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
    const ofTheTrail = { "aws:SourceArn": trailArn };
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            ...guardingStatements(bucket, parties),
            {
                Sid: "CloudTrailLooks",
                ...cloudTrail,
                Action: "s3:GetBucketAcl",
                Resource: arn,
                Condition: { StringEquals: ofTheTrail },
            },
            {
                Sid: "CloudTrailWrites",
                ...cloudTrail,
                Action: "s3:PutObject",
                Resource: [`${arn}/AWSLogs/${managementAccountId}/*`, `${arn}/AWSLogs/${organizationId}/*`],
                Condition: { StringEquals: { ...ofTheTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
            },
        ],
    });
}
