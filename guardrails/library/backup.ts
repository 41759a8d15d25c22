import { z } from "zod";
import { assign, denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";
import { regionCodes } from "./regionDeny";

const days = z.int().min(1).max(36_500);
/** Backups that move to cold storage stay there for 90 days at least. */
const COLD_DAYS = 90;

const retention = {
    deleteAfterDays: days.describe("After how many days a backup is deleted."),
    coldAfterDays: days.optional().describe("After how many days a backup moves to cold storage, if its kind can."),
};

interface Retention {
    readonly deleteAfterDays: number;
    readonly coldAfterDays?: number | undefined;
}

const fitsCold = ({ deleteAfterDays, coldAfterDays }: Retention): boolean =>
    coldAfterDays === undefined || deleteAfterDays >= coldAfterDays + COLD_DAYS;
const COLD = `deletes backups too early: those in cold storage stay there for ${COLD_DAYS} days, so deleteAfterDays must be at least coldAfterDays + ${COLD_DAYS}`;

const vaultName = z
    .string()
    .regex(/^[A-Za-z0-9_-]{2,50}$/, "use the name of a backup vault, of 2 to 50 letters, digits, - and _");

const plan = z
    .strictObject({
        schedule: z
            .string()
            .regex(/^(cron|rate)\(.+\)$/, "use an expression such as cron(0 5 ? * * *), in UTC")
            .describe("When backups are made, as AWS's cron expression in UTC."),
        ...retention,
        continuous: z
            .boolean()
            .default(false)
            .describe(
                "Continuous backups, which restore to any second of the last days (35 at most), for databases and buckets that support it.",
            ),
        copyTo: z
            .array(
                z
                    .strictObject({
                        region: regionCodes,
                        vault: vaultName.optional().describe("Default: the plan's own vault name."),
                        account: z
                            .string()
                            .regex(/^\d{12}$/, "use the number of an account in quotes, 12 digits")
                            .optional()
                            .describe("Default: the same account."),
                        ...retention,
                    })
                    .refine(fitsCold, COLD),
            )
            .default([])
            .describe("Copies of each backup, in other regions or accounts; a region-deny must allow the region."),
    })
    .refine(fitsCold, COLD)
    .refine(({ continuous, deleteAfterDays }) => !continuous || deleteAfterDays <= 35, {
        error: "is continuous, but such backups are kept for 35 days at most",
    });

const DAILY = { schedule: "cron(0 3 ? * * *)", deleteAfterDays: 35 };
const WEEKLY = { schedule: "cron(0 4 ? * 1 *)", deleteAfterDays: 90 };
const YEARLY = { schedule: "cron(0 5 1 1 ? *)", deleteAfterDays: 2_557, coldAfterDays: 30 };

export const backupByTag = guardrail({
    name: "backup-by-tag",
    type: "BACKUP_POLICY",
    description: "What has the tag Backup is backed up: daily, weekly or yearly, as its value says.",
    mayBreak:
        "Nothing, but backups cost money. If the role or the vault is missing in an account, AWS makes no backup there and reports that only in AWS Backup: create both first.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html",
    example: { regions: ["eu-central-1"] },
    parameters: z.strictObject({
        regions: z.array(regionCodes).min(1).describe("The regions whose resources are backed up."),
        plans: z
            .record(z.string().regex(/^[A-Za-z0-9_-]{1,50}$/, "use letters, digits, - and _"), plan)
            .refine((plans) => Object.keys(plans).length > 0, "has no plan: give at least one")
            .default({
                daily: { ...DAILY, continuous: false, copyTo: [] },
                weekly: { ...WEEKLY, continuous: false, copyTo: [] },
                yearly: { ...YEARLY, continuous: false, copyTo: [] },
            })
            .describe(
                "The plans by the value of the tag: schedule, deleteAfterDays, coldAfterDays, continuous, copyTo (region, vault, account, deleteAfterDays, coldAfterDays; a region-deny must allow the region). They replace the three default plans.",
            ),
        tagKey: z.string().min(1).max(128).default("Backup").describe("The tag that says how to back up."),
        vault: vaultName.default("Default").describe("The vault, by its name in every account and region."),
        role: z
            .string()
            .regex(/^[\w+=,.@/-]{1,128}$/, "use the name of a role, with its path")
            .default("service-role/AWSBackupDefaultServiceRole")
            .describe("The role that AWS Backup assumes in every account, with its path."),
    }),
    document: ({ regions, plans, tagKey, vault, role }) => ({
        plans: Object.fromEntries(
            Object.entries(plans).map(([name, { schedule, continuous, copyTo, ...kept }]) => [
                name,
                {
                    regions: assign([...regions].sort()),
                    rules: {
                        [name]: {
                            schedule_expression: assign(schedule),
                            target_backup_vault_name: assign(vault),
                            ...(continuous && { enable_continuous_backup: assign(true) }),
                            lifecycle: lifecycle(kept),
                            ...(copyTo.length > 0 && {
                                copy_actions: Object.fromEntries(
                                    copyTo.map(({ region, account = "$account", vault: to = vault, ...keptThere }) => {
                                        const arn = `arn:${partition(region)}:backup:${region}:${account}:backup-vault:${to}`;
                                        return [
                                            arn,
                                            { target_backup_vault_arn: assign(arn), lifecycle: lifecycle(keptThere) },
                                        ];
                                    }),
                                ),
                            }),
                        },
                    },
                    selections: {
                        tags: {
                            [name]: {
                                iam_role_arn: assign(`arn:${partition(regions[0] ?? "")}:iam::$account:role/${role}`),
                                tag_key: assign(tagKey),
                                tag_value: assign([name]),
                            },
                        },
                    },
                },
            ]),
        ),
    }),
});

/** AWS takes days as texts here. */
function lifecycle({ deleteAfterDays, coldAfterDays }: Retention): Record<string, unknown> {
    return {
        ...(coldAfterDays !== undefined && { move_to_cold_storage_after_days: assign(String(coldAfterDays)) }),
        delete_after_days: assign(String(deleteAfterDays)),
    };
}

function partition(region: string): string {
    return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

export const protectBackups = guardrail({
    name: "protect-backups",
    type: "SERVICE_CONTROL_POLICY",
    description: "Backups stay: no vault, backup, plan, lock or policy of a vault can be deleted or weakened.",
    mayBreak: "Cleaning up backups by hand, and setting policies of vaults; AWS Backup still deletes what has expired.",
    source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/security-considerations.html",
    parameters: z.strictObject({ exemptRoles: exemptRoles.default([]) }),
    document: ({ exemptRoles: roles }) =>
        denying({
            Sid: "ProtectBackups",
            Action: [
                "backup:DeleteBackupPlan",
                "backup:DeleteBackupSelection",
                "backup:DeleteBackupVault",
                "backup:DeleteBackupVaultAccessPolicy",
                "backup:DeleteBackupVaultLockConfiguration",
                "backup:DeleteRecoveryPoint",
                "backup:PutBackupVaultAccessPolicy",
                "backup:PutBackupVaultLockConfiguration",
                "backup:UpdateRecoveryPointLifecycle",
                "backup:UpdateRegionSettings",
            ],
            ...unlessRoles(roles),
        }),
});
