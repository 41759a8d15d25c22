import type { Risk } from "../../../../definition/feature";
import { isMark } from "../../../../guardrails/sandboxMark";
import type { DriftItem, DriftKind, FoundDifference } from "../driftItem";

/** The kinds, the most dangerous first: in this order a report shows them. */
const SEVERITIES: Readonly<Record<DriftKind, Risk>> = {
    "account-removed": "danger",
    "account-closed": "danger",
    "policy-type-disabled": "danger",
    "policy-deleted": "danger",
    "policy-detached": "danger",
    "full-access-attached": "danger",
    "policy-content-changed": "danger",
    "account-moved": "danger",
    "account-email-changed": "danger",
    "access-given": "danger",
    "member-added": "danger",
    "administrator-registered": "danger",
    "service-access-taken": "danger",
    "administrator-deregistered": "attention",
    "account-made": "attention",
    "service-access-given": "attention",
    "policy-made": "attention",
    "policy-attached": "attention",
    "full-access-detached": "attention",
    "access-taken": "attention",
    "member-removed": "attention",
    "unit-deleted": "attention",
    "unit-made": "attention",
    "policy-type-enabled": "attention",
    "unit-renamed": "routine",
    "account-renamed": "routine",
    "policy-renamed": "routine",
    "policy-description-changed": "routine",
    "tags-changed": "routine",
};
const KINDS = Object.keys(SEVERITIES);
const RISKS: readonly Risk[] = ["danger", "attention", "routine"];

export function severityOf(found: FoundDifference): Risk {
    // Nothing that bound the account has ceased to.
    if (found.kind === "account-moved" && found.loses.length === 0) return "attention";
    // The mark decides whether an account may be emptied.
    if (found.kind === "tags-changed" && Object.keys({ ...found.was, ...found.is }).some(isMark)) return "danger";
    return SEVERITIES[found.kind];
}

/** The most dangerous first, then by kind and by name. */
export function bySeverity(one: DriftItem, other: DriftItem): number {
    const nameOf = ({ subject }: DriftItem): string => subject.key ?? subject.name;
    return (
        RISKS.indexOf(one.severity) - RISKS.indexOf(other.severity) ||
        KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
        nameOf(one).localeCompare(nameOf(other)) ||
        one.subject.id.localeCompare(other.subject.id)
    );
}
