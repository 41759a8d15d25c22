import type { DriftDifference, DriftSubject } from "../../../../../../operations/commands/drift/driftItem";
import { yaml } from "../../../../definition/definitionFixtures";
import { ROOT } from "../driftItems";

export const TAKEN_OVER_TEXT = yaml`
    organization:
        serviceAccess:
            - config.amazonaws.com # for the rules
            - ram.amazonaws.com
    defaults: { email: "aws+{account}@example.com", tags: { Team: core } }
    delegatedAdministrators: { config.amazonaws.com: audit }
    guardrails: [root-only]
    policies:
        root-only: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "lex:*", Resource: "*" }] } }
        own: # ours
            type: SERVICE_CONTROL_POLICY
            document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "sqs:*", Resource: "*" }] }
    units:
        Workloads:
            kind: workloads
            guardrails:
                # the first
                - own
                - require-imdsv2
            units:
                Production: { accounts: { shop: { owner: ada } } }
        Security: { accounts: { audit: {} } }
        Empty: {}
    accounts:
        data: { unit: Workloads, tags: { Cost: "1" } }
`;
export const subject = (kind: DriftSubject["kind"], key: string, id = "444455556666"): DriftSubject => ({
    kind,
    id,
    key,
    name: key,
});
export const unit = (key: string) => ({ ...subject("unit", key), kind: "unit" as const });
export const account = (key: string) => ({ ...subject("account", key), kind: "account" as const });
const SCP = "SERVICE_CONTROL_POLICY";
export const DOCUMENT = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}';
export const NEW_UNIT: DriftSubject & { kind: "unit" } = { kind: "unit", id: "ou-r123-labs0001", name: "Our labs" };
export const NEW_ACCOUNT: DriftSubject = { kind: "account", id: "111122223333", name: "lab" };
const NEW_POLICY: DriftSubject = { kind: "policy", id: "p-12345678", name: "no-bots" };

/** Each kind of item, and the lines that its edit removes and adds. */
export const TAKE_OVER_CASES: readonly (readonly [DriftDifference, DriftSubject, lines: readonly string[]])[] = [
    [
        { kind: "account-moved", was: unit("Workloads"), is: unit("Security"), loses: [], gains: [] },
        account("data"),
        ['-     data: { unit: Workloads, tags: { Cost: "1" } }', '+     data: { unit: Security, tags: { Cost: "1" } }'],
    ],
    [
        { kind: "account-moved", was: unit("Workloads"), is: ROOT, loses: [], gains: [] },
        account("data"),
        [
            '-     data: { unit: Workloads, tags: { Cost: "1" } }',
            '+     data: { unit: /, tags: { Cost: "1" }, id: "444455556666" }',
        ],
    ],
    [
        { kind: "account-renamed", was: "data", is: "Data lake" },
        account("data"),
        [
            '-     data: { unit: Workloads, tags: { Cost: "1" } }',
            '+     data: { unit: Workloads, tags: { Cost: "1" }, name: Data lake }',
        ],
    ],
    [
        { kind: "account-email-changed", was: "a@example.com", is: "b@example.com" },
        account("audit"),
        [
            "-     Security: { accounts: { audit: {} } }",
            "+     Security: { accounts: { audit: { email: b@example.com } } }",
        ],
    ],
    [
        { kind: "account-closed", was: "ACTIVE", is: "PENDING_CLOSURE" },
        account("data"),
        ["- accounts:", '-     data: { unit: Workloads, tags: { Cost: "1" } }'],
    ],
    [
        { kind: "unit-renamed", was: "Empty", is: "Spare" },
        unit("Empty"),
        ["-     Empty: {}", "+     Empty: { name: Spare }"],
    ],
    [{ kind: "unit-deleted", was: { name: "Empty", parent: ROOT } }, unit("Empty"), ["-     Empty: {}"]],
    [
        { kind: "policy-content-changed", was: "{}", is: DOCUMENT },
        subject("policy", "own"),
        [
            '-         document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "sqs:*", Resource: "*" }] }',
            '+         document: { Version: 2012-10-17, Statement: { Effect: Deny, Action: s3:*, Resource: "*" } }',
        ],
    ],
    [{ kind: "policy-renamed", was: "own", is: "ours" }, subject("policy", "own"), ["+         name: ours"]],
    [
        { kind: "policy-description-changed", was: "", is: "no queues" },
        subject("policy", "own"),
        ["+         description: no queues"],
    ],
    [
        { kind: "policy-attached", target: unit("Workloads/Production"), policyType: SCP },
        subject("policy", "own"),
        [
            "-             Production: { accounts: { shop: { owner: ada } } }",
            "+             Production: { accounts: { shop: { owner: ada } }, guardrails: [own] }",
        ],
    ],
    [
        { kind: "policy-attached", target: ROOT, policyType: SCP },
        subject("policy", "own"),
        ["- guardrails: [root-only]", "+ guardrails: [root-only, own]"],
    ],
    [
        { kind: "policy-detached", target: unit("Workloads"), policyType: SCP },
        subject("policy", "own"),
        ["-             # the first", "-             - own"],
    ],
    [
        { kind: "policy-detached", target: unit("Workloads"), policyType: SCP },
        subject("policy", "deny-closing-account"),
        ["+         without: [deny-closing-account]"],
    ],
    [
        { kind: "tags-changed", was: { Team: "core" }, is: { Team: "data", New: "x" } },
        account("data"),
        [
            '-     data: { unit: Workloads, tags: { Cost: "1" } }',
            '+     data: { unit: Workloads, tags: { Cost: "1", Team: data, New: x } }',
        ],
    ],
    [
        { kind: "tags-changed", was: { Cost: "1" }, is: {} },
        account("data"),
        ['-     data: { unit: Workloads, tags: { Cost: "1" } }', "+     data: { unit: Workloads }"],
    ],
    [
        { kind: "tags-changed", was: { Owner: "ada" }, is: { Owner: "bob" } },
        account("shop"),
        [
            "-             Production: { accounts: { shop: { owner: ada } } }",
            "+             Production: { accounts: { shop: { owner: bob } } }",
        ],
    ],
    [
        { kind: "tags-changed", was: { Team: "core" }, is: { Team: "x" } },
        unit("Empty"),
        ["-     Empty: {}", "+     Empty: { ownTags: { Team: x } }"],
    ],
    [
        { kind: "service-access-given" },
        { kind: "service", id: "backup.amazonaws.com", name: "backup" },
        ["+         - backup.amazonaws.com"],
    ],
    [
        { kind: "service-access-taken" },
        { kind: "service", id: "ram.amazonaws.com", name: "ram" },
        ["-         - ram.amazonaws.com"],
    ],
    [
        { kind: "administrator-registered", service: "config.amazonaws.com" },
        account("data"),
        [
            "- delegatedAdministrators: { config.amazonaws.com: audit }",
            "+ delegatedAdministrators: { config.amazonaws.com: [audit, data] }",
        ],
    ],
    [
        { kind: "administrator-deregistered", service: "config.amazonaws.com" },
        account("audit"),
        ["- delegatedAdministrators: { config.amazonaws.com: audit }"],
    ],
    [
        { kind: "policy-type-enabled" },
        { kind: "policy-type", id: "TAG_POLICY", name: "TAG_POLICY" },
        ["+     policyTypes: [TAG_POLICY]"],
    ],
    [
        { kind: "unit-made", is: { name: "Our labs", parent: ROOT } },
        NEW_UNIT,
        ['+     Our-labs: { name: Our labs, id: ou-r123-labs0001, ownTags: { Lab: "1" } }'],
    ],
    [
        { kind: "policy-made", is: { name: "no-bots", type: SCP, description: "", content: DOCUMENT } },
        NEW_POLICY,
        [
            "+     no-bots:",
            "+         id: p-12345678",
            "+         type: SERVICE_CONTROL_POLICY",
            '+         document: { Version: 2012-10-17, Statement: { Effect: Deny, Action: s3:*, Resource: "*" } }',
        ],
    ],
    [
        {
            kind: "account-made",
            is: {
                name: "lab",
                email: "lab@example.com",
                state: "ACTIVE",
                joinedMethod: "CREATED",
                parent: unit("Security"),
            },
        },
        NEW_ACCOUNT,
        [
            "-     Security: { accounts: { audit: {} } }",
            '+     Security: { accounts: { audit: {}, lab: { id: "111122223333", email: lab@example.com, tags: { Team: x } } } }',
        ],
    ],
];
