import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { stackParameters } from "../template/stackParameters";
import { ref } from "../template/templateIntrinsics";
import { typedResource } from "../template/typedResource";
import { managedPolicyArns } from "./rolePermissions";
import { roleName, ROLE_STACK_ACTIONS, TAKEN_ROLE_NAME } from "./roleNameParameter";

/**
 * AWS Backup's own policies for its role; those for S3 are separate:
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html (2026-11-27)
 */
export const BACKUP_POLICIES: readonly string[] = [
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
    "AWSBackupServiceRolePolicyForS3Backup",
    "AWSBackupServiceRolePolicyForS3Restore",
];

/** Lets AWS Backup of the account assume a role. */
export const BACKUP_TRUST = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "Backup",
            Effect: "Allow",
            Principal: { Service: "backup.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": ref("AWS::AccountId") } },
        },
    ],
};

const { Parameters, references } = stackParameters({ Name: "The name of the role" });

export const backupRole = libraryBlock({
    name: "backup-role",
    title: "Role of AWS Backup",
    description:
        "The role with which AWS Backup copies and restores. A backup policy of the organisation names a role that every account must have: this one. It is a block of its own, because a role is the account's and a vault is a region's.",
    parameters: z.strictObject({
        name: roleName.default("backup").describe("The name of the role, as backup policies name it."),
    }),
    isGlobal: true,
    price: "Nothing.",
    traps: [TAKEN_ROLE_NAME],
    whenRemoved: "The role is deleted. Backup plans and policies that name it fail.",
    source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html",
    capabilities: ["CAPABILITY_NAMED_IAM"],
    actions: ROLE_STACK_ACTIONS,
    template: () => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "The role of AWS Backup",
        Parameters,
        Resources: {
            Role: typedResource("AWS::IAM::Role", {
                RoleName: references.Name,
                Description: "Lets AWS Backup copy and restore",
                ManagedPolicyArns: managedPolicyArns(BACKUP_POLICIES),
                AssumeRolePolicyDocument: BACKUP_TRUST,
            }),
        },
    }),
    cloudFormationParameters: ({ name }) => ({ Name: name }),
});
