import type { DriftItem, DriftKind } from "../driftItem";
import * as traces from "./changeTrace";
import type { ChangeTrace } from "./changeTrace";

/** AWS's own policy. Its id is the same in every organisation. */
const FULL_ACCESS_POLICY = "p-FullAWSAccess";

/** By the kind of an item: by which events of CloudTrail its change can have been made. */
const TRACES: { readonly [Kind in DriftKind]: (item: DriftItem & { readonly kind: Kind }) => ChangeTrace } = {
    "account-moved": ({ subject, is }) => traces.accountMoved(subject.id, is.id),
    "account-made": ({ subject }) => traces.accountJoined(subject.id),
    "account-closed": ({ subject }) => traces.accountClosed(subject.id),
    "account-removed": ({ subject }) => traces.accountRemoved(subject.id),
    "account-renamed": ({ subject, is }) => traces.accountRenamed(subject.id, is),
    "account-email-changed": ({ subject }) => traces.accountEmailChanged(subject.id),
    "unit-made": ({ subject }) => traces.unitCreated(subject.id),
    "unit-renamed": ({ subject, is }) => traces.unitRenamed(subject.id, is),
    "unit-deleted": ({ subject }) => traces.unitDeleted(subject.id),
    "policy-content-changed": ({ subject }) => traces.policyUpdated(subject.id, "content"),
    "policy-renamed": ({ subject }) => traces.policyUpdated(subject.id, "name"),
    "policy-description-changed": ({ subject }) => traces.policyUpdated(subject.id, "description"),
    "policy-made": ({ subject }) => traces.policyCreated(subject.id),
    "policy-deleted": ({ subject }) => traces.policyDeleted(subject.id),
    "policy-attached": ({ subject, target }) => traces.policyAttached(subject.id, target.id),
    "policy-detached": ({ subject, target }) => traces.policyDetached(subject.id, target.id),
    "full-access-attached": ({ subject }) => traces.policyAttached(FULL_ACCESS_POLICY, subject.id),
    "full-access-detached": ({ subject }) => traces.policyDetached(FULL_ACCESS_POLICY, subject.id),
    "tags-changed": ({ subject, was, is }) =>
        traces.tagsChanged(subject.id, Object.fromEntries(Object.keys({ ...was, ...is }).map((key) => [key, is[key]]))),
    "service-access-given": ({ subject }) => traces.serviceAccessChanged(subject.id, true),
    "service-access-taken": ({ subject }) => traces.serviceAccessChanged(subject.id, false),
    "administrator-registered": ({ subject, service }) => traces.administratorChanged(subject.id, service, true),
    "administrator-deregistered": ({ subject, service }) => traces.administratorChanged(subject.id, service, false),
    "policy-type-enabled": ({ subject }) => traces.policyTypeChanged(subject.id, true),
    "policy-type-disabled": ({ subject }) => traces.policyTypeChanged(subject.id, false),
    "access-given": (item) => traces.accessChanged(tracedAccess(item), true),
    "access-taken": (item) => traces.accessChanged(tracedAccess(item), false),
    "member-added": ({ subject, group }) => traces.memberAdded(group.id, subject.id),
    "member-removed": ({ subject, group }) => traces.memberRemoved(group.id, subject.id),
};

function tracedAccess({
    subject,
    accounts,
    permissionSet,
}: DriftItem & { readonly kind: "access-given" | "access-taken" }): traces.TracedAccess {
    return {
        accountIds: accounts.map(({ id }) => id),
        permissionSetArn: permissionSet.arn ?? permissionSet.id,
        principalId: subject.id,
    };
}

/** By which events of CloudTrail the change of an item can have been made. */
export function traceOf(item: DriftItem): ChangeTrace {
    const trace = TRACES[item.kind] as (one: DriftItem) => ChangeTrace;
    return trace(item);
}
