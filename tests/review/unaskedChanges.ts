import assert from "node:assert/strict";
import type { WeighedRisk } from "../../definition/feature";

/** Why nobody has to acknowledge changes that somebody should look at, by their kinds. */
const UNASKED: Readonly<Record<string, string>> = {
    "access-given": "it is no administrator's of the management account, of many accounts or of all",
    "access-changes": "it is no administrator's of the management account, of many accounts or of all",
    "access-taken": "access is taken",
    "account-closing": "`acknowledge.closing` names it, or a sandbox unit has it; it closes with a later change",
    "account-invited": "it gives nothing away: its owner decides",
    "account-leaving": "`acknowledge.leaving` names it; it leaves with a later change",
    "account-moved": "it loses no guardrail",
    "account-quarantined": "it is tighter, and a line of its own",
    "account-released": "the line that ends says just that",
    "allow-list-begins": "it is tighter",
    "anomaly-monitor-removed": "the line that ends says just that, and no data of accounts is lost",
    "anomaly-monitor-replaced": "the same with another one in its place",
    "anomaly-subscription-removed": "anomalies that nobody is told of are refused",
    "allocation-tag-removed": "it divides costs to come, and comes back with its line",
    "block-added": "a pipeline deploys to a few accounts, within a boundary",
    "block-changes": "what a block does less, or whom it lets in, is a danger",
    "block-removed": "it leaves the stack and stays, or keeps what it has set up",
    "budget-added": "it stops an account that spends too much",
    "budget-changes": "what it no longer stops or tells is a danger",
    "budget-removed": "the line that ends says just that; its stop is asked for",
    "budget-replaced": "the same with another name",
    "central-root-access-changes": "it gains features; what it loses is a danger",
    "central-root-access-added": "it gains features",
    "central-root-access-removed": "it leaves the stack, and stays in AWS",
    "central-root-access-replaced": "it has the same features",
    "cost-category-added": "it is taken over as AWS has it",
    "cost-category-removed": "it leaves the stack, and stays in AWS",
    "cost-export-removed": "its files stay",
    "contact-changes": "somebody else is told; nobody is a danger",
    "delegated-administrator-added": "its service reaches into no other account",
    "delegated-administrator-changes": "it is the same account",
    "delegated-administrator-removed": "its service is turned off in the same run, or it stays in AWS",
    "delegated-administrator-replaced": "it is the same account",
    "group-removed": "access is taken",
    "guardrail-attached": "it is tighter; what a policy takes back is a danger",
    "guardrail-detached": "nothing becomes possible by it, and no account is protected less",
    "permission-set-changes": "nobody can make themselves an administrator by it",
    "permission-set-removed": "it leaves the stack, and stays in AWS",
    "person-changes": "it is no administrator's of the management account, of many accounts or of all",
    "person-removed": "access is taken",
    "policy-changed": "nobody may do more by it, and no account is protected less",
    "policy-types-given": "it takes nothing away",
    "region-added": "it costs nothing and opens nothing by itself",
    "region-changes": "it is enabled; what is disabled is a danger",
    "region-removed": "it stays as it is",
    "region-replaced": "it stays as it is",
    "resource-policy-added": "it lets others read; more is a danger",
    "resource-policy-changes": "it lets others read; more is a danger",
    "resource-policy-removed": "others may do less, and nothing was denied",
    "resource-policy-replaced": "it lets others read; more is a danger",
    "security-changes": "more is watched, or others are told; less is a danger",
    "security-switched-off": "it only finds things: nothing is protected, recorded or told by it",
    "security-switched-on": "it costs money",
    "service-access-given": "it takes nothing away; who administers the service is asked for",
    "service-access-taken": "nobody is known to use it; otherwise the run is refused",
    "stop-role-removed": "each budget that no longer stops is asked for",
    "stop-role-replaced": "each budget that no longer stops is asked for",
    "unit-deleted": "AWS deletes only an empty unit, and its accounts have moved",
};

/** What has agreed to a danger that `organization.acknowledge.changes` need not name. */
const ASKED_ELSEWHERE: readonly string[] = [
    "acknowledge.leaving",
    "acknowledge.loses",
    "acknowledge.replacement",
    "organization.acknowledge.disables",
    "people.acknowledge.replaces",
    "security.auditTrail.acknowledge.deletesLogsAfterDays",
    "state: closing",
];

/** Holds a change to a question, to a refusal without another key, or to a reason why nobody is asked. */
export function assertAskedOrReasoned(change: WeighedRisk & { readonly kind: string; readonly text: string }): void {
    const { kind, text, risk, acknowledge, acknowledgedBy } = change;
    if (risk === "danger") {
        const isAsked = acknowledge !== undefined || ASKED_ELSEWHERE.includes(acknowledgedBy);
        assert.ok(isAsked, `a danger that nobody is asked for: ${text}`);
    } else if (risk === "attention") {
        assert.ok(
            kind in UNASKED,
            `${kind}: should it be acknowledged? If not, say why in tests/review/unaskedChanges.ts: ${text}`,
        );
    }
}
