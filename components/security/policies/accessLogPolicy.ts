import { guardingStatements, type TrailParties } from "./trailBucketPolicy";

/**
 * The policy of the bucket that records who reads the trail's logs: only S3 writes, and only for that bucket.
 * "Enabling Amazon S3 server access logging" (awsdocs/amazon-s3-userguide, a copy of 2022 or 2023), read on 2026-11-27.
 *
 * @param logged the name of the bucket whose requests are recorded.
 */
export function accessLogPolicy(bucket: string, logged: string, parties: TrailParties): string {
    const { partition, logArchiveId } = parties;
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            ...guardingStatements(bucket, parties),
            {
                Sid: "S3Writes",
                Effect: "Allow",
                Principal: { Service: "logging.s3.amazonaws.com" },
                Action: "s3:PutObject",
                Resource: `arn:${partition}:s3:::${bucket}/*`,
                Condition: {
                    ArnEquals: { "aws:SourceArn": `arn:${partition}:s3:::${logged}` },
                    StringEquals: { "aws:SourceAccount": logArchiveId },
                },
            },
        ],
    });
}
