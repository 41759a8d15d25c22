import type { DefinitionChange } from "../definitionChange";

export const UNIT_CHANGES: Readonly<Record<string, DefinitionChange>> = {
    "unit-created": {
        about: "a unit is created in another, with a guardrail and an account",
        adds: `
units:
    Workloads:
        units:
            Data:
                guardrails: [require-encryption]
                accounts: { lake: { tags: { Team: data, Environment: prod } } }`,
        group: "together-1",
    },
    "unit-renamed": {
        about: "a unit gets another name",
        edits: { "organization.yaml": { "units/PolicyStaging/name": "Policy tests" } },
        group: "together-1",
    },
    "unit-key-changed": {
        about: "a unit gets another key, and its accounts stay in it",
        edits: { "more.yaml": { "units/Allowed": null, "accounts/joined/unit": "Allowlist" } },
        adds: `
units:
    Allowlist:
        fullAccess: false
        guardrails: [only-storage]
        accounts: { allowed: { tags: { Team: shop }, regions: [eu-central-1, us-east-1] } }`,
        group: "refused",
    },
    "unit-deleted": {
        about: "an empty unit is deleted",
        edits: { "organization.yaml": { "units/Suspended": null } },
        group: "together-3",
    },
    "unit-with-account-deleted": {
        about: "a unit is deleted, and its account moves to another",
        edits: {
            "organization.yaml": {
                "units/PolicyStaging": null,
                "units/Infrastructure/accounts/policy-staging": { acknowledge: { loses: ["trial"] } },
            },
            "more.yaml": { "policies/trial": null, "rollOut/rings/0": ["Legacy"] },
            "people.yaml": { "access/3/where/units": ["Infrastructure", "Sandbox"] },
        },
        group: "together-3",
    },
    "unit-kind-changed": {
        about: "a unit becomes one of workloads",
        edits: { "organization.yaml": { "units/Infrastructure/kind": "workloads" } },
        group: "together-2",
    },
    "unit-kind-removed": {
        about: "a unit is no longer one of sandboxes",
        edits: { "organization.yaml": { "units/Sandbox/kind": null, "units/Sandbox/without": null } },
        group: "together-3",
    },
    "unit-retagged": {
        about: "a unit gets a tag, which its accounts inherit",
        edits: { "organization.yaml": { "units/Workloads/units/Production/tags/Tier": "1" } },
        group: "together-4",
    },
    "regions-narrowed": {
        about: "the accounts of a unit may work in one region",
        edits: { "organization.yaml": { "units/Sandbox/regions": ["eu-west-1"] } },
        group: "together-4",
    },
    "full-access-given": {
        about: "a unit with an allow list gets AWS's FullAWSAccess back",
        edits: { "more.yaml": { "units/Allowed/fullAccess": null } },
        group: "together-2",
    },
};
