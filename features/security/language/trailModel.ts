import type { Path, Report } from "../../../definition/problemReport";
import { withoutUndefined } from "../../../definition/resolution/withoutUndefined";
import { BUCKET_NAME, textError, TRAIL_DAYS, TRAIL_NAME } from "../../../limits";
import type { AuditTrailModel } from "../securityModel";
import type { SecurityInput } from "./securitySchema";
import { checkTwice } from "./writtenWords";

const PATH = ["security", "auditTrail"];
/** The end of the name of the bucket with the access logs of the trail's bucket. */
const ACCESS_LOGS = "-access";

/** The settings of the trail, with their defaults. */
export function trailModel(input: SecurityInput["auditTrail"], report: Report): AuditTrailModel | undefined {
    if (input === undefined || input === false) return undefined;
    const said = input === true ? {} : input;
    const { name = "organization-trail", bucket, retentionDays = 365, coldAfterDays, objectLock } = said;
    const { dataEvents = [], besides = [], acknowledge } = said;
    for (const [key, limits, text] of [
        ["name", TRAIL_NAME, name],
        ["bucket", BUCKET_NAME, bucket],
    ] as const) {
        const error = text === undefined ? undefined : textError(limits, text);
        if (error) report.add([...PATH, key], error);
    }
    if (bucket !== undefined && !report.hasMistakeAt([...PATH, "bucket"])) {
        const error = textError(BUCKET_NAME, `${bucket}${ACCESS_LOGS}`);
        if (error)
            report.add([...PATH, "bucket"], `the bucket of its access logs has ${ACCESS_LOGS} besides: ${error}`);
    }
    for (const [index, one] of besides.entries()) {
        const error = textError(TRAIL_NAME, one);
        if (error) report.add([...PATH, "besides", index], error);
    }
    for (const [key, days] of Object.entries(acknowledge ?? {})) checkDays(days, [...PATH, "acknowledge", key], report);
    if (besides.includes(name)) report.add([...PATH, "besides"], `names ${name}, which is the trail's own name`);
    checkTwice(dataEvents, [...PATH, "dataEvents"], report);
    checkTwice(besides, [...PATH, "besides"], report);
    checkDays(retentionDays, [...PATH, "retentionDays"], report);
    if (coldAfterDays !== undefined) {
        checkDays(coldAfterDays, [...PATH, "coldAfterDays"], report);
        if (coldAfterDays >= retentionDays) {
            report.add(
                [...PATH, "coldAfterDays"],
                `${coldAfterDays} days, and logs are deleted after ${retentionDays}: give less, or leave it out`,
            );
        }
    }
    return {
        name,
        ...withoutUndefined({ bucket, coldAfterDays }),
        retentionDays,
        ...withoutUndefined({ acknowledgedDays: acknowledge?.deletesLogsAfterDays }),
        ...(objectLock !== false && {
            objectLock: lockOf(objectLock, retentionDays, acknowledge?.locksLogsForDays, report),
        }),
        dataEvents: [...new Set(dataEvents)],
        besides: [...new Set(besides)],
    };
}

function lockOf(
    { mode = "governance", days }: Exclude<TrailSettings["objectLock"], false | undefined> = {},
    retentionDays: number,
    acknowledgedDays: number | undefined,
    report: Report,
): NonNullable<AuditTrailModel["objectLock"]> {
    const path = [...PATH, "objectLock", "days"];
    if (days !== undefined) {
        checkDays(days, path, report);
        if (days > retentionDays) {
            report.add(
                path,
                `${days} days, and logs are deleted after ${retentionDays}: nobody could delete them then. Give at most ${retentionDays}`,
            );
        }
    }
    const locked = days ?? retentionDays;
    if (mode === "compliance" && acknowledgedDays !== locked) {
        report.add(
            [...PATH, "objectLock", "mode"],
            `compliance means that nobody can delete a log for ${locked} days, not even AWS or the root user, and nothing undoes it for logs that are written. S3 bills them until then. ` +
                `Use governance, where whoever has the access role of the log archive can still free one, or write\nsecurity: { auditTrail: { acknowledge: { locksLogsForDays: ${locked} } } }`,
        );
    }
    return { mode, days: locked };
}

type TrailSettings = Exclude<SecurityInput["auditTrail"], boolean | undefined>;

function checkDays(days: number, path: Path, report: Report): void {
    const { min, max } = TRAIL_DAYS;
    if (!(Number.isInteger(days) && days >= min && days <= max)) {
        report.add(path, `${days} is no number of days: give ${min} to ${max}`);
    }
}
