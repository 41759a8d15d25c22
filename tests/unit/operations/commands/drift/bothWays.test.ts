import assert from "node:assert/strict";
import { FEATURES } from "../../../../../features";
import { FEATURE_DRIFTS } from "../../../../../features/drifts";
import type {
    DriftDifference,
    DriftKind,
    DriftNode,
    DriftSubject,
} from "../../../../../operations/commands/drift/driftItem";
import { takeOverAll } from "../../../../../operations/commands/drift/takeOver/takeOverPlan";
import { undoAdvice, type UndoAdvice } from "../../../../../operations/commands/drift/undo/undoAdvice";
import { DefinitionDraft } from "../../../../../operations/edit/definitionDraft";
import { inFolder, loadDefinition, yaml } from "../../../definition/definitionFixtures";
import { driftItem, ROOT } from "./driftItems";

const TEXT = yaml`
    organization: { serviceAccess: [config.amazonaws.com, ram.amazonaws.com, sso.amazonaws.com], policyTypes: [TAG_POLICY] }
    defaults: { email: "aws+{account}@example.com" }
    delegatedAdministrators: { config.amazonaws.com: audit }
    people:
        groups: { shop: {} }
        users: { ada@example.com: { name: Ada Lovelace, groups: [shop] }, bob@example.com: { name: Bob Ross } }
    access: [{ who: shop, permissionSet: read-only, where: [audit, data] }]
    policies:
        own: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "lex:*", Resource: "*" }] } }
        spare: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "sqs:*", Resource: "*" }] } }
        allow:
            type: SERVICE_CONTROL_POLICY
            acknowledge: { lockOut: [OrganizationAccountAccessRole] }
            document: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] }
    units:
        Workloads: { guardrails: [own], accounts: { audit: {} } }
        Narrow: { guardrails: [allow], fullAccess: false }
        Wide: { guardrails: [allow] }
        Empty: {}
    accounts: { data: { unit: Workloads }, old: { unit: Workloads } }
`;

const of = (kind: DriftSubject["kind"], key: string, id = `id-${key}`): DriftSubject => ({ kind, id, key, name: key });
const node = (kind: "unit" | "account", key: string): DriftNode & DriftSubject => ({ ...of(kind, key), kind });
const DATA = node("account", "data");
const OLD = node("account", "old");
const WORKLOADS = node("unit", "Workloads");
const OWN = of("policy", "own");
const ADA = of("user", "ada@example.com");
const SHOP = of("group", "shop");
const READ_ONLY = of("permission-set", "read-only");
const SCP = "SERVICE_CONTROL_POLICY";
const DOCUMENT = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}';
const LAB = { name: "lab", email: "lab@example.com", state: "ACTIVE", joinedMethod: "CREATED", parent: WORKLOADS };

/** Each kind: what differs, of what, how it is undone, and a part of the lines with which the take-over keeps it. */
const EXAMPLES: { readonly [Kind in DriftKind]: readonly [object, DriftSubject, UndoAdvice["by"], RegExp] } = {
    "account-moved": [
        { was: WORKLOADS, is: node("unit", "Wide"), loses: [], gains: [] },
        DATA,
        "up",
        /\+ .*unit: Wide/,
    ],
    "account-made": [
        { is: LAB },
        { kind: "account", id: "111122223333", name: "lab" },
        "never",
        /\+ .*lab:.*"111122223333"/,
    ],
    "account-closed": [{ was: "ACTIVE", is: "CLOSED" }, OLD, "never", /- .*old: \{/],
    "account-removed": [{ was: WORKLOADS }, OLD, "never", /- .*old: \{/],
    "account-renamed": [{ was: "data", is: "Data" }, DATA, "up", /\+ .*name: Data/],
    "account-email-changed": [
        { was: "a@example.com", is: "b@example.com" },
        DATA,
        "never",
        /\+ .*email: b@example\.com/,
    ],
    "unit-made": [
        { is: { name: "Labs", parent: ROOT } },
        { kind: "unit", id: "ou-r123-labs0001", name: "Labs" },
        "by-hand",
        /\+ .*Labs: \{ id: ou-r123-labs0001/,
    ],
    "unit-renamed": [{ was: "Empty", is: "Void" }, of("unit", "Empty"), "up", /\+ .*Empty: \{ name: Void/],
    "unit-deleted": [{ was: { name: "Empty", parent: ROOT } }, of("unit", "Empty"), "up", /- .*Empty: \{\}/],
    "policy-content-changed": [{ was: "{}", is: DOCUMENT }, OWN, "up", /\+ .*s3:\*/],
    "policy-renamed": [{ was: "own", is: "ours" }, OWN, "up", /\+ .*name: ours/],
    "policy-description-changed": [{ was: "", is: "no bots" }, OWN, "up", /\+ .*description: no bots/],
    "policy-made": [
        { is: { name: "new", type: SCP, description: "", content: DOCUMENT } },
        { kind: "policy", id: "p-12345678", name: "new" },
        "by-hand",
        /\+ .*id: p-12345678/,
    ],
    "policy-deleted": [
        { was: { name: "own", type: SCP, description: "", content: DOCUMENT } },
        OWN,
        "up",
        /- .*own: \{ type/,
    ],
    "policy-attached": [
        { target: node("unit", "Wide"), policyType: SCP },
        OWN,
        "by-hand",
        /\+ .*Wide: \{ guardrails: \[allow, own\]/,
    ],
    "policy-detached": [{ target: WORKLOADS, policyType: SCP }, OWN, "up", /- .*guardrails: \[own\]/],
    "full-access-attached": [{}, of("unit", "Narrow"), "by-hand", /\+ .*Narrow: \{ guardrails: \[allow\] \}/],
    "full-access-detached": [
        {},
        of("unit", "Wide"),
        "by-hand",
        /\+ .*Wide: \{ guardrails: \[allow\], fullAccess: false/,
    ],
    "tags-changed": [{ was: {}, is: { Team: "x" } }, DATA, "up", /\+ .*tags: \{ Team: x/],
    "service-access-given": [
        {},
        of("service", "backup", "backup.amazonaws.com"),
        "by-hand",
        /\+ .*backup\.amazonaws\.com/,
    ],
    "service-access-taken": [{}, of("service", "ram", "ram.amazonaws.com"), "up", /- .*ram\.amazonaws\.com/],
    "administrator-registered": [{ service: "config.amazonaws.com" }, DATA, "by-hand", /\+ .*\[audit, data\]/],
    "administrator-deregistered": [
        { service: "config.amazonaws.com" },
        node("account", "audit"),
        "up",
        /- delegatedAdministrators/,
    ],
    "policy-type-enabled": [{}, of("policy-type", "BACKUP_POLICY", "BACKUP_POLICY"), "by-hand", /\+ .*BACKUP_POLICY/],
    "policy-type-disabled": [{}, of("policy-type", "TAG_POLICY", "TAG_POLICY"), "up", /- .*TAG_POLICY/],
    "access-given": [
        { permissionSet: of("permission-set", "billing"), accounts: [DATA] },
        SHOP,
        "by-hand",
        /\+ .*permissionSet: billing, where: \[data\]/,
    ],
    "access-taken": [{ permissionSet: READ_ONLY, accounts: [DATA] }, SHOP, "up", /\+ .*where: \[audit\]/],
    "member-added": [
        { group: SHOP },
        of("user", "bob@example.com"),
        "by-hand",
        /\+ .*bob@example\.com: \{ name: Bob Ross, groups: \[shop\]/,
    ],
    "member-removed": [{ group: SHOP }, ADA, "up", /- .*groups: \[shop\]/],
};

describe("org drift: both ways out of each of the 29 kinds", () => {
    for (const [kind, [difference, subject, by, written]] of Object.entries(EXAMPLES)) {
        const item = driftItem({ kind, ...difference } as DriftDifference, subject);

        it(`${kind} is undone: ${by}, in words that say how or why not`, () => {
            const advice = undoAdvice(item, "prod");
            assert.equal(advice.by, by);
            assert.match(advice.text, /^\S.{15,}[^.]$/);
            if (by === "up") assert.match(advice.command ?? "", /^pulumi up --stack prod --refresh/);
        });

        it(`${kind} is kept: what AWS has is written`, () => {
            const lines = inFolder(TEXT, (folder) => {
                const draft = new DefinitionDraft(folder, FEATURES);
                const facts = { tags: new Map(), day: "2026-11-28", managementAccountId: "999999999999" };
                takeOverAll([item], { ...facts, draft, before: loadDefinition(folder) }, FEATURE_DRIFTS);
                return draft.numberedChanges();
            });
            assert.match(lines.join("\n"), written);
        });
    }

    it("are all there are", () => assert.equal(Object.keys(EXAMPLES).length, 29));
});
