/** From the least to the most severe. */
export const FINDING_SEVERITIES = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** A service that finds something. */
export type FindingSource = "guardduty" | "security-hub" | "inspector" | "macie" | "access-analyzer";

/** An event pattern of EventBridge. */
export interface FindingPattern {
    readonly key: FindingSource;
    readonly pattern: object;
}

/**
 * GuardDuty's severities are numbers. A stored copy of https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html, and
 * botocore 1.44.5 (guardduty 2017-11-28, CreateFilter), read on 2026-11-27.
 */
const GUARDDUTY_FROM: Readonly<Record<FindingSeverity, number>> = { LOW: 1, MEDIUM: 4, HIGH: 7, CRITICAL: 9 };

/**
 * The patterns that match findings from a severity up. Security Hub collects those of all other services, so with it there is one.
 *
 * Read on 2026-11-27: securityhub-cwe-event-formats.md (awsdocs/aws-security-hub-user-guide), and the beginnings of stored copies of Inspector's
 * eventbridge-integration and EventBridge's events-ref-access-analyzer. From memory, not confirmed: GuardDuty's and Macie's types of events, and
 * the fields in `detail` besides those of Security Hub. Access Analyzer's findings have no severity: they are told from HIGH down. Those of
 * unused access have another type of event, and are not told.
 */
export function findingPatterns(
    sources: readonly FindingSource[],
    severity: FindingSeverity,
): readonly FindingPattern[] {
    const from = FINDING_SEVERITIES.slice(FINDING_SEVERITIES.indexOf(severity));
    const all: Readonly<Record<FindingSource, object>> = {
        "security-hub": {
            source: ["aws.securityhub"],
            "detail-type": ["Security Hub Findings - Imported"],
            detail: {
                findings: {
                    Severity: { Label: from },
                    RecordState: ["ACTIVE"],
                    Workflow: { Status: ["NEW"] },
                },
            },
        },
        guardduty: {
            source: ["aws.guardduty"],
            "detail-type": ["GuardDuty Finding"],
            detail: { severity: [{ numeric: [">=", GUARDDUTY_FROM[severity]] }] },
        },
        inspector: {
            source: ["aws.inspector2"],
            "detail-type": ["Inspector2 Finding"],
            detail: { severity: from, status: ["ACTIVE"] },
        },
        macie: {
            source: ["aws.macie"],
            "detail-type": ["Macie Finding"],
            // Macie knows no finding that is worse than high.
            detail: { severity: { description: macieSeverities(from) } },
        },
        "access-analyzer": {
            source: ["aws.access-analyzer"],
            "detail-type": ["Access Analyzer Finding"],
            detail: { status: ["ACTIVE"] },
        },
    };
    const chosen = sources.includes("security-hub") ? (["security-hub"] as const) : sources;
    return chosen
        .filter((key) => severity !== "CRITICAL" || (key !== "macie" && key !== "access-analyzer"))
        .map((key) => ({ key, pattern: all[key] }));
}

function macieSeverities(from: readonly FindingSeverity[]): readonly string[] {
    return from.filter((one) => one !== "CRITICAL").map((one) => one.charAt(0) + one.slice(1).toLowerCase());
}
