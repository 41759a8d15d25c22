import type { DefinitionChange } from "../definitionChange";

export const BASELINE_CHANGES: Readonly<Record<string, DefinitionChange>> = {
    "block-added": {
        about: "the accounts of a unit get a role",
        adds: `
units:
    Infrastructure:
        baseline: { deploy-network: { block: deploy-role, repository: acme/network, environment: prod, permissions: ["ec2:*"] } }`,
        group: "together-1",
    },
    "block-changed": {
        about: "passwords are longer in all accounts",
        edits: { "baseline.yaml": { "baseline/password-policy": { minimumLength: 18 } } },
        group: "together-2",
    },
    "block-removed": {
        about: "a block is removed from a unit",
        edits: {
            "more.yaml": {
                "units/Odd: units @ home/baseline/oncall": null,
                "units/Odd: units @ home/units/Deep/accounts/legacy::shop/baseline/oncall": null,
            },
        },
        group: "together-2",
    },
    "block-kept-by-quarantine": {
        about: "a block is removed that an account in quarantine has",
        edits: { "baseline.yaml": { "baseline/ebs-encryption": null } },
        group: "refused",
    },
    "block-moved-to-root": {
        about: "a block of a unit is brought by the root",
        edits: {
            "more.yaml": { "units/Odd: units @ home/baseline/backup-vault": null },
            "baseline.yaml": { "baseline/backup-vault": { regions: ["eu-central-1"] } },
        },
        group: "together-2",
    },
    "block-left-out": {
        about: "a unit is left out of a block of the root",
        adds: "units: { Sandbox: { baseline: { password-policy: false } } }",
        group: "together-3",
    },
    "block-of-account-removed": {
        about: "a block of one account is removed",
        edits: { "more.yaml": { "units/Odd: units @ home/units/Deep/accounts/shop/baseline": null } },
        group: "together-1",
    },
    "rings-changed": {
        about: "changes of the baseline reach the accounts in another order",
        edits: { "more.yaml": { "rollOut/rings": [["Sandbox"], ["others"], ["Workloads/Production"]] } },
        group: "together-4",
    },
};
