import { z } from "zod";
import type { TemplateResource } from "../../../../cloudformation";
import { regionOfKey } from "./regionParameter";
import { libraryBlock } from "../libraryBlock";
import { FUNCTION_STACK_ACTIONS, settingFunction, type FunctionStatement } from "../template/settingFunction";
import { stackParameters } from "../template/stackParameters";
import { attribute, ref, sub } from "../template/templateIntrinsics";
import { typedResource } from "../template/typedResource";
import { scheduleError } from "./backupSchedule";
import { BACKUP_POLICIES, BACKUP_TRUST } from "./backupRole";
import { managedPolicyArns } from "./rolePolicyParameters";

/** CloudFormation's own type fails where the vault exists, and a vault that is kept always does when the block comes back. */
const CODE = `
def apply(properties, old, identity):
    backup = boto3.client("backup")
    name, key = properties["Name"], properties["Key"]
    try:
        backup.create_backup_vault(BackupVaultName=name, **({"EncryptionKeyArn": key} if key else {}))
    except backup.exceptions.AlreadyExistsException:
        now = backup.describe_backup_vault(BackupVaultName=name).get("EncryptionKeyArn")
        if key and now != key:
            raise RuntimeError(
                f"the vault {name} exists with the key {now}, which AWS cannot change. Name that key, or choose"
                " another name for the vault"
            )
    days, before = int(properties["MinimumDays"]), int(old.get("MinimumDays", "0"))
    if days:
        backup.put_backup_vault_lock_configuration(BackupVaultName=name, MinRetentionDays=days)
    elif before:
        backup.delete_backup_vault_lock_configuration(BackupVaultName=name)
    return identity, {"Name": name}


def remove(properties, identity):
    """The vault stays with its recovery points."""
`;

const { Parameters, references } = stackParameters({
    Name: "The name of the vault",
    Key: "The ARN of the KMS key; empty: AWS's own key",
    MinimumDays: "The days for which nobody deletes a recovery point; 0: no lock",
});

const PLAN_PARAMETERS = stackParameters({
    Schedule: "When the plan backs up",
    KeepDays: "The days after which a recovery point is deleted",
    TagKey: "The tag of what is backed up",
    TagValue: "The value of that tag",
});

const plan = z.strictObject({
    schedule: z
        .string()
        .check(({ value, issues }) => {
            const message = scheduleError(value);
            if (message !== undefined) issues.push({ code: "custom", input: value, message });
        })
        .default("cron(0 3 * * ? *)")
        .describe("When it backs up, in UTC."),
    keepDays: z.int().min(1).max(36_500).default(35).describe("The days after which a recovery point is deleted."),
    tagKey: z.string().min(1).max(128).default("Backup").describe("The tag of what is backed up."),
    tagValue: z.string().max(256).default("daily").describe("The value of that tag."),
});

const VAULT_ACTIONS = [
    "backup:CreateBackupVault",
    "backup:DeleteBackupVaultLockConfiguration",
    "backup:DescribeBackupVault",
    "backup:PutBackupVaultLockConfiguration",
] as const;

/** A stored copy of https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html, "Required permissions", read 2026-11-27. */
const KEY_ACTIONS = [
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:GenerateDataKey",
    "kms:RetireGrant",
] as const;

const STATEMENTS: readonly FunctionStatement[] = [
    {
        Sid: "Vault",
        Effect: "Allow",
        Action: VAULT_ACTIONS,
        Resource: sub("arn:${AWS::Partition}:backup:${AWS::Region}:${AWS::AccountId}:backup-vault:${Name}"),
    },
    { Sid: "VaultStorage", Effect: "Allow", Action: ["backup-storage:MountCapsule"], Resource: "*" },
    {
        Sid: "VaultKey",
        Effect: "Allow",
        Action: KEY_ACTIONS,
        // Which key it is, is not known where it is AWS's own. AWS Backup alone uses it in the function's name.
        Resource: "*",
        Condition: { StringEquals: { "kms:ViaService": [sub("backup.${AWS::Region}.amazonaws.com")] } },
    },
];

export const backupVault = libraryBlock({
    name: "backup-vault",
    title: "Backup vault, and a plan if you like",
    description:
        "A vault for AWS Backup in each region, under the same name everywhere: by default the one that the guardrail `backup-by-tag` names. With `plan`, what has a tag is backed up every day too. If your organisation uses `backup-by-tag` or other backup policies, leave `plan` out, and add the block `backup-role`.",
    parameters: z
        .strictObject({
            name: z
                .string()
                .regex(/^[\w-]{2,50}$/, "use 2 to 50 letters, digits, - and _")
                .default("Default")
                .describe("The name of the vault."),
            key: z
                .string()
                .regex(/^(arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+)?$/, "use the ARN of a KMS key")
                .default("")
                .describe(
                    "The ARN of the KMS key that encrypts recovery points. Absent: AWS's own, with which no copy leaves the account.",
                ),
            minimumDays: z
                .int()
                .min(0)
                .max(36_500)
                .default(0)
                .describe(
                    "The days for which nobody deletes a recovery point (a vault lock in governance mode, which whoever may remove it can remove); 0: no lock.",
                ),
            plan: plan.optional().describe("A plan that backs up what has a tag. `{}` takes the defaults."),
        })
        .check(({ value: { plan: said, minimumDays }, issues }) => {
            if (said === undefined || said.keepDays >= minimumDays) return;
            const message = `${said.keepDays} days are fewer than minimumDays, ${minimumDays}: AWS refuses every backup of the plan. Keep them for ${minimumDays} days or more`;
            issues.push({ code: "custom", input: said.keepDays, path: ["plan", "keepDays"], message });
        }),
    isGlobal: false,
    // RDS: druva.com, read 2026-11-27. The others are from memory: not confirmed.
    price: "The vault costs nothing. Recovery points are billed by GB and month, by what is backed up: about 0.05 USD for EBS and EFS, 0.095 USD for RDS (us-east-1).",
    traps: [
        "A vault of the name that exists is used as it is. It fails only if you name a key, and the vault has another.",
        "`minimumDays` longer than the `keepDays` of a plan makes that plan's backups fail.",
        "With AWS's own key, most recovery points cannot be copied into another account.",
    ],
    whenRemoved: "The vault stays with its recovery points. The plan is deleted, and makes no new ones.",
    source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html",
    capabilities: ["CAPABILITY_IAM"],
    actions: [
        ...FUNCTION_STACK_ACTIONS,
        "backup:CreateBackupPlan",
        "backup:CreateBackupSelection",
        "backup:DeleteBackupPlan",
        "backup:DeleteBackupSelection",
        "backup:UpdateBackupPlan",
    ],
    functionActions: [...VAULT_ACTIONS, "backup-storage:MountCapsule", ...KEY_ACTIONS],
    template: (said) => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "A vault of AWS Backup",
        Parameters: { ...Parameters, ...(said.plan && PLAN_PARAMETERS.Parameters) },
        Resources: {
            ...settingFunction({
                description: "Makes the vault of AWS Backup",
                code: CODE,
                statements: STATEMENTS,
                properties: references,
            }),
            ...(said.plan && planResources()),
        },
    }),
    cloudFormationParameters: (said) => ({
        Name: said.name,
        Key: said.key,
        MinimumDays: String(said.minimumDays),
        ...(said.plan && {
            Schedule: said.plan.schedule,
            KeepDays: String(said.plan.keepDays),
            TagKey: said.plan.tagKey,
            TagValue: said.plan.tagValue,
        }),
    }),
    namedRegions: ({ Key: key = "" }) => regionOfKey(key),
});

function planResources(): Record<string, TemplateResource> {
    const { Schedule, KeepDays, TagKey, TagValue } = PLAN_PARAMETERS.references;
    return {
        // It has no name of its own: the block may be in several regions, and a role is the account's.
        PlanRole: typedResource("AWS::IAM::Role", {
            Description: "Lets AWS Backup copy what the plan selects",
            ManagedPolicyArns: managedPolicyArns(BACKUP_POLICIES),
            AssumeRolePolicyDocument: BACKUP_TRUST,
        }),
        Plan: typedResource(
            "AWS::Backup::BackupPlan",
            {
                BackupPlan: {
                    BackupPlanName: sub("${Name}-by-tag"),
                    BackupPlanRule: [
                        {
                            RuleName: "by-tag",
                            TargetBackupVault: ref("Name"),
                            ScheduleExpression: Schedule,
                            Lifecycle: { DeleteAfterDays: KeepDays },
                        },
                    ],
                },
            },
            { DependsOn: ["Setting"] },
        ),
        Selection: typedResource("AWS::Backup::BackupSelection", {
            BackupPlanId: attribute("Plan", "BackupPlanId"),
            BackupSelection: {
                SelectionName: "by-tag",
                IamRoleArn: attribute("PlanRole", "Arn"),
                ListOfTags: [{ ConditionType: "STRINGEQUALS", ConditionKey: TagKey, ConditionValue: TagValue }],
            },
        }),
    };
}
