import type { TemplateResource } from "../../../cloudformation";
import { substituted } from "./trustStatements";

/** The alias of the key, by which Pulumi names it: `awskms://alias/aws-organization`. */
export const STATE_KEY_ALIAS = "alias/aws-organization";

/** Without the state Pulumi does not know what it has created, so nothing of it goes with the stack. */
const RETAINED = { DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" } as const;

/** The key for the secrets in Pulumi's state and for its bucket. */
export function stateKeyResources(): Readonly<Record<string, TemplateResource>> {
    return {
        StateKey: {
            Type: "AWS::KMS::Key",
            ...RETAINED,
            Properties: {
                Description: "The state of aws-organization and the secrets in it",
                EnableKeyRotation: true,
                KeyPolicy: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Sid: "IdentityPoliciesDecide",
                            Effect: "Allow",
                            Principal: { AWS: substituted("arn:${AWS::Partition}:iam::${AWS::AccountId}:root") },
                            Action: "kms:*",
                            Resource: "*",
                        },
                    ],
                },
            },
        },
        StateKeyAlias: {
            Type: "AWS::KMS::Alias",
            ...RETAINED,
            Properties: { AliasName: STATE_KEY_ALIAS, TargetKeyId: { Ref: "StateKey" } },
        },
    };
}

/**
 * The bucket for Pulumi's state.
 *
 * @param key the key that encrypts it: an ARN, or what CloudFormation resolves to one.
 */
export function stateBucketResources(bucket: string, key: unknown): Readonly<Record<string, TemplateResource>> {
    return {
        StateBucket: { Type: "AWS::S3::Bucket", ...RETAINED, Properties: bucketProperties(bucket, key) },
        StateBucketPolicy: {
            Type: "AWS::S3::BucketPolicy",
            ...RETAINED,
            Properties: {
                Bucket: { Ref: "StateBucket" },
                PolicyDocument: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Sid: "OnlyEncryptedConnections",
                            Effect: "Deny",
                            Principal: "*",
                            Action: "s3:*",
                            Resource: [
                                substituted("arn:${AWS::Partition}:s3:::${StateBucket}"),
                                substituted("arn:${AWS::Partition}:s3:::${StateBucket}/*"),
                            ],
                            Condition: { Bool: { "aws:SecureTransport": "false" } },
                        },
                    ],
                },
            },
        },
    };
}

function bucketProperties(bucket: string, key: unknown): Readonly<Record<string, unknown>> {
    return {
        BucketName: substituted(bucket),
        VersioningConfiguration: { Status: "Enabled" },
        BucketEncryption: {
            ServerSideEncryptionConfiguration: [
                {
                    BucketKeyEnabled: true,
                    ServerSideEncryptionByDefault: {
                        SSEAlgorithm: "aws:kms",
                        KMSMasterKeyID: key,
                    },
                },
            ],
        },
        PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        // Pulumi writes the state after each change of a resource, so an `up` makes hundreds of versions of it.
        LifecycleConfiguration: {
            Rules: [
                {
                    Id: "old-versions",
                    Status: "Enabled",
                    NoncurrentVersionExpiration: { NoncurrentDays: 90, NewerNoncurrentVersions: 100 },
                    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
                },
            ],
        },
    };
}
