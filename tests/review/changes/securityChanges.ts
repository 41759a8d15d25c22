import type { DefinitionChange } from "../definitionChange";

export const SECURITY_CHANGES: Readonly<Record<string, DefinitionChange>> = {
    "detection-ended": {
        about: "GuardDuty no longer watches the accounts",
        edits: { "more.yaml": { "security/guardDuty": null } },
        group: "together-4",
    },
    "sensitive-data-search-ended": {
        about: "Macie no longer looks for sensitive data",
        edits: { "more.yaml": { "security/macie": null } },
        group: "together-4",
    },
    "security-region-added": {
        about: "the accounts are watched in another region",
        edits: { "more.yaml": { "security/regions": ["eu-central-1", "us-east-1", "eu-west-1"] } },
        group: "together-2",
    },
    "trail-kept-shorter": {
        about: "the audit trail is kept for a shorter time, and no longer has data events",
        edits: {
            "more.yaml": {
                "security/auditTrail": { retentionDays: 370, acknowledge: { deletesLogsAfterDays: 370 } },
            },
        },
        group: "together-1",
    },
    "trail-kept-shorter-unacknowledged": {
        about: "the audit trail is kept for a shorter time, and nobody has acknowledged that logs are deleted",
        edits: { "more.yaml": { "security/auditTrail": { retentionDays: 370 } } },
        group: "alone",
    },
    "trail-ended": {
        about: "there is no audit trail any more",
        edits: { "more.yaml": { "security/auditTrail": null } },
        group: "together-3",
    },
    "findings-told-to-others": {
        about: "somebody else is told of findings, from a lower severity on",
        edits: { "more.yaml": { "security/findings": { emails: ["soc@example.com"], severity: "MEDIUM" } } },
        group: "together-1",
    },
    "scans-changed": {
        about: "Inspector scans less",
        edits: { "more.yaml": { "security/inspector": { scans: ["ec2"] } } },
        group: "together-1",
    },
};
