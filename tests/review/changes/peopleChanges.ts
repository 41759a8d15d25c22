import type { DefinitionChange } from "../definitionChange";

export const PEOPLE_CHANGES: Readonly<Record<string, DefinitionChange>> = {
    "person-joins": {
        about: "a colleague comes",
        adds: 'people: { users: { "joan@example.com": { name: Joan Clarke, groups: [shop-developers] } } }',
        group: "together-1",
    },
    "person-leaves": {
        about: "a colleague leaves",
        edits: { "people.yaml": { "people/users/linus@example.com": null } },
        group: "together-1",
    },
    "person-changes-team": {
        about: "a colleague changes to another team",
        edits: { "people.yaml": { "people/users/mary@example.com/groups": ["finance", "data-engineers"] } },
        group: "together-1",
    },
    "person-renamed": {
        about: "a colleague gets another name",
        edits: { "people.yaml": { "people/users/grace@example.com/name": "Grace Murray" } },
        group: "together-1",
    },
    "grant-added": {
        about: "a group gets access to a unit, until a day",
        adds: "access: [{ who: shop-developers, permissionSet: power-user, where: [Sandbox], until: 2098-06-30 }]",
        group: "together-1",
    },
    "grant-taken": {
        about: "a group loses its access",
        edits: { "people.yaml": { "access/2": null } },
        group: "together-4",
    },
    "grant-widened": {
        about: "a line of access means more accounts",
        edits: { "more.yaml": { "access/0/where": ["shop-dev", "shop", "shop-prod"] } },
        group: "together-1",
    },
    "grant-until-changed": {
        about: "access is given for longer, which changes nothing today",
        edits: { "more.yaml": { "access/0/until": "2099-12-30" } },
        group: "together-2",
    },
    "grant-has-ended": {
        about: "the last day of a line of access has passed",
        edits: { "more.yaml": { "access/0/until": "2026-11-26" } },
        group: "together-2",
    },
    "permission-set-changed": {
        about: "a permission set allows something else, and for longer",
        edits: {
            "more.yaml": {
                "people/permissionSets/Support/inlinePolicy/Statement/0/Action": ["ecs:UpdateService", "ecs:StopTask"],
                "people/permissionSets/Support/session": "8h",
            },
        },
        group: "together-1",
    },
    "permission-set-of-administrators": {
        about: "a permission set allows everything",
        edits: {
            "more.yaml": {
                "people/permissionSets/Support/managedPolicies": ["AdministratorAccess"],
                "people/permissionSets/Support/breakGlass": true,
            },
        },
        group: "together-2",
    },
    "permission-set-replaced": {
        about: "a permission set gets another name, which is acknowledged",
        edits: { "more.yaml": { "people/permissionSets/Support/name": "Helpdesk" } },
        adds: "people: { acknowledge: { replaces: [Support] } }",
        group: "together-4",
    },
    "group-renamed": {
        about: "a group gets another name, and another description",
        edits: { "people.yaml": { "people/groups/finance": { name: "controllers", description: "Controllers" } } },
        group: "together-1",
    },
    "last-administrator-taken": {
        about: "nobody could administer accounts any more",
        edits: { "people.yaml": { "access/5": null } },
        group: "refused",
    },
};
