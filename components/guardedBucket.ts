import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";

/** A rule of a bucket's lifecycle. */
export type BucketLifecycleRule = Extract<
    pulumi.Unwrap<s3.BucketLifecycleConfigurationArgs["rules"]>,
    readonly unknown[]
>[number];

export interface GuardedBucketArgs {
    readonly bucket: pulumi.Input<string>;
    readonly region: string;
    /** The document that says who may use it, made from the bucket's name. */
    readonly policy: (bucket: pulumi.Output<string>) => pulumi.Input<string>;
    readonly lifecycle: readonly BucketLifecycleRule[];
    /** The ARN of the KMS key that encrypts its objects. Absent: S3's own keys. */
    readonly keyArn?: pulumi.Input<string>;
    /** Objects can be locked against deletion. It never changes: AWS would have to make another bucket. Default: false */
    readonly hasObjectLock?: boolean;
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A bucket with everything that guards it. */
export interface GuardedBucket {
    readonly bucket: s3.Bucket;
    readonly versioning: s3.BucketVersioning;
    /** What must exist before the bucket is used. */
    readonly guards: readonly pulumi.Resource[];
}

/**
 * An encrypted and versioned bucket that nobody can make public. Pulumi never deletes it or what guards it: taken out of the program it
 * stays in AWS, with its files.
 *
 * @param name the name of its resources, which never changes.
 * @param opts their parent, and the provider of the bucket's account if that is not the stack's.
 * @param importName the name of an existing bucket that this run imports instead of creating it.
 */
export function guardedBucket(
    name: string,
    { bucket: bucketName, region, policy, lifecycle, keyArn, hasObjectLock = false, tags }: GuardedBucketArgs,
    opts: pulumi.CustomResourceOptions,
    importName?: string,
): GuardedBucket {
    const kept: pulumi.CustomResourceOptions = { ...opts, retainOnDelete: true };
    const bucket = new s3.Bucket(
        name,
        {
            bucket: bucketName,
            region,
            ...(hasObjectLock && { objectLockEnabled: true }),
            tags: { ...tags },
        },
        // Without its region the provider would look for the bucket in the stack's region, and replace it in the next run.
        {
            ...kept,
            ...(importName !== undefined && { import: `${importName}@${region}`, ignoreChanges: ["tags"] }),
        },
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
    // Nothing waits for it: the AWS provider looks at it for a minute.
    new s3.BucketLifecycleConfiguration(
        name,
        { ...inIt, rules: [...lifecycle] },
        // AWS refuses rules on old versions of a bucket without versions.
        { ...kept, dependsOn: [versioning] },
    );
    const encryption = {
        applyServerSideEncryptionByDefault:
            keyArn === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        ...(keyArn !== undefined && { bucketKeyEnabled: true }),
    };
    return {
        bucket,
        versioning,
        guards: [
            isPrivate,
            versioning,
            new s3.BucketOwnershipControls(name, { ...inIt, rule: { objectOwnership: "BucketOwnerEnforced" } }, kept),
            new s3.BucketServerSideEncryptionConfiguration(name, { ...inIt, rules: [encryption] }, kept),
            new s3.BucketPolicy(name, { ...inIt, policy: policy(bucket.bucket) }, { ...kept, dependsOn: [isPrivate] }),
        ],
    };
}
