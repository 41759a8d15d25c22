import { isDeepStrictEqual } from "node:util";
import { inputText, isUnknownInput, type ResourceChange, type ResourceInputs } from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { countOf, listSome } from "../../../limits";
import { SECURITY_RESOURCES, TRAIL } from "../plan/securityResources";
import type { AuditTrailModel } from "../securityModel";
import type { SecurityPart } from "./securityPart";

/** The most names in a sentence. */
const MOST_NAMES = 5;

/** What changes of the audit trail that stays: what it records, how long logs stay, who can delete or read them. */
export function trailParts(
    changes: readonly ResourceChange[],
    model: AuditTrailModel | undefined,
): readonly SecurityPart[] {
    const of = (type: string): ResourceChange | undefined =>
        changes.find((change) => change.type === type && (change.name === TRAIL || type === SECURITY_RESOURCES.key));
    const [trail, lifecycle, lock, bucket] = [
        of(SECURITY_RESOURCES.trail),
        of(SECURITY_RESOURCES.lifecycle),
        of(SECURITY_RESOURCES.lock),
        of(SECURITY_RESOURCES.bucket),
    ];
    const guards = changes.filter(
        ({ type }) => type === SECURITY_RESOURCES.bucketPolicy || type === SECURITY_RESOURCES.key,
    );
    const parts = [
        ...(trail ? recordedParts(trail, model) : []),
        ...(lifecycle ? retentionParts(lifecycle) : []),
        ...(lock ? lockParts(lock, lifecycle && shorterRetention(lifecycle)) : []),
        ...(bucket && bucket.operation !== "update"
            ? [{ text: "writes into another bucket, and leaves the old one in AWS", risk: "attention" as const }]
            : []),
        ...(guards.length > 0
            ? [
                  {
                      text: "changes who may read and change its logs (policies of its buckets and key)",
                      risk: "attention" as const,
                  },
              ]
            : []),
    ];
    return parts.length > 0
        ? parts
        : [{ text: `changes ${countOf(changes.length, "resource")} that it consists of`, risk: "attention" }];
}

function recordedParts(
    { operation, properties, before, after }: ResourceChange,
    model: AuditTrailModel | undefined,
): readonly SecurityPart[] {
    if (operation === "delete") return [{ text: "records nothing any more", risk: "danger" }];
    if (operation === "replace") return [{ text: "is made anew, and records nothing in between", risk: "danger" }];
    // They name the bucket, which is not known if it is made anew.
    const isUnknown = isUnknownInput(after?.["advancedEventSelectors"]);
    const [had, has] = [selectorsOf(before), isUnknown && model ? selectorsIn(model) : selectorsOf(after)];
    const begun = has.filter((name) => !had.includes(name));
    const ended = had.filter((name) => !has.includes(name));
    const weaker = properties.filter((key) => before?.[key] === true && after?.[key] === false);
    return [
        ...(ended.length > 0
            ? [{ text: `no longer records ${listSome(ended, MOST_NAMES).toLowerCase()}`, risk: "danger" as const }]
            : []),
        ...(begun.length > 0
            ? [
                  {
                      text: `records ${listSome(begun, MOST_NAMES).toLowerCase()} (which AWS bills)`,
                      risk: "attention" as const,
                  },
              ]
            : []),
        ...(weaker.length > 0 ? [{ text: `turns ${listSome(weaker)} off`, risk: "danger" as const }] : []),
    ];
}

/** The names that components/security/auditTrail.ts gives them. */
function selectorsIn({ dataEvents }: AuditTrailModel): readonly string[] {
    return ["Management events", ...dataEvents.map((kind) => `Data events of ${kind}`)];
}

/** The names of what a trail records: `Data events of s3`. */
function selectorsOf(inputs: ResourceInputs | undefined): readonly string[] {
    const selectors = inputs?.["advancedEventSelectors"];
    return (Array.isArray(selectors) ? (selectors as unknown[]) : []).flatMap((one) =>
        isJsonMap(one) ? (inputText(one, "name") ?? []) : [],
    );
}

/** A shorter retention is refused unless the definition acknowledges it (judgements/trailJudgements.ts). */
function retentionParts({ before, after }: ResourceChange): readonly SecurityPart[] {
    const [had, has] = [expirationOf(before), expirationOf(after)];
    if (isDeepStrictEqual(before?.["rules"], after?.["rules"])) return [];
    if (had === has || had === undefined || has === undefined) {
        return [{ text: "keeps its logs in another way", risk: "attention" }];
    }
    return [
        {
            text: `keeps logs for ${countOf(has, "day")} instead of ${had}${has < had ? " (S3 deletes older ones)" : ""}`,
            ...(has < had ? { risk: "danger", isAcknowledged: true } : { risk: "routine" }),
        },
    ];
}

/** The new retention in days, if it is shorter than before. */
function shorterRetention({ before, after }: ResourceChange): number | undefined {
    const [had, has] = [expirationOf(before), expirationOf(after)];
    return had !== undefined && has !== undefined && has < had ? has : undefined;
}

function expirationOf(inputs: ResourceInputs | undefined): number | undefined {
    const rules = inputs?.["rules"];
    const [rule] = Array.isArray(rules) ? (rules as unknown[]) : [];
    const expiration = isJsonMap(rule) ? rule["expiration"] : undefined;
    const days = isJsonMap(expiration) ? expiration["days"] : undefined;
    return typeof days === "number" ? days : undefined;
}

/** @param shorter the retention in days if it becomes shorter: a lock for as long is no further loss. */
function lockParts({ operation, before, after }: ResourceChange, shorter: number | undefined): readonly SecurityPart[] {
    // The bucket goes on locking: this program takes no protection away from logs.
    if (operation === "delete" || operation === "forget") {
        return [{ text: "leaves the lock of its logs as AWS has it", risk: "attention" }];
    }
    const [had, has] = [lockOf(before), lockOf(after)];
    // It is made anew with another bucket.
    if (has && isDeepStrictEqual(had, has)) return [];
    const isWeaker =
        had !== undefined &&
        has !== undefined &&
        (has.days < had.days || (had.mode === "COMPLIANCE" && has.mode !== "COMPLIANCE"));
    const text = has ? `${countOf(has.days, "day")} (${has.mode.toLowerCase()})` : "another time";
    return [
        {
            text: `locks new logs for ${text}${had ? ` instead of ${had.days} (${had.mode.toLowerCase()})` : ""}${has?.mode === "COMPLIANCE" ? " (nobody can undo that)" : ""}`,
            risk: isWeaker ? "danger" : "attention",
            ...(isWeaker && had.mode === has.mode && has.days === shorter && { isAcknowledged: true as const }),
        },
    ];
}

/** Whether changes lock logs so that nothing undoes it. */
export function locksForGood(changes: readonly ResourceChange[]): boolean {
    return changes.some(({ type, after }) => type === SECURITY_RESOURCES.lock && lockOf(after)?.mode === "COMPLIANCE");
}

function lockOf(inputs: ResourceInputs | undefined): { readonly mode: string; readonly days: number } | undefined {
    const rule = inputs?.["rule"];
    const retention = isJsonMap(rule) ? rule["defaultRetention"] : undefined;
    if (!isJsonMap(retention)) return undefined;
    const { mode, days } = retention;
    return typeof mode === "string" && typeof days === "number" ? { mode, days } : undefined;
}
