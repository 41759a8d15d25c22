import type { Registration } from "../../program/register";
import { fromState, type ExistingResources } from "../../program/state";
import { load } from "../unit/definition/definitionFixtures";
import { registrationOf } from "../unit/program/register/registerModel";

interface Situation {
    /** The test's name. */
    readonly about: string;
    readonly make: () => Registration;
}

const scp = (...names: string[]): string =>
    `{ type: SERVICE_CONTROL_POLICY, document: ${JSON.stringify({
        Version: "2012-10-17",
        Statement: names.map((name) => ({ Sid: name, Effect: "Deny", Action: `s3:${name}`, Resource: "*" })),
    })} }`;

/** An organisation that AWS has already is taken over, with everything that can be said of one. */
export const GROWN: Situation = {
    about: "an organisation that is taken over, with allow lists, invitations, contacts, regions and accounts in every state",
    make: () => {
        const model = load(`
organization: { id: o-exists1234, breakGlassRole: Rescue, serviceAccess: [account.amazonaws.com, sso.amazonaws.com], policyTypes: [TAG_POLICY] }
defaults:
    email: aws+{account}@example.com
    tags: { Organization: acme }
    contacts: { security: { name: S, title: T, email: s@example.com, phone: "+49 30 1234567" } }
policies:
    allowed: { type: SERVICE_CONTROL_POLICY, id: p-12345678, name: Allowed, document: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] } }
guardrails: [allowed, ai-opt-out]
fullAccess: false
units:
    Sandbox:
        kind: sandbox
        id: ou-abcd-12345678
        accounts:
            playground: { enabledRegions: [ap-east-1, me-south-1] }
            invited: { id: "111122223333", invite: { notes: Welcome } }
            by-mail: { email: owner@example.com, invite: true }
    Workloads:
        kind: workloads
        guardrails: [allowed]
        fullAccess: false
        regions: [eu-central-1]
        units: { Production: { tags: { Environment: prod }, accounts: { shop: { id: "444455556666", roleName: Admin } } } }
    Security: { kind: security, name: Security and audit, accounts: { audit: { guardrails: [allowed], fullAccess: false } } }
    Suspended: { kind: plain, accounts: { quarantined: { state: quarantined } } }
accounts:
    in-root: { unit: /, id: "777766665555" }
`);
        const waiting = model.accounts.filter(({ invite }) => invite !== undefined);
        const members = { ...model, accounts: model.accounts.filter(({ invite }) => invite === undefined) };
        return registrationOf(members, {
            attachments: {
                root: new Map([["allowed", "r-abcd:p-12345678"]]),
                units: new Map([["Workloads", new Map([["allowed", "ou-abcd-87654321:p-12345678"]])]]),
                accounts: new Map([["audit", new Map([["allowed", "777788889999:p-12345678"]])]]),
            },
            invited: waiting.map((account) => {
                const target =
                    account.id === undefined
                        ? { type: "EMAIL" as const, id: account.email }
                        : { type: "ACCOUNT" as const, id: account.id };
                const { notes } = account.invite ?? {};
                const inputs = { target, ...(notes !== undefined && { notes }) };
                return {
                    account,
                    step: { what: "send" as const, inputs },
                    ...(account.id === undefined && { alias: "by-another-key" }),
                };
            }),
        });
    },
};

const CHANGED_DEFINITION = `
defaults: { email: "{account}@example.com" }
policies:
    first: ${scp("A")}
    second: ${scp("B")}
    third: ${scp("C", "D")}
guardrails: [third]
units:
    Old: { guardrails: [first], accounts: { settled: { guardrails: [first, second] } } }
    New:
        accounts:
            moves: {}
            moved-already: {}
            closing-1: { state: closing, acknowledge: { closing: "000000000004" }, guardrails: [second] }
            closing-2: { state: closing, acknowledge: { closing: "000000000005" } }
            closing-3: { state: closing, acknowledge: { closing: "000000000006" } }
            closing-4: { state: closing, acknowledge: { closing: "000000000000" } }
            leaving: { state: leaving, acknowledge: { leaving: "000000000008" } }
            replaced: { acknowledge: { replacement: "000000000007" } }
            adopted: {}
            new-1: {}
            new-2: {}
            new-3: {}
            new-4: {}
            new-5: {}
            new-6: {}
            new-7: {}
`;

/** A stack that exists changes: accounts move, close and leave, statements go from one policy to another. */
export const CHANGED: Situation = {
    about: "a stack that exists, whose accounts move, close, leave and are replaced, and whose policies exchange statements",
    make: () => {
        const model = load(CHANGED_DEFINITION);
        const account = (number: number, unit: string): object => ({
            id: `00000000000${number}`,
            email: `${number}@example.com`,
            roleName: "OrganizationAccountAccessRole",
            unit,
            parentId: unit === "Old" ? "ou-old" : "ou-new",
            closing: false,
        });
        const existing = {
            ...fromState({}),
            organizationId: "o-exists1234",
            featureSet: "ALL",
            accounts: new Map(
                Object.entries({
                    settled: account(1, "Old"),
                    moves: account(2, "Old"),
                    "moved-already": account(3, "Old"),
                    "closing-1": account(4, "New"),
                    "closing-2": account(5, "New"),
                    "closing-3": account(6, "New"),
                    replaced: { ...account(7, "New"), email: "before@example.com" },
                    leaving: account(8, "New"),
                    adopted: { ...account(9, "New"), roleName: undefined },
                }),
            ) as unknown as ExistingResources["accounts"],
            units: new Map([
                ["Old", { id: "ou-old" }],
                ["New", { id: "ou-new" }],
            ]),
            policies: new Map([
                ["first", { id: "p-1", type: "SERVICE_CONTROL_POLICY", content: documentOf("A", "B") }],
                ["second", { id: "p-2", type: "SERVICE_CONTROL_POLICY", content: documentOf("D") }],
                ["third", { id: "p-3", type: "SERVICE_CONTROL_POLICY", content: documentOf("C") }],
            ]),
        };
        return registrationOf(model, {
            existing,
            moved: new Set(["moved-already"]),
            change: { unchanged: ["featureSet", "serviceAccess"], allFeatures: { finalise: false } },
        });
    },
};

function documentOf(...names: string[]): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: names.map((name) => ({ Sid: name, Effect: "Deny", Action: `s3:${name}`, Resource: "*" })),
    });
}
