import type { DefinitionChange } from "../definitionChange";

export const ACCOUNT_CHANGES: Readonly<Record<string, DefinitionChange>> = {
    "account-created": {
        about: "an account is created",
        adds: "accounts: { reports-dev: { unit: Workloads/NonProduction, tags: { Team: data } } }",
        group: "together-1",
    },
    "account-created-with-budget": {
        about: "a sandbox is created, with an owner, a last day and a budget of its own",
        adds: `
accounts:
    playground-mary:
        { unit: Sandbox, owner: mary, expires: 2098-12-31, tags: { Team: shop }, budget: { monthly: 20, alerts: [90%] } }`,
        group: "together-1",
    },
    "account-moved": {
        about: "an account moves to a unit with more guardrails",
        edits: { "accounts/platform.yaml": { "accounts/ci-dev/unit": "Workloads/Production" } },
        adds: "accounts: { ci-dev: { acknowledge: { loses: [regions-of-unit-Workloads/NonProduction] } } }",
        group: "together-1",
    },
    "account-moved-out-of-guardrails": {
        about: "an account moves to a sandbox, and loses guardrails, which is acknowledged",
        edits: { "accounts/data.yaml": { "accounts/data-prod/unit": "Sandbox" } },
        adds: `
accounts:
    data-prod:
        acknowledge: { loses: [backup, deny-closing-account, deny-root-user, protect-access-role, require-encryption] }`,
        group: "together-2",
    },
    "account-moved-unacknowledged": {
        about: "an account moves to a sandbox, and nobody has acknowledged the guardrails that it loses",
        edits: { "accounts/data.yaml": { "accounts/data-prod/unit": "Sandbox" } },
        group: "refused",
    },
    "account-renamed": {
        about: "an account gets another name",
        edits: { "organization.yaml": { "units/Infrastructure/accounts/network/name": "Network | hub" } },
        group: "together-1",
    },
    "account-retagged": {
        about: "an account gets another owner, and a tag",
        edits: { "organization.yaml": { "units/Infrastructure/accounts/backup/tags": { Owner: "grace", Tier: "1" } } },
        group: "together-1",
    },
    "account-expires-later": {
        about: "a sandbox is needed longer, and is to be closed then",
        edits: {
            "organization.yaml": {
                "units/Sandbox/accounts/playground-grace/expires": "2029-12-31",
                "units/Sandbox/accounts/playground-grace/end": "close",
            },
        },
        group: "together-1",
    },
    "account-replaced": {
        about: "an account gets another e-mail, which replaces it, and that is acknowledged",
        adds: 'accounts: { shop-dev: { email: shop@example.com, acknowledge: { replacement: "<shop-dev>" } } }',
        group: "together-3",
    },
    "account-replaced-unacknowledged": {
        about: "an account gets another e-mail, which would replace it",
        adds: "accounts: { shop-dev: { email: shop@example.com } }",
        group: "refused",
    },
    "account-quarantined": {
        about: "an account is quarantined",
        adds: "accounts: { data-dev: { state: quarantined } }",
        group: "together-2",
    },
    "account-released": {
        about: "a quarantine ends",
        edits: { "more.yaml": { "accounts/broken/state": null } },
        group: "together-2",
    },
    "account-closing": {
        about: "a workload account is announced to be closed",
        adds: 'accounts: { ci-prod: { state: closing, acknowledge: { closing: "<ci-prod>" } } }',
        group: "together-2",
    },
    "account-closing-withdrawn": {
        about: "an account is not to be closed after all",
        edits: { "more.yaml": { "accounts/retired/state": null, "accounts/retired/acknowledge": null } },
        group: "together-1",
    },
    "account-leaving": {
        about: "an account is announced to leave the organisation",
        adds: 'accounts: { joined: { state: leaving, acknowledge: { leaving: "210987654321" } } }',
        edits: { "more.yaml": { "accounts/joined/invite": null } },
        group: "together-2",
    },
    "account-closed": {
        about: "an account that was announced to be closed is removed",
        edits: { "more.yaml": { "accounts/retired": null } },
        group: "together-2",
    },
    "account-left": {
        about: "an account that was announced to leave is removed",
        edits: { "more.yaml": { "accounts/sold": null } },
        group: "together-1",
    },
    "account-removed": {
        about: "an account is removed that was not announced to be closed or to leave",
        edits: { "accounts/shop.yaml": { "accounts/shop-prod": null } },
        group: "refused",
    },
    "account-in-unknown-unit": {
        about: "an account is created in a unit that does not exist",
        adds: "accounts: { reports-dev: { unit: Workloads/Prodution, tags: { Team: data } } }",
        group: "alone",
    },
    "account-invited": {
        about: "an account that exists outside the organisation is invited",
        adds: 'accounts: { bought: { unit: Sandbox, id: "310987654321", invite: { notes: Welcome }, tags: { Team: shop } } }',
        group: "together-1",
    },
    "account-region-enabled": {
        about: "a region is enabled in an account",
        edits: {
            "more.yaml": {
                "units/Odd: units @ home/units/Deep/accounts/shop/enabledRegions": ["ap-east-1", "me-south-1"],
            },
        },
        group: "together-1",
    },
    "account-region-unlisted": {
        about: "a region that is enabled in an account is no longer listed",
        edits: { "more.yaml": { "units/Odd: units @ home/units/Deep/accounts/shop/enabledRegions": null } },
        group: "together-2",
    },
    "contact-changed": {
        about: "another number for the security contact of all accounts",
        edits: { "organization.yaml": { "defaults/contacts/security/phone": "+49 30 7654321" } },
        group: "together-4",
    },
};
