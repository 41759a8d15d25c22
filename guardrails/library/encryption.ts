import { z } from "zod";
import { denying, denyingEverybody, exemptRoles, guardrail, unlessRoles, type DenyStatement } from "../guardrail";

/**
 * `Bool` if AWS always says whether the resource is encrypted, `BoolIfExists` if the caller may leave it out: then a request that does
 * not ask for encryption is denied too, because otherwise leaving it out would bypass the guardrail.
 */
const UNENCRYPTED = {
    ebs: [
        {
            Sid: "DenyUnencryptedVolumes",
            Action: ["ec2:CreateVolume", "ec2:RunInstances"],
            Resource: ["arn:*:ec2:*:*:volume/*"],
            Condition: { Bool: { "ec2:Encrypted": "false" } },
        },
        { Sid: "KeepEncryptionByDefault", Action: ["ec2:DisableEbsEncryptionByDefault"] },
    ],
    efs: [
        {
            Sid: "DenyUnencryptedFileSystems",
            Action: ["elasticfilesystem:CreateFileSystem"],
            Condition: { BoolIfExists: { "elasticfilesystem:Encrypted": "false" } },
        },
    ],
    rds: [
        {
            Sid: "DenyUnencryptedClusters",
            Action: ["rds:CreateDBCluster", "rds:RestoreDBClusterFromS3"],
            Condition: { BoolIfExists: { "rds:StorageEncrypted": "false" } },
        },
        {
            // An instance in a cluster is encrypted if the cluster is, and the request for it does not say so.
            Sid: "DenyUnencryptedDatabases",
            Action: ["rds:CreateDBInstance", "rds:RestoreDBInstanceFromS3"],
            Condition: {
                BoolIfExists: { "rds:StorageEncrypted": "false" },
                StringNotLike: { "rds:DatabaseEngine": ["aurora*", "docdb*", "neptune*"] },
            },
        },
    ],
} as const satisfies Record<string, readonly DenyStatement[]>;

type Store = keyof typeof UNENCRYPTED;
const STORES = Object.keys(UNENCRYPTED) as [Store, ...Store[]];

export const requireEncryption = guardrail({
    name: "require-encryption",
    type: "SERVICE_CONTROL_POLICY",
    description: "New volumes, file systems and databases are encrypted; encryption of volumes by default stays on.",
    mayBreak:
        "Databases and file systems whose template does not ask for encryption, even if AWS would encrypt them; launches from unencrypted images if encryption by default is off. What exists stays as it is, and a snapshot of an unencrypted database can still be restored.",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
    parameters: z.strictObject({
        services: z
            .array(z.enum(STORES))
            .min(1)
            .default([...STORES])
            .describe("The services: ebs (volumes), efs (file systems), rds (databases and clusters)."),
        exemptRoles: exemptRoles.default([]),
    }),
    document: ({ services, exemptRoles: roles }) =>
        denying(
            ...STORES.filter((store) => services.includes(store)).flatMap((store) =>
                UNENCRYPTED[store].map((statement: DenyStatement) => ({
                    ...statement,
                    ...((statement.Condition ?? roles.length > 0) && {
                        Condition: { ...statement.Condition, ...unlessRoles(roles).Condition },
                    }),
                })),
            ),
        ),
});

const HEADER = "s3:x-amz-server-side-encryption";
const NOT_KMS = { StringNotEquals: { [HEADER]: ["aws:kms", "aws:kms:dsse"] } };

export const s3Encryption = guardrail({
    name: "s3-encryption",
    type: "RESOURCE_CONTROL_POLICY",
    description:
        "Nobody encrypts objects with a key that only they have (SSE-C), as extortioners do; on demand, KMS only.",
    mayBreak:
        "Programs that use SSE-C. With `kms: stated`, uploads that ask for SSE-S3. With `kms: always`, uploads that do not ask for KMS themselves, even if the bucket's default is KMS.",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html",
    parameters: z.strictObject({
        denyCustomerKeys: z
            .boolean()
            .default(true)
            .describe("Whether uploads with a key of the caller's own are denied."),
        kms: z
            .enum(["any", "stated", "always"])
            .default("any")
            .describe(
                "any: S3 encrypts everything anyway, with its own key or KMS. stated: uploads that ask for another encryption than KMS are denied; others take the bucket's default. always: uploads must ask for KMS themselves. AWS services are spared.",
            ),
    }),
    document: ({ denyCustomerKeys, kms }) => {
        const spareServices = { BoolIfExists: { "aws:PrincipalIsAWSService": "false" } };
        const statements: DenyStatement[] = [
            ...(denyCustomerKeys
                ? [
                      {
                          Sid: "DenyCustomerKeys",
                          Action: ["s3:PutObject"],
                          Condition: { Null: { [`${HEADER}-customer-algorithm`]: "false" } },
                      },
                  ]
                : []),
            ...(kms === "any"
                ? []
                : [
                      {
                          Sid: "RequireKms",
                          Action: ["s3:PutObject"],
                          Condition: {
                              ...NOT_KMS,
                              ...(kms === "stated" && { Null: { [HEADER]: "false" } }),
                              ...spareServices,
                          },
                      },
                  ]),
        ];
        return denyingEverybody(...statements);
    },
});
