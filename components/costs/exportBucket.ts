import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { EXPORT_BUCKET_MARK } from "../../limits";
import type { CostTags } from "./costTags";

export interface ExportBucketArgs {
    readonly bucket: pulumi.Input<string>;
    readonly region: string;
    /** The id of the account whose exports are written into the bucket. */
    readonly accountId: pulumi.Input<string>;
    /** `aws`, `aws-cn`. */
    readonly partition: pulumi.Input<string>;
    readonly keepOldVersionsDays: number;
    readonly tags?: CostTags | undefined;
}

/** A bucket with everything that guards it. */
export interface GuardedBucket {
    readonly bucket: s3.Bucket;
    /** What must exist before the bucket is used. */
    readonly guards: readonly pulumi.Resource[];
}

/**
 * An encrypted and versioned bucket that only AWS Data Exports of the account may write, and that nobody can make public. Pulumi never
 * deletes it or what guards it: taken out of the program it stays in AWS, with its files.
 *
 * @param name the name of its resources, which never changes.
 */
export function exportBucket(
    name: string,
    { bucket: bucketName, region, accountId, partition, keepOldVersionsDays, tags }: ExportBucketArgs,
    parent: pulumi.Resource,
    importId?: string,
): GuardedBucket {
    const kept: pulumi.CustomResourceOptions = { parent, retainOnDelete: true };
    const bucket = new s3.Bucket(
        name,
        { bucket: bucketName, region, tags: { ...tags, [EXPORT_BUCKET_MARK.key]: EXPORT_BUCKET_MARK.value } },
        // Without its region the provider would look for the bucket in the stack's region, and replace it in the next run.
        { ...kept, ...(importId !== undefined && { import: `${importId}@${region}`, ignoreChanges: ["tags"] }) },
    );
    const inIt = { bucket: bucket.bucket, region };
    const isPrivate = new s3.BucketPublicAccessBlock(
        name,
        {
            ...inIt,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        },
        kept,
    );
    const versioning = new s3.BucketVersioning(name, { ...inIt, versioningConfiguration: { status: "Enabled" } }, kept);
    // The export does not wait for it: the AWS provider looks at it for a minute.
    new s3.BucketLifecycleConfiguration(
        name,
        { ...inIt, rules: [oldVersions(keepOldVersionsDays)] },
        // AWS refuses rules on old versions of a bucket without versions.
        { ...kept, dependsOn: [versioning] },
    );
    return {
        bucket,
        guards: [
            isPrivate,
            versioning,
            new s3.BucketOwnershipControls(name, { ...inIt, rule: { objectOwnership: "BucketOwnerEnforced" } }, kept),
            new s3.BucketServerSideEncryptionConfiguration(
                name,
                { ...inIt, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
                kept,
            ),
            new s3.BucketPolicy(
                name,
                {
                    ...inIt,
                    policy: pulumi.all([bucket.bucket, accountId, partition]).apply(writtenByExports),
                },
                { ...kept, dependsOn: [isPrivate] },
            ),
        ],
    };
}

function oldVersions(days: number): {
    id: string;
    status: string;
    filter: { prefix: string };
    noncurrentVersionExpiration: { noncurrentDays: number };
    abortIncompleteMultipartUpload: { daysAfterInitiation: number };
} {
    return {
        id: "old-versions",
        status: "Enabled",
        filter: { prefix: "" },
        noncurrentVersionExpiration: { noncurrentDays: days },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    };
}

/**
 * Data Exports asks for PutObject and reads the policy of the bucket.
 * https://docs.aws.amazon.com/cur/latest/userguide/dataexports-s3-bucket.html, read on 2026-11-26.
 */
function writtenByExports([bucket, account, partition]: [string, string, string]): string {
    const arn = `arn:${partition}:s3:::${bucket}`;
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "OnlyTls",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: [arn, `${arn}/*`],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
            {
                Sid: "DataExports",
                Effect: "Allow",
                Principal: { Service: "bcm-data-exports.amazonaws.com" },
                Action: ["s3:PutObject", "s3:GetBucketPolicy"],
                Resource: [arn, `${arn}/*`],
                Condition: {
                    StringEquals: { "aws:SourceAccount": account },
                    ArnLike: { "aws:SourceArn": `arn:${partition}:bcm-data-exports:us-east-1:${account}:export/*` },
                },
            },
        ],
    });
}
