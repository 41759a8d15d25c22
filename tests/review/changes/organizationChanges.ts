import type { DefinitionChange } from "../definitionChange";

export const ORGANIZATION_CHANGES: Readonly<Record<string, DefinitionChange>> = {
    "nothing-changes": {
        about: "the definition is written otherwise and means the same",
        edits: {
            "accounts/shop.yaml": {
                "accounts/shop-dev": null,
                "accounts/shop-prod": { tags: { Team: "shop" }, unit: "Workloads/Production" },
            },
        },
        adds: "units: { Workloads: { units: { NonProduction: { accounts: { shop-dev: { tags: { Team: shop } } } } } } }",
        group: "together-2",
    },
    "service-access-given": {
        about: "a service gets access to the organisation",
        edits: { "organization.yaml": { "organization/serviceAccess/6": "ram.amazonaws.com" } },
        group: "together-1",
    },
    "service-access-taken": {
        about: "the audit trail ends, and its service loses its access to the organisation, which is acknowledged",
        edits: {
            "organization.yaml": { "organization/serviceAccess/1": null },
            "more.yaml": { "security/auditTrail": null },
        },
        adds: `
organization:
    withoutServiceAccess: [cloudtrail.amazonaws.com]
    acknowledge: { disables: [cloudtrail.amazonaws.com] }`,
        group: "together-2",
    },
    "service-access-taken-unacknowledged": {
        about: "the audit trail ends, and its service, which is in use, loses its access to the organisation",
        edits: {
            "organization.yaml": { "organization/serviceAccess/1": null },
            "more.yaml": { "security/auditTrail": null },
        },
        adds: "organization: { withoutServiceAccess: [cloudtrail.amazonaws.com] }",
        group: "refused",
    },
    "policy-type-enabled": {
        about: "a type of policies is enabled",
        adds: "organization: { policyTypes: [CHATBOT_POLICY] }",
        group: "together-1",
    },
    "administrator-added": {
        about: "an account administers a service for the organisation",
        adds: "delegatedAdministrators: { sso.amazonaws.com: [shared-services] }",
        group: "together-1",
    },
    "administrator-removed": {
        about: "an account no longer administers a service for the organisation",
        edits: { "more.yaml": { delegatedAdministrators: null } },
        group: "together-1",
    },
    "root-access-centralised": {
        about: "the management account may act as the root user of accounts",
        edits: { "more.yaml": { centralRootAccess: ["root-credentials", "root-sessions"] } },
        group: "together-1",
    },
    "resource-policy-changed": {
        about: "the organisation's resource policy allows more",
        edits: { "more.yaml": { "resourcePolicy/Statement/0/Action/2": "organizations:CreatePolicy" } },
        group: "together-1",
    },
    "resource-policy-removed": {
        about: "the organisation has no resource policy any more",
        edits: { "more.yaml": { resourcePolicy: null } },
        group: "together-2",
    },
};
