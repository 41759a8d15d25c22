import { guardingStatements, type TrailParties } from "./trailBucketPolicy";

/**
 * The policy of the bucket that records who reads the trail's logs: only S3 writes, and only for that bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html, read on 2026-11-27.
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
