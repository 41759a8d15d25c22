import { formatCount } from "../../limits/countText";
import { list } from "../../limits/messageText";
import { serviceOf, type EffectOfChange } from "./effectOfChange";
import { LIMITED, type EffectLimits } from "./effectLimits";

/** Services that are named first if not all can be named. */
const WELL_KNOWN = ["ec2", "s3", "iam", "lambda", "rds", "dynamodb", "kms", "ecs", "eks", "sqs", "sns", "cloudtrail"];

/**
 * With these, somebody ends the organisation's hold on an account, hides what is done in it, takes more rights, opens or destroys data. They
 * are named first where many actions become possible, the worst first.
 */
const DANGEROUS = [
    "account:CloseAccount",
    "organizations:LeaveOrganization",
    "cloudtrail:StopLogging",
    "cloudtrail:DeleteTrail",
    "guardduty:DeleteDetector",
    "config:StopConfigurationRecorder",
    "iam:CreateAccessKey",
    "iam:AttachRolePolicy",
    "iam:UpdateAssumeRolePolicy",
    "iam:CreateUser",
    "kms:ScheduleKeyDeletion",
    "backup:DeleteRecoveryPoint",
    "s3:PutAccountPublicAccessBlock",
    "s3:PutBucketPolicy",
    "s3:DeleteBucket",
    "ec2:DisableEbsEncryptionByDefault",
    "rds:DeleteDBCluster",
    "rds:DeleteDBInstance",
    "dynamodb:DeleteTable",
    "ec2:TerminateInstances",
    "ec2:RunInstances",
];
const MOST_DANGEROUS = 3;

/** The worst of many actions, at most three. */
export function dangerousOf(actions: readonly string[]): readonly string[] {
    const given = new Set(actions);
    return DANGEROUS.filter((action) => given.has(action)).slice(0, MOST_DANGEROUS);
}

/** The part of all actions from which on people read "almost every". */
const ALMOST = 0.97;

/** `every action of every service`, `almost every action (22,056, of 456 services)`, `ec2 (all 640 actions)`, `s3: DeleteBucket and DeleteObject`, `1,204 actions of 17 services (...)`. */
export function actionsInWords(
    actions: readonly string[],
    { sizes, services }: Pick<EffectOfChange, "sizes" | "services">,
    limits: EffectLimits = LIMITED,
): string {
    const byService = new Map<string, string[]>();
    for (const action of actions) {
        const service = serviceOf(action);
        byService.set(service, [...(byService.get(service) ?? []), action.slice(service.length + 1)]);
    }
    const isWhole = (service: string): boolean => byService.get(service)?.length === sizes.get(service);
    const names = [...byService.keys()].sort(byRank);
    const count = formatCount(actions.length);
    if (services !== undefined && names.length >= services && names.every(isWhole)) {
        return `every action of every service (${count})`;
    }
    const all = names.reduce((sum, service) => sum + (sizes.get(service) ?? 0), 0);
    if (services !== undefined && names.length >= ALMOST * services && actions.length >= ALMOST * all) {
        return `almost every action (${count}, of ${names.length} services)`;
    }
    if (names.length > limits.services) {
        return `${count} actions of ${names.length} services (${list(names, limits.services - 1)})`;
    }
    return names
        .map((service) => {
            const own = byService.get(service) ?? [];
            return own.length > 1 && isWhole(service)
                ? `${service} (all ${own.length} actions)`
                : `${service}: ${list(own, limits.actions)}`;
        })
        .join("; ");
}

function byRank(one: string, two: string): number {
    const rank = (service: string): number => (WELL_KNOWN.includes(service) ? WELL_KNOWN.indexOf(service) : 99);
    return rank(one) - rank(two) || (one < two ? -1 : 1);
}
