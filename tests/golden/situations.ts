import type { Registration } from "../../program/register";
import { fromState, type ExistingResources } from "../../program/state";
import { load } from "../unit/definition/definitionFixtures";
import { BASELINE_FINDINGS, registrationOf } from "../unit/program/register/registerModel";

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

/** A baseline with everything that StackSets are told: targets, named accounts, overrides, rings, and accounts that are left out. */
export const BASELINE: Situation = {
    about: "a baseline with targets, named accounts, overrides, rings, accounts that are left out, and the management account's settings",
    make: () => {
        const model = load(`
organization: { serviceAccess: [member.org.stacksets.cloudformation.amazonaws.com] }
regions: [eu-central-1, eu-west-1]
defaults: { email: "{account}@example.com", tags: { Organization: acme } }
baseline:
    password-policy: { managementAccount: true }
    s3-public-access-block: { managementAccount: true }
    ebs-encryption: { managementAccount: true }
    log-retention: { days: 365 }
    oncall: { roles: { oncall: { trust: { accounts: ["111122223333"] }, managedPolicies: [ReadOnlyAccess] } } }
rollOut:
    rings: [[Sandbox], [others], [Workloads/Production]]
    failureTolerance: 1
    concurrency: "25%"
units:
    Sandbox:
        kind: sandbox
        baseline: { log-retention: { days: 30 }, s3-public-access-block: false }
        accounts: { playground: {}, without: { baseline: { log-retention: false } } }
    Workloads:
        baseline: { our-role: { block: read-only-role, trustedAccounts: ["111122223333"] } }
        units: { Production: { accounts: { shop: { baseline: { log-retention: { days: 731 } } } } } }
        accounts: { seized: { state: quarantined } }
    Other: { accounts: { named: { baseline: { search-index: { regions: [eu-west-1] } } } } }
`);
        const placement = {
            ...BASELINE_FINDINGS,
            home: "eu-central-1",
            ofStacks: new Map([["oncall", "eu-west-1"]]),
        };
        return registrationOf(model, { found: new Map([["baseline", placement]]) });
    },
};

/** Everything that watches an organisation, in two regions. */
export const SECURITY: Situation = {
    about: "security with all switches, and what they can be told",
    make: () =>
        registrationOf(
            load(`
defaults: { email: "{account}@example.com", tags: { Organization: acme } }
regions: [eu-central-1, eu-west-1]
units:
    Security: { kind: security, without: [protect-security-services, protect-logs], accounts: { audit: {}, log-archive: {} } }
    Workloads: { accounts: { shop: {}, seized: { state: quarantined } } }
security:
    auditTrail: { retentionDays: 730, coldAfterDays: 90, objectLock: { mode: governance, days: 365 }, dataEvents: [s3, lambda] }
    configuration: true
    guardDuty: { protections: [s3, eks, malware, rds, lambda] }
    securityHub: { standards: [foundational, cis], disabledControls: [IAM.6] }
    accessAnalyzer: { unusedAccessDays: 90 }
    inspector: { scans: [ec2, ecr, lambda] }
    macie: true
    search: true
    findings: { emails: [security@example.com], severity: MEDIUM }
`),
        ),
};
