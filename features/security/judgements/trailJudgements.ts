import type { ExistingState } from "../../../definition/feature";
import { list, quoted } from "../../../limits";
import type { FoundSecurity, FoundTrail } from "../plan/foundSecurity";
import { outputsOf, SECURITY_RESOURCES, TRAIL } from "../plan/securityResources";
import type { AuditTrailModel, SecurityModel } from "../securityModel";
import type { SecurityJudgement } from "./securityJudgement";

/** Control Tower's trail. Public code that refers to it, such as KMS key policies; AWS's own page was not readable on 2026-11-27. */
const CONTROL_TOWER_TRAIL = "aws-controltower-BaselineCloudTrail";

/** What happens to logs, and whether AWS records everything twice. */
export function trailChanges(model: SecurityModel, before: ExistingState, found: FoundSecurity): SecurityJudgement {
    const { auditTrail } = model;
    if (!auditTrail) return { refused: [], warnings: [] };
    const { resources } = before;
    return {
        refused: [
            ...otherTrails(auditTrail, found.trails),
            ...unreadTrails(found),
            ...takenName(found),
            ...takenBucket(found),
            ...shorterRetention(auditTrail, resources, found),
        ],
        warnings: [
            ...lockWarnings(auditTrail, resources),
            ...(found.leftTrail === undefined
                ? []
                : [
                      `the bucket ${quoted(found.leftTrail.bucket)}, which an earlier trail has left, is taken over with its logs`,
                  ]),
            ...otherBucket(auditTrail, resources),
            ...besideWarnings(auditTrail, found.trails),
        ],
    };
}

/** A second trail records everything a second time, and AWS bills that. */
function otherTrails({ name, besides }: AuditTrailModel, trails: readonly FoundTrail[]): SecurityJudgement["refused"] {
    const unknown = trails.filter((trail) => !besides.includes(trail.name));
    if (unknown.length === 0) return [];
    const names = unknown.map((trail) => trail.name);
    const described = unknown.map(
        (trail) =>
            `${quoted(trail.name)}${trail.name === CONTROL_TOWER_TRAIL ? ", which is Control Tower's," : ""} into the bucket ${quoted(trail.bucket)}`,
    );
    const same = names.includes(name);
    return [
        {
            path: ["security", "auditTrail"],
            message:
                `the organisation has a trail already: ${list(described)}. A second one records everything twice, and AWS bills the second copy: 2 USD per 100,000 events. ` +
                "Leave auditTrail out to keep the one that exists. To have both, write\n" +
                `security: { auditTrail: { ${same ? `name: ${name}-2, ` : ""}besides: [${names.join(", ")}] } }`,
        },
    ];
}

function besideWarnings({ besides }: AuditTrailModel, trails: readonly FoundTrail[]): string[] {
    const beside = trails.filter(({ name }) => besides.includes(name));
    return beside.length === 0
        ? []
        : [
              `the organisation has the trail ${list(beside.map(({ name }) => quoted(name)))} too: AWS bills the second copy of all events`,
          ];
}

/** Without an answer a second trail would be made silently. */
function unreadTrails({ areTrailsUnread, unread }: FoundSecurity): SecurityJudgement["refused"] {
    return areTrailsUnread
        ? [
              {
                  path: ["security", "auditTrail"],
                  message: `whether the organisation has a trail already is not known, and AWS bills a second one: ${unread.find((one) => one.startsWith("the organisation's trails")) ?? "AWS does not say"}. Allow cloudtrail:DescribeTrails (docs/aws-roles.md)`,
              },
          ]
        : [];
}

function takenName({ takenTrailName: name }: FoundSecurity): SecurityJudgement["refused"] {
    return name === undefined
        ? []
        : [
              {
                  path: ["security", "auditTrail"],
                  message: `the management account has a trail ${quoted(name)} already, which is not of the organisation. Give another name: security: { auditTrail: { name: ${name}-2 } }`,
              },
          ];
}

function takenBucket({ takenBucket: bucket }: FoundSecurity): SecurityJudgement["refused"] {
    return bucket === undefined
        ? []
        : [
              {
                  path: ["security", "auditTrail"],
                  message:
                      `the bucket ${quoted(bucket)} exists already, and no trail of this program has made it. Give another name: security: { auditTrail: { bucket: ... } }. ` +
                      "If it is empty in the log archive, because a run was killed when it made it, delete it there instead",
              },
          ];
}

/** Whoever shortens the retention deletes logs within a day, and nobody gets them back. A bucket that is taken over is none the less full. */
function shorterRetention(
    { retentionDays, acknowledgedDays }: AuditTrailModel,
    resources: ExistingState["resources"],
    { leftTrail }: FoundSecurity,
): SecurityJudgement["refused"] {
    const rules = outputsOf(resources, SECURITY_RESOURCES.lifecycle, TRAIL)?.["rules"];
    const [rule] = Array.isArray(rules) ? (rules as { readonly expiration?: { readonly days?: number } }[]) : [];
    const before = leftTrail ? (leftTrail.retentionDays ?? Number.POSITIVE_INFINITY) : rule?.expiration?.days;
    if (before === undefined || retentionDays >= before || acknowledgedDays === retentionDays) return [];
    const isForEver = before === Number.POSITIVE_INFINITY;
    return [
        {
            path: ["security", "auditTrail", "retentionDays"],
            message:
                `logs are kept ${isForEver ? "for ever" : `for ${before} days`}${leftTrail ? ` in the bucket ${quoted(leftTrail.bucket)} that an earlier trail has left` : ""}, and would be for ${retentionDays}: S3 would delete all older ones within days, except those that are locked, and nobody gets them back. ` +
                `${isForEver ? "Give more days" : `Keep retentionDays: ${before}`}, or write\nsecurity: { auditTrail: { retentionDays: ${retentionDays}, acknowledge: { deletesLogsAfterDays: ${retentionDays} } } }`,
        },
    ];
}

/** What locks mean for logs that are there already, which no change of the definition reaches. */
function lockWarnings({ objectLock }: AuditTrailModel, resources: ExistingState["resources"]): string[] {
    const before = lockInState(resources);
    const isCompliance = objectLock?.mode === "compliance";
    const isStricter = isCompliance && (before?.mode !== "COMPLIANCE" || before.days < objectLock.days);
    return [
        ...(isStricter
            ? [
                  `nobody can delete a new log of the trail for ${objectLock.days} days, not even AWS or the root user, and nothing undoes it. S3 bills them until then`,
              ]
            : []),
        ...(before && !objectLock
            ? [
                  "`objectLock: false` changes nothing in AWS: the bucket goes on locking new logs as before, because this program takes no protection away from logs. Whoever wants that does it in the log archive, in the console of S3",
              ]
            : []),
        ...(before && objectLock && (before.days > objectLock.days || (before.mode === "COMPLIANCE" && !isCompliance))
            ? [
                  `new logs are locked for ${objectLock.days} days (${objectLock.mode}). Those that are there stay locked as they were: for ${before.days} days (${before.mode.toLowerCase()})`,
              ]
            : []),
    ];
}

/** The lock that the stack has given to the bucket. */
function lockInState(
    resources: ExistingState["resources"],
): { readonly mode: string; readonly days: number } | undefined {
    const rule = outputsOf(resources, SECURITY_RESOURCES.lock, TRAIL)?.["rule"] as
        { readonly defaultRetention?: { readonly mode?: string; readonly days?: number } } | undefined;
    const { mode, days } = rule?.defaultRetention ?? {};
    return mode === undefined || days === undefined ? undefined : { mode, days };
}

function otherBucket({ bucket }: AuditTrailModel, resources: ExistingState["resources"]): string[] {
    const before = outputsOf(resources, SECURITY_RESOURCES.bucket, TRAIL)?.["bucket"];
    if (typeof before !== "string") return [];
    const isSame = bucket === undefined ? /^organization-trail-\d{12}$/.test(before) : bucket === before;
    return isSame
        ? []
        : [
              `the trail writes into the bucket ${quoted(bucket ?? "organization-trail-<log archive>")}. The bucket ${quoted(before)} stays in AWS with its logs, and this stack forgets it`,
          ];
}
