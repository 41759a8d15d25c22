import { z } from "zod";
import { regionOfKey } from "./regionParameter";
import { libraryBlock } from "../libraryBlock";
import { SETTING_STAYS } from "../template/functionCode";
import { FUNCTION_STACK_ACTIONS, settingFunction } from "../template/settingFunction";
import { stackParameters } from "../template/stackParameters";
import { managementAccount } from "./managementAccountParameter";

const CODE = `
def apply(properties, old, identity):
    ec2 = boto3.client("ec2")
    ec2.enable_ebs_encryption_by_default()
    if properties["Key"]:
        ec2.modify_ebs_default_kms_key_id(KmsKeyId=properties["Key"])
    elif old.get("Key"):
        # The block has set the key, so the block takes it back. A key set by hand stays.
        ec2.reset_ebs_default_kms_key_id()
    return identity, {}
${SETTING_STAYS}`;

const { Parameters, references } = stackParameters({
    Key: "The ARN or alias of the KMS key for new volumes; empty: the key that is set, or else AWS's own",
});

const ACTIONS = [
    "ec2:EnableEbsEncryptionByDefault",
    "ec2:ModifyEbsDefaultKmsKeyId",
    "ec2:ResetEbsDefaultKmsKeyId",
] as const;

export const ebsEncryption = libraryBlock({
    name: "ebs-encryption",
    title: "EBS encryption by default",
    description:
        "New EBS volumes and copies of snapshots are encrypted, whether or not who makes them asks for it. Volumes that exist stay as they are.",
    parameters: z.strictObject({
        key: z
            .string()
            .regex(/^(arn:[\w-]+:kms:[\w-]+:\d{12}:(key|alias)\/[\w/:-]+|alias\/[\w/-]+)?$/, {
                error: "use the ARN of a KMS key, or an alias such as alias/ebs",
            })
            .default("")
            .describe("The KMS key: an ARN, or an alias that exists in every account and region. Absent: AWS's own."),
        managementAccount,
    }),
    isGlobal: false,
    sets: "encryption of EBS volumes by default",
    // factualminds.com, June 2026, read 2026-11-27.
    price: "Nothing with AWS's own key. Each request to a KMS key of your own costs 0.03 USD for 10,000.",
    traps: [
        "Snapshots and images that are encrypted with AWS's own key cannot be shared with other accounts. Where accounts share images, set a key of your own.",
        "Auto Scaling and other services need access to a key of your own, by its key policy. Without it their instances do not start.",
    ],
    whenRemoved: "Encryption by default stays on.",
    source: "https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html",
    capabilities: ["CAPABILITY_IAM"],
    actions: FUNCTION_STACK_ACTIONS,
    functionActions: [...ACTIONS, "kms:DescribeKey"],
    template: () => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "EBS encryption by default",
        Parameters,
        Resources: settingFunction({
            description: "Switches EBS encryption by default on",
            code: CODE,
            statements: [
                // These actions know no resources; EC2 looks at the key in the caller's name.
                { Sid: "Encryption", Effect: "Allow", Action: [...ACTIONS, "kms:DescribeKey"], Resource: "*" },
            ],
            properties: references,
        }),
    }),
    cloudFormationParameters: ({ key }) => ({ Key: key }),
    namedRegions: ({ Key: key = "" }) => regionOfKey(key),
    inManagementAccount: (said, regions) =>
        said.managementAccount ? regions.map((region) => ({ kind: "ebs-encryption", region })) : [],
});
