import type { DefinitionChange } from "../definitionChange";

export const COST_CHANGES: Readonly<Record<string, DefinitionChange>> = {
    "budget-added": {
        about: "a unit gets a budget",
        adds: "units: { Infrastructure: { budget: 300 } }",
        group: "together-1",
    },
    "budget-lowered": {
        about: "the organisation's budget is lowered",
        edits: { "spending.yaml": { budget: 15000 } },
        group: "together-1",
    },
    "budget-removed": {
        about: "a unit has no budget any more",
        edits: { "spending.yaml": { "units/Sandbox": null } },
        group: "together-4",
    },
    "stop-removed": {
        about: "sandboxes are no longer stopped when their money is spent",
        edits: { "spending.yaml": { "defaults/accountBudgets/sandbox/stop": null } },
        group: "together-4",
    },
    "category-changed": {
        about: "a department pays for another team too",
        edits: {
            "spending.yaml": {
                "costs/dimensions/department/values/insights/dimensions/team": ["data", "security"],
                "costs/dimensions/department/split/0/by": "even",
            },
        },
        group: "together-1",
    },
    "category-removed": {
        about: "costs are no longer divided by environment",
        edits: { "spending.yaml": { "costs/dimensions/environment": null } },
        group: "together-4",
    },
    "monitor-removed": {
        about: "nobody looks for anomalies in the costs of accounts any more",
        edits: { "spending.yaml": { "costs/anomalies/watch": ["services", "team"] } },
        group: "together-1",
    },
    "export-moved": {
        about: "the export of costs moves to another bucket and region",
        edits: {
            "spending.yaml": { "costs/export": { format: "focus", region: "eu-west-1", bucket: "acme-costs-west" } },
        },
        group: "together-2",
    },
};
