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
    const isNew = outputsOf(resources, SECURITY_RESOURCES.trail, TRAIL) === undefined;
    return {
        refused: [
            ...otherTrails(auditTrail, found.trails),
            ...takenBucket(found),
            ...shorterRetention(auditTrail, resources),
        ],
        warnings: [
            ...(isNew ? lockWarnings(auditTrail) : []),
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

function takenBucket({ takenBucket: bucket }: FoundSecurity): SecurityJudgement["refused"] {
    return bucket === undefined
        ? []
        : [
              {
                  path: ["security", "auditTrail"],
                  message: `the bucket ${quoted(bucket)} exists already, and no trail of this program has made it. Give another name: security: { auditTrail: { bucket: ... } }`,
              },
          ];
}

/** Whoever shortens the retention deletes logs within a day, and nobody gets them back. */
function shorterRetention(
    { retentionDays, acknowledgedDays }: AuditTrailModel,
    resources: ExistingState["resources"],
): SecurityJudgement["refused"] {
    const rules = outputsOf(resources, SECURITY_RESOURCES.lifecycle, TRAIL)?.["rules"];
    const [rule] = Array.isArray(rules) ? (rules as { readonly expiration?: { readonly days?: number } }[]) : [];
    const before = rule?.expiration?.days;
    if (before === undefined || retentionDays >= before || acknowledgedDays === retentionDays) return [];
    return [
        {
            path: ["security", "auditTrail", "retentionDays"],
            message:
                `logs are kept for ${before} days, and would be for ${retentionDays}: S3 would delete all older ones within days, except those that are locked, and nobody gets them back. ` +
                `Keep retentionDays: ${before}, or write\nsecurity: { auditTrail: { retentionDays: ${retentionDays}, acknowledge: { deletesLogsAfterDays: ${retentionDays} } } }`,
        },
    ];
}

function lockWarnings({ objectLock }: AuditTrailModel): string[] {
    return objectLock?.mode === "compliance"
        ? [
              `nobody can delete a log of the trail for ${objectLock.days} days, not even AWS, and the log archive cannot be emptied before. S3 bills them until then`,
          ]
        : [];
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
