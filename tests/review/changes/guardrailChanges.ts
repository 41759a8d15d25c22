import type { DefinitionChange } from "../definitionChange";

export const GUARDRAIL_CHANGES: Readonly<Record<string, DefinitionChange>> = {
    "policy-created": {
        about: "a policy is created, and attached to a unit",
        edits: { "organization.yaml": { "units/Suspended/guardrails": ["suspend", "no-keys"] } },
        adds: `
policies:
    no-keys:
        type: SERVICE_CONTROL_POLICY
        document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "kms:CreateKey", Resource: "*" }] }`,
        group: "together-1",
    },
    "policy-deleted": {
        about: "a policy is deleted, and attached nowhere any more",
        edits: {
            "more.yaml": {
                "policies/by-hand": null,
                "units/Legacy/guardrails": null,
                "units/Legacy/accounts/legacy/guardrails": null,
            },
        },
        group: "together-2",
    },
    "policy-tightened": {
        about: "a policy denies more",
        edits: { "policies/keep-network.json": { "Statement/0/Action/4": "ec2:DeleteVpnGateway" } },
        group: "together-1",
    },
    "policy-loosened": {
        about: "a policy denies less",
        edits: { "policies/keep-network.json": { "Statement/0/Action/3": null } },
        group: "together-2",
    },
    "policy-renamed": {
        about: "a policy gets another name, and a description",
        edits: {
            "more.yaml": { "policies/by-hand/name": "Nobody leaves", "policies/by-hand/description": "From before" },
        },
        group: "together-1",
    },
    "policy-detached-from-root": {
        about: "a guardrail is detached from the root",
        edits: { "organization.yaml": { "guardrails/3": null } },
        group: "together-4",
    },
    "policy-detached-from-unit": {
        about: "a guardrail is detached from a unit",
        edits: { "organization.yaml": { "units/Workloads/units/Production/guardrails": ["backup"] } },
        group: "together-4",
    },
    "policy-detached-from-account": {
        about: "a guardrail is detached from an account",
        edits: { "more.yaml": { "units/Legacy/accounts/legacy/guardrails": null } },
        group: "together-1",
    },
    "policy-attached-to-account": {
        about: "a guardrail is attached to an account",
        adds: "accounts: { shop-prod: { guardrails: [deny-public-s3] } }",
        group: "together-1",
    },
    "policy-attached-to-root": {
        about: "a guardrail of the library is attached to the root",
        edits: { "organization.yaml": { "guardrails/5": "deny-iam-users" } },
        group: "together-2",
    },
    "policy-no-longer-staged": {
        about: "a policy that was tried out comes into force in a unit",
        edits: {
            "more.yaml": { "policies/trial/staged": null },
            "organization.yaml": { "units/Suspended/guardrails": ["suspend", "trial"] },
        },
        group: "together-2",
    },
    "policy-version-staged": {
        about: "another version of a policy in force is tried out first",
        edits: { "policies.yaml": { "policies/regions/staged": { parameters: { regions: ["eu-central-1"] } } } },
        group: "together-4",
    },
    "guardrail-parameters-changed": {
        about: "the regions guardrail allows another region",
        edits: { "policies.yaml": { "policies/regions/parameters/regions/2": "us-east-1" } },
        group: "together-2",
    },
    "tag-values-changed": {
        about: "the tag policy knows another team",
        edits: { "policies.yaml": { "policies/tag-values/parameters/tags/Team/4": "research" } },
        group: "together-1",
    },
    "backup-plan-changed": {
        about: "backups are kept for a shorter time",
        edits: { "policies.yaml": { "policies/backup/parameters/plans/daily/deleteAfterDays": 20 } },
        group: "together-1",
    },
    "compliance-removed": {
        about: "a unit no longer follows a framework",
        edits: { "more.yaml": { "units/Odd: units @ home/compliance": null } },
        group: "together-1",
    },
    "guardrail-locks-out": {
        about: "a guardrail denies the access role what it needs",
        adds: `
policies:
    no-roles:
        type: SERVICE_CONTROL_POLICY
        document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "*", Resource: "*" }] }`,
        edits: { "organization.yaml": { "units/Workloads/guardrails/2": "no-roles" } },
        group: "refused",
    },
};
