import type { FoundDifference } from "../../../../../operations/commands/drift/driftItem";

export const SHOP = { kind: "account", id: "111122223333", key: "shop", name: "shop" } as const;
const STRAY = { kind: "account", id: "444455556666", name: "stray" } as const;
export const PRODUCTION = {
    kind: "unit",
    id: "ou-ab12-producti",
    key: "Workloads/Production",
    name: "Production",
} as const;
export const LABS = { kind: "unit", id: "ou-ab12-labslabs", key: "Labs", name: "Labs" } as const;
export const ROOT = { kind: "root", id: "r-ab12", key: "root", name: "Root" } as const;
export const REGIONS = { kind: "policy", id: "p-regions0", key: "regions", name: "regions" } as const;
const GROUP = { kind: "group", id: "g-1", key: "developers", name: "developers" } as const;
const SET = { kind: "permission-set", id: "arn:ps", key: "Admin", name: "Admin" } as const;
const SSO = "sso.amazonaws.com";
export const service = { kind: "service", id: SSO, name: SSO } as const;
const type = { kind: "policy-type", id: "TAG_POLICY", name: "TAG_POLICY" } as const;
export const facts = { definitionSays: "was", resources: [] } as const;
const document = (Action: string): string =>
    JSON.stringify({ Statement: [{ Sid: "Regions", Effect: "Deny", Action, Resource: "*" }] });

/** Each kind, in words. */
export const SENTENCES: readonly (readonly [FoundDifference, string])[] = [
    [
        {
            kind: "account-moved",
            subject: SHOP,
            was: PRODUCTION,
            is: ROOT,
            loses: ["regions", "backup"],
            gains: [],
            ...facts,
        },
        "Account shop was moved from unit Workloads/Production to the root. It is no longer bound by regions, backup.",
    ],
    [
        { kind: "account-moved", subject: SHOP, was: LABS, is: PRODUCTION, loses: [], gains: ["regions"], ...facts },
        "Account shop was moved from unit Labs to unit Workloads/Production. Now it is bound by regions.",
    ],
    [
        {
            kind: "account-made",
            subject: STRAY,
            is: { name: "stray", email: "x@example.com", state: "ACTIVE", joinedMethod: "CREATED", parent: ROOT },
            ...facts,
        },
        "Account stray (444455556666) was created with the e-mail address x@example.com, and is in the root. The stack does not have it.",
    ],
    [
        { kind: "account-closed", subject: SHOP, was: "ACTIVE", is: "SUSPENDED", ...facts },
        "Account shop is no longer active: AWS says SUSPENDED.",
    ],
    [
        { kind: "account-removed", subject: SHOP, was: LABS, ...facts },
        "Account shop is no longer in the organisation: somebody removed it, or it has left.",
    ],
    [
        { kind: "account-renamed", subject: SHOP, was: "shop", is: "Shop", ...facts },
        "Account shop was renamed from shop to Shop.",
    ],
    [
        { kind: "account-email-changed", subject: SHOP, was: "a@example.com", is: "b@example.com", ...facts },
        "Account shop has another e-mail address: b@example.com instead of a@example.com. Who reads its mail can sign in as its root user.",
    ],
    [
        {
            kind: "unit-made",
            subject: { kind: "unit", id: "ou-1", name: "Shadow" },
            is: { name: "Shadow", parent: LABS },
            ...facts,
        },
        "Unit Shadow (ou-1) was made in unit Labs.",
    ],
    [
        { kind: "unit-renamed", subject: LABS, was: "Labs", is: "Lab", ...facts },
        "Unit Labs was renamed from Labs to Lab.",
    ],
    [{ kind: "unit-deleted", subject: LABS, was: { name: "Labs", parent: ROOT }, ...facts }, "Unit Labs was deleted."],
    [
        { kind: "policy-content-changed", subject: REGIONS, was: document("s3:*"), is: document("s3:Get*"), ...facts },
        "Policy regions was edited: its document means something else.\nStatement Regions was changed.",
    ],
    [
        { kind: "policy-renamed", subject: REGIONS, was: "regions", is: "x", ...facts },
        "Policy regions was renamed from regions to x.",
    ],
    [
        { kind: "policy-description-changed", subject: REGIONS, was: "a", is: "b", ...facts },
        "Policy regions has another description: b instead of a.",
    ],
    [
        {
            kind: "policy-made",
            subject: { kind: "policy", id: "p-1", name: "by-hand" },
            is: { name: "by-hand", type: "TAG_POLICY", description: "", content: "{}" },
            ...facts,
        },
        "Policy by-hand (p-1) of type TAG_POLICY was made.",
    ],
    [
        {
            kind: "policy-deleted",
            subject: REGIONS,
            was: { name: "regions", type: "SERVICE_CONTROL_POLICY", description: "", content: "{}" },
            ...facts,
        },
        "Policy regions was deleted, and binds nobody any more.",
    ],
    [
        {
            kind: "policy-attached",
            subject: REGIONS,
            target: SHOP,
            policyType: "SERVICE_CONTROL_POLICY",
            byAws: "when its monthly budget of 50 USD is used up",
            ...facts,
        },
        "Policy regions was attached to account shop. AWS does that by itself when its monthly budget of 50 USD is used up.",
    ],
    [
        { kind: "policy-detached", subject: REGIONS, target: LABS, policyType: "SERVICE_CONTROL_POLICY", ...facts },
        "Policy regions was detached from unit Labs.",
    ],
    [
        { kind: "full-access-attached", subject: SHOP, ...facts },
        "Account shop has FullAWSAccess again: what its allow list does not name is no longer denied.",
    ],
    [
        { kind: "full-access-detached", subject: ROOT, ...facts },
        "The root no longer has FullAWSAccess: what its other policies do not allow is denied.",
    ],
    [
        {
            kind: "tags-changed",
            subject: SHOP,
            was: { Owner: "a", Team: "shop", Empty: "x" },
            is: { Owner: "b", New: "1", Empty: "" },
            ...facts,
        },
        "Account shop has other tags: Empty is empty instead of x, New is new (1), Owner is b instead of a, Team is gone.",
    ],
    [
        { kind: "service-access-given", subject: service, ...facts },
        "Service sso.amazonaws.com was given access to the organisation.",
    ],
    [
        { kind: "service-access-taken", subject: service, ...facts },
        "Service sso.amazonaws.com no longer has access to the organisation.",
    ],
    [
        { kind: "administrator-registered", subject: SHOP, service: SSO, ...facts },
        "Account shop was registered as delegated administrator of sso.amazonaws.com.",
    ],
    [
        { kind: "administrator-deregistered", subject: SHOP, service: SSO, ...facts },
        "Account shop is no longer delegated administrator of sso.amazonaws.com.",
    ],
    [{ kind: "policy-type-enabled", subject: type, ...facts }, "The policy type TAG_POLICY was enabled."],
    [
        { kind: "policy-type-disabled", subject: type, ...facts },
        "The policy type TAG_POLICY was disabled: none of its policies binds anybody, and AWS has detached all of them.",
    ],
    [
        { kind: "access-given", subject: GROUP, permissionSet: SET, accounts: [SHOP, STRAY], ...facts },
        "Group developers was given permission set Admin in shop, stray.",
    ],
    [
        { kind: "access-taken", subject: GROUP, permissionSet: SET, accounts: [SHOP], ...facts },
        "Group developers no longer has permission set Admin in shop.",
    ],
    [
        { kind: "member-added", subject: { kind: "user", id: "u-1", name: "eve@example.com" }, group: GROUP, ...facts },
        "User eve@example.com was put into group developers.",
    ],
    [
        {
            kind: "member-removed",
            subject: { kind: "user", id: "u-1", name: "eve@example.com" },
            group: GROUP,
            ...facts,
        },
        "User eve@example.com is no longer in group developers.",
    ],
];
