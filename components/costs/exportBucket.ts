import * as pulumi from "@pulumi/pulumi";
import { EXPORT_BUCKET_MARK } from "../../limits";
import { guardedBucket, type GuardedBucket } from "../guardedBucket";
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

/**
 * An encrypted and versioned bucket that only AWS Data Exports of the account may write, and that nobody can make public. Pulumi never
 * deletes it or what guards it: taken out of the program it stays in AWS, with its files.
 *
 * @param name the name of its resources, which never changes.
 */
export function exportBucket(
    name: string,
    { bucket, region, accountId, partition, keepOldVersionsDays, tags }: ExportBucketArgs,
    parent: pulumi.Resource,
    importId?: string,
): GuardedBucket {
    return guardedBucket(
        name,
        {
            bucket,
            region,
            policy: (inAws) => pulumi.all([inAws, accountId, partition]).apply(writtenByExports),
            lifecycle: [oldVersions(keepOldVersionsDays)],
            tags: { ...tags, [EXPORT_BUCKET_MARK.key]: EXPORT_BUCKET_MARK.value },
        },
        { parent },
        importId,
    );
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
