import assert from "node:assert/strict";
import { FEATURES } from "../../../../../../features";
import { people } from "../../../../../../features/people/definition";
import { peopleDrift } from "../../../../../../features/people/drift";
import { plannedAccess } from "../../../../../../features/people/plan/assignments";
import type { DriftDifference, DriftNode, DriftSubject } from "../../../../../../operations/commands/drift/driftItem";
import { takeOverAll } from "../../../../../../operations/commands/drift/takeOver/takeOverPlan";
import { DefinitionDraft } from "../../../../../../operations/edit/definitionDraft";
import { driftItem } from "../../../../operations/commands/drift/driftItems";
import { inFolder, loadDefinition, yaml } from "../../../../definition/definitionFixtures";

const DAY = "2026-11-28";
const MANAGEMENT = "999999999999";
const TEXT = yaml`
    organization: { serviceAccess: [sso.amazonaws.com] }
    defaults: { email: "aws+{account}@example.com" }
    people:
        groups: { shop: {}, ops: {}, admins: {} }
        users:
            ada@example.com: { name: Ada Lovelace, groups: [shop, ops] } # the first
            bob@example.com: { name: Bob Ross }
        permissionSets: { Helpdesk: { managedPolicies: [ReadOnlyAccess] }, Ops: { managedPolicies: [ReadOnlyAccess] } }
    access:
        # why the shop needs it
        - { who: shop, permissionSet: Helpdesk, where: [shop-dev, shop-prod] }
        - who: [ops, bob@example.com]
          permissionSet: [Helpdesk, Ops] # both
          where: everywhere
          because: they are on call
        - { who: admins, permissionSet: read-only, where: { managementAccount: true } }
    units: { Workloads: { accounts: { shop-dev: {}, shop-prod: {}, data: {} } } }
    accounts: { Workloads: { unit: Workloads } }
`;

const of = (kind: DriftSubject["kind"], key: string): DriftSubject => ({ kind, id: `id-${key}`, key, name: key });
const account = (key: string): DriftNode => ({ kind: "account", id: `id-${key}`, key, name: key });
const ROOT_ACCOUNT: DriftNode = { kind: "account", id: MANAGEMENT, name: "the management account" };

interface Taken {
    readonly lines: readonly string[];
    /** `Helpdesk@shop shop-dev`: what somebody has after it and not before, with +, and the other way round. */
    readonly access: readonly string[];
}

function takenOver(items: readonly (readonly [DriftDifference, DriftSubject])[], text = TEXT): Taken {
    return inFolder(text, (folder) => {
        const draft = new DefinitionDraft(folder, FEATURES);
        const before = loadDefinition(folder);
        const after = takeOverAll(
            items.map(([difference, about]) => driftItem(difference, about)),
            { draft, before, tags: new Map(), day: DAY, managementAccountId: MANAGEMENT },
            [peopleDrift],
        );
        const held = (model: typeof before): string[] =>
            plannedAccess(model.features.get(people), DAY).flatMap(({ key, accounts, inManagementAccount }) =>
                [...accounts, ...(inManagementAccount ? ["management"] : [])].map((where) => `${key} ${where}`),
            );
        const [had, has] = [held(before), held(after)];
        return {
            lines: draft.numberedChanges().map((line) => line.replace(/^.*?:\d+: /, "")),
            access: [
                ...had.filter((one) => !has.includes(one)).map((one) => `- ${one}`),
                ...has.filter((one) => !had.includes(one)).map((one) => `+ ${one}`),
            ],
        };
    });
}

const given = (who: DriftSubject, set: string, ...accounts: DriftNode[]) =>
    [{ kind: "access-given", permissionSet: of("permission-set", set), accounts }, who] as const;
const taken = (who: DriftSubject, set: string, ...accounts: DriftNode[]) =>
    [{ kind: "access-taken", permissionSet: of("permission-set", set), accounts }, who] as const;

describe("org take-over: access that people were given or that was taken by hand", () => {
    for (const [what, item, expected] of [
        [
            "a line for just this gets the account",
            given(of("group", "shop"), "Helpdesk", account("data")),
            {
                lines: [
                    "-     - { who: shop, permissionSet: Helpdesk, where: [shop-dev, shop-prod] }",
                    "+     - { who: shop, permissionSet: Helpdesk, where: [shop-dev, shop-prod, data] }",
                ],
                access: ["+ Helpdesk@shop data"],
            },
        ],
        [
            "a new line, also for an account with the key of a unit",
            given(of("user", "bob@example.com"), "read-only", account("Workloads")),
            {
                lines: ["+     - { who: bob@example.com, permissionSet: read-only, where: [account Workloads] }"],
                access: ["+ read-only@bob@example.com Workloads"],
            },
        ],
        [
            "the management account has a line of its own",
            given(of("group", "shop"), "Ops", ROOT_ACCOUNT),
            {
                lines: ["+     - { who: shop, permissionSet: Ops, where: { managementAccount: true } }"],
                access: ["+ Ops@shop management"],
            },
        ],
        [
            "an account goes from `where`",
            taken(of("group", "shop"), "Helpdesk", account("shop-prod")),
            {
                lines: [
                    "-     - { who: shop, permissionSet: Helpdesk, where: [shop-dev, shop-prod] }",
                    "+     - { who: shop, permissionSet: Helpdesk, where: [shop-dev] }",
                ],
                access: ["- Helpdesk@shop shop-prod"],
            },
        ],
        [
            "the line goes with its last account",
            taken(of("group", "shop"), "Helpdesk", account("shop-prod"), account("shop-dev")),
            {
                lines: [
                    "-     # why the shop needs it",
                    "-     - { who: shop, permissionSet: Helpdesk, where: [shop-dev, shop-prod] }",
                ],
                access: ["- Helpdesk@shop shop-dev", "- Helpdesk@shop shop-prod"],
            },
        ],
        [
            "the line of the management account goes",
            taken(of("group", "admins"), "read-only", ROOT_ACCOUNT),
            {
                lines: ["-     - { who: admins, permissionSet: read-only, where: { managementAccount: true } }"],
                access: ["- read-only@admins management"],
            },
        ],
        [
            "what a line gives to others, or besides, stays",
            taken(of("group", "ops"), "Ops", account("data")),
            {
                lines: [
                    "-     - who: [ops, bob@example.com]",
                    "+     - who: bob@example.com",
                    "+     - { who: ops, permissionSet: Helpdesk, where: everywhere, because: they are on call }",
                    "+     - { who: ops, permissionSet: Ops, where: everywhere, because: they are on call, except: [data] }",
                ],
                access: ["- Ops@ops data"],
            },
        ],
    ] as const) {
        it(what, () => assert.deepEqual(takenOver([item]), expected));
    }

    it("several in one command, all or nothing", () => {
        const { access } = takenOver([
            given(of("group", "shop"), "Helpdesk", account("data")),
            taken(of("group", "shop"), "Helpdesk", account("shop-dev")),
            taken(of("group", "ops"), "Ops", account("data")),
            taken(of("user", "bob@example.com"), "Helpdesk", account("data"), account("shop-dev")),
        ]);
        assert.deepEqual(access, [
            "- Helpdesk@bob@example.com data",
            "- Helpdesk@bob@example.com shop-dev",
            "- Helpdesk@shop shop-dev",
            "- Ops@ops data",
            "+ Helpdesk@shop data",
        ]);
        assert.throws(
            () =>
                takenOver([
                    given(of("group", "shop"), "Helpdesk", account("data")),
                    given({ kind: "group", id: "g-9", name: "strangers\u001b[2J" }, "Helpdesk", account("data")),
                ]),
            /Nothing was written\.[^]*the definition does not have group strangers\S* \(g-9\)/,
        );
    });

    it("of the members of groups", () => {
        const member = (kind: "member-added" | "member-removed", user: string, group: string) =>
            [{ kind, group: of("group", group) }, of("user", user)] as const;
        assert.deepEqual(takenOver([member("member-added", "bob@example.com", "shop")]).lines, [
            "-         bob@example.com: { name: Bob Ross }",
            "+         bob@example.com: { name: Bob Ross, groups: [shop] }",
        ]);
        assert.deepEqual(takenOver([member("member-removed", "ada@example.com", "ops")]).lines, [
            "-         ada@example.com: { name: Ada Lovelace, groups: [shop, ops] } # the first",
            "+         ada@example.com: { name: Ada Lovelace, groups: [shop] } # the first",
        ]);
        const stranger: DriftSubject = { kind: "user", id: "u-9", name: "eve@example.com" };
        assert.throws(
            () => takenOver([[{ kind: "member-added", group: of("group", "shop") }, stranger]]),
            /write it below `people\.users` with `id: u-9`/,
        );
    });

    it("and `access` is made where there is none", () => {
        const [before = ""] = TEXT.split("access:\n");
        const text = `${before}units: { Workloads: { accounts: { data: {} } } }\n`;
        assert.deepEqual(takenOver([given(of("group", "shop"), "Helpdesk", account("data"))], text).lines, [
            "+ access:",
            "+     - { who: shop, permissionSet: Helpdesk, where: [data] }",
        ]);
    });
});
