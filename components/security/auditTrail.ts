import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { TRAIL_KEY_ALIAS, TRAIL_MARK } from "../../limits";
import { guardedBucket, type BucketLifecycleRule, type GuardedBucket } from "../guardedBucket";
import { SECURITY_TYPES } from "../typeTokens";
import { accessLogPolicy } from "./policies/accessLogPolicy";
import { trailBucketPolicy, type TrailParties } from "./policies/trailBucketPolicy";
import { trailKeyPolicy } from "./policies/trailKeyPolicy";
import { partitionOf, waitedFor, type SecuredOrganization, type SharedAccount } from "./sharedAccount";

export interface AuditTrailArgs {
    readonly organization: SecuredOrganization;
    /** The account that holds the logs. */
    readonly logArchive: SharedAccount;
    /** The home region of the trail, the bucket and the key. AWS moves none of them: another region makes others. */
    readonly region: string;
    /** The trail's name. Default: `organization-trail` */
    readonly trailName?: string;
    /** The bucket's name, unique among all of AWS. Another name makes another bucket, and the first stays. Default: from the log archive's id */
    readonly bucket?: pulumi.Input<string>;
    /** Logs are deleted after this number of days. Default: 365 */
    readonly retentionDays?: number;
    /** After this number of days logs move to cheaper storage (Glacier Instant Retrieval). Absent: never. */
    readonly coldAfterDays?: number;
    /** For how long nobody can delete a log. `compliance`: not even AWS or the root user. Absent: no lock. */
    readonly objectLock?: { readonly mode: "governance" | "compliance"; readonly days: number };
    /** What is recorded besides calls that change or read settings: calls on data, which AWS bills by their number. Default: none */
    readonly dataEvents?: readonly DataEventKind[];
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

export type DataEventKind = "s3" | "lambda" | "dynamodb";

/** What AWS has already. A new trail needs none of it. */
export interface AuditTrailHistory {
    /** What an earlier trail has left in the log archive, and this run imports: the bucket's name. Leave it out in later runs. */
    readonly importBucket?: string;
    /** The same: the name of the bucket of access logs. */
    readonly importAccessLogs?: string;
    /** The same: the key's id. */
    readonly importKey?: string;
}

const DATA_TYPES: Readonly<Record<DataEventKind, string>> = {
    s3: "AWS::S3::Object",
    lambda: "AWS::Lambda::Function",
    dynamodb: "AWS::DynamoDB::Table",
};

/**
 * The trail of the whole organisation: who did what in every account and region, in the log archive. Its logs are encrypted by a key of
 * the log archive, kept in versions, locked against deletion, and validated by CloudTrail's digests. Requests for them are logged too.
 *
 * Pulumi never deletes the buckets or the key: taken out of the program, the trail ends, and they stay in AWS with all logs. CloudTrail
 * needs access to the organisation (`cloudtrail.amazonaws.com`) before.
 */
export class AuditTrail extends pulumi.ComponentResource {
    readonly bucket: pulumi.Output<string>;
    readonly trailArn: pulumi.Output<string>;
    readonly keyArn: pulumi.Output<string>;

    constructor(
        name: string,
        args: AuditTrailArgs,
        opts: pulumi.ComponentResourceOptions = {},
        history: AuditTrailHistory = {},
    ) {
        super(SECURITY_TYPES.auditTrail, name, {}, opts);
        const parties = trailParties(args);
        const key = this.#key(args, parties, history);
        const { bucket, guards } = this.#buckets(name, args, { parties, key, history });
        const trail = new cloudtrail.Trail(
            name,
            {
                name: args.trailName ?? "organization-trail",
                region: args.region,
                s3BucketName: bucket.bucket,
                kmsKeyId: key.arn,
                isOrganizationTrail: true,
                isMultiRegionTrail: true,
                includeGlobalServiceEvents: true,
                enableLogFileValidation: true,
                enableLogging: true,
                // Always written: AWS takes no empty list, so they could not be removed again.
                advancedEventSelectors: bucket.arn.apply((arn) => eventSelectors(args.dataEvents ?? [], arn)),
                tags: { ...args.tags },
            },
            // Names of trails are unique, so the old one is deleted first. CloudTrail checks the bucket's policy when it makes one.
            { parent: this, dependsOn: [...guards, ...waitedFor(opts)], deleteBeforeReplace: true },
        );
        this.bucket = bucket.bucket;
        this.trailArn = trail.arn;
        this.keyArn = key.arn;
        this.registerOutputs({
            bucket: this.bucket,
            trailArn: this.trailArn,
            logArchive: args.logArchive.id,
            homeRegion: args.region,
        });
    }

    #key(args: AuditTrailArgs, parties: pulumi.Output<TrailParties>, { importKey }: AuditTrailHistory): kms.Key {
        const { logArchive, region, tags } = args;
        const inArchive = { parent: this, provider: logArchive.provider, retainOnDelete: true };
        const key = new kms.Key(
            "trail",
            {
                description: "Encrypts the logs of the organisation's trail",
                region,
                enableKeyRotation: true,
                policy: parties.apply(trailKeyPolicy),
                tags: { ...tags, [TRAIL_MARK.key]: TRAIL_MARK.value },
            },
            {
                ...inArchive,
                ...(importKey !== undefined && {
                    import: `${importKey}@${region}`,
                    ignoreChanges: [
                        "policy",
                        "tags",
                        "description",
                        "enableKeyRotation",
                        "bypassPolicyLockoutSafetyCheck",
                    ],
                }),
            },
        );
        new kms.Alias(
            "trail",
            { name: TRAIL_KEY_ALIAS, region, targetKeyId: key.keyId },
            { ...inArchive, ...(importKey !== undefined && { import: `${TRAIL_KEY_ALIAS}@${region}` }) },
        );
        return key;
    }

    #buckets(
        name: string,
        args: AuditTrailArgs,
        { parties, key, history }: BucketBasis,
    ): Pick<GuardedBucket, "bucket" | "guards"> {
        const { logArchive, region, retentionDays = 365, coldAfterDays, objectLock } = args;
        const inArchive: pulumi.CustomResourceOptions = { parent: this, provider: logArchive.provider };
        const bucketName = pulumi.output(args.bucket ?? pulumi.interpolate`organization-trail-${logArchive.id}`);
        const tags = { ...args.tags, [TRAIL_MARK.key]: TRAIL_MARK.value };
        const accessLogs = guardedBucket(
            "access-logs",
            {
                bucket: pulumi.interpolate`${bucketName}-access`,
                region,
                policy: (bucket) =>
                    pulumi
                        .all([bucket, bucketName, parties])
                        .apply(([own, logged, all]) => accessLogPolicy(own, logged, all)),
                lifecycle: [expiring(retentionDays)],
                tags,
            },
            inArchive,
            history.importAccessLogs,
        );
        const { bucket, guards, versioning } = guardedBucket(
            name,
            {
                bucket: bucketName,
                region,
                policy: (own) => pulumi.all([own, parties]).apply(([one, all]) => trailBucketPolicy(one, all)),
                lifecycle: [expiring(retentionDays, coldAfterDays)],
                keyArn: key.arn,
                hasObjectLock: true,
                tags,
            },
            inArchive,
            history.importBucket,
        );
        const kept = { ...inArchive, retainOnDelete: true };
        const logging = new s3.BucketLogging(
            name,
            { bucket: bucket.bucket, region, targetBucket: accessLogs.bucket.bucket, targetPrefix: "trail/" },
            { ...kept, dependsOn: [...accessLogs.guards] },
        );
        const lock =
            objectLock &&
            new s3.BucketObjectLockConfiguration(
                name,
                {
                    bucket: bucket.bucket,
                    region,
                    rule: { defaultRetention: { mode: objectLock.mode.toUpperCase(), days: objectLock.days } },
                },
                { ...kept, dependsOn: [versioning] },
            );
        return { bucket, guards: [...guards, logging, ...(lock ? [lock] : [])] };
    }
}

interface BucketBasis {
    readonly parties: pulumi.Output<TrailParties>;
    readonly key: kms.Key;
    readonly history: AuditTrailHistory;
}

function trailParties({ organization, logArchive, region, trailName }: AuditTrailArgs): pulumi.Output<TrailParties> {
    return pulumi
        .all([organization.id, organization.arn, organization.managementAccountId, logArchive.id, logArchive.roleArn])
        .apply(([organizationId, arn, managementAccountId, logArchiveId, accessRoleArn]) => {
            const partition = partitionOf(arn);
            const trailArn = `arn:${partition}:cloudtrail:${region}:${managementAccountId}:trail/${trailName ?? "organization-trail"}`;
            return { partition, organizationId, managementAccountId, logArchiveId, accessRoleArn, trailArn };
        });
}

function expiring(days: number, coldAfterDays?: number): BucketLifecycleRule {
    return {
        id: "logs",
        status: "Enabled",
        filter: { prefix: "" },
        expiration: { days },
        noncurrentVersionExpiration: { noncurrentDays: 1 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        ...(coldAfterDays !== undefined && { transitions: [{ days: coldAfterDays, storageClass: "GLACIER_IR" }] }),
    };
}

/** All calls on settings, and those on data. The trail's own bucket is left out: each log file would be an event of the next. */
function eventSelectors(
    kinds: readonly DataEventKind[],
    bucketArn: string,
): NonNullable<pulumi.Unwrap<cloudtrail.TrailArgs["advancedEventSelectors"]>> {
    return [
        { name: "Management events", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
        ...kinds.map((kind) => ({
            name: `Data events of ${kind}`,
            fieldSelectors: [
                { field: "eventCategory", equals: ["Data"] },
                { field: "resources.type", equals: [DATA_TYPES[kind]] },
                ...(kind === "s3" ? [{ field: "resources.ARN", notStartsWiths: [`${bucketArn}/`] }] : []),
            ],
        })),
    ];
}
