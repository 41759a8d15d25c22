import assert from "node:assert/strict";
import {
    invitationNotes,
    withState,
    type KnownOrganization,
} from "../../../../../operations/commands/tree/document/knownOrganization";
import type { TreeDocument, TreeDocumentNode } from "../../../../../pages/data/treeDocument";

function account(key: string, more: Partial<TreeDocumentNode> = {}): TreeDocumentNode {
    const common = { state: "active", tags: [], settings: [], guardrails: [], effective: [], sections: [] } as const;
    return { ref: `account:${key}`, kind: "account", key, name: key, parent: "root", ...common, ...more };
}

function documentWith(...nodes: TreeDocumentNode[]): TreeDocument {
    const lists = { policies: [], effective: [], sections: [], access: [], groups: [], notes: [] };
    return { stack: "test", definition: "x", day: "2026-11-27", nodes, ...lists };
}

function known(accounts: Readonly<Record<string, string>>, more: Partial<KnownOrganization> = {}): KnownOrganization {
    const members = Object.entries(accounts).map(([key, id]) => [key, { id, email: "", closing: false }] as const);
    return {
        existing: {
            organizationId: "o-abc",
            managementAccountId: "111122223333",
            accounts: new Map(members),
            units: new Map(),
        },
        invitations: new Map(),
        ...more,
    };
}

describe("what the state knows of a tree", () => {
    const cases: readonly (readonly [
        what: string,
        node: TreeDocumentNode,
        state: KnownOrganization,
        shown: Pick<TreeDocumentNode, "id" | "state" | "stateNote">,
    ])[] = [
        ["an account's id", account("a"), known({ a: "222233334444" }), { id: "222233334444", state: "active" }],
        ["that an account is not created yet", account("a"), known({}), { state: "new" }],
        [
            "that an account is not taken over yet",
            account("a", { id: "222233334444" }),
            known({}),
            { id: "222233334444", state: "active", stateNote: "the next `up` takes it over" },
        ],
        [
            "how an invitation stands",
            account("a", { state: "invited" }),
            known({}, { invitations: new Map([["a", "PENDING until 2026-12-09 (h-12ab34cd56)"]]) }),
            { state: "invited", stateNote: "PENDING until 2026-12-09 (h-12ab34cd56)" },
        ],
        [
            "that an invited account has joined",
            account("a", { state: "invited" }),
            known({ a: "222233334444" }),
            { id: "222233334444", state: "active" },
        ],
        [
            "the id of an account that another commit had",
            account("a", { change: { kind: "removed", values: [] } }),
            known({ a: "222233334444" }),
            { id: "222233334444", state: "active" },
        ],
        [
            "nothing of one that never was",
            account("a", { change: { kind: "removed", values: [] } }),
            known({}),
            { state: "active" },
        ],
        [
            "a quarantine before the account exists",
            account("a", { state: "quarantined" }),
            known({}),
            { state: "quarantined" },
        ],
    ];
    for (const [what, node, state, shown] of cases) {
        it(`is ${what}`, () => {
            const [{ id, state: is, stateNote } = assert.fail()] = withState(documentWith(node), state).nodes;
            assert.deepEqual(
                { ...(id !== undefined && { id }), state: is, ...(stateNote !== undefined && { stateNote }) },
                shown,
            );
        });
    }

    it("is what the definition does not have any more", () => {
        const { notes, organizationId } = withState(
            documentWith(account("a")),
            known({ a: "1", gone: "222233334444" }),
        );
        assert.equal(organizationId, "o-abc");
        assert.match(
            notes.join("\n"),
            /^The stack's state also has account gone \(222233334444\), which the definition/,
        );
    });

    it("is that there is no organisation yet", () => {
        const { notes } = withState(documentWith(account("a")), {
            existing: { accounts: new Map(), units: new Map() },
            invitations: new Map(),
        });
        assert.deepEqual(notes, ["Stack test has no organisation yet: the next `up` creates what is shown here."]);
    });

    it("is in the stack's outputs for invitations", () => {
        const invitations = {
            shop: { state: "PENDING", expires: "2026-12-09T10:00:00.000Z", handshakeId: "h-12ab34cd56" },
            data: { state: "DECLINED", handshakeId: "h-9" },
        };
        const urn = "urn:pulumi:dev::aws-organization::pulumi:pulumi:Stack::aws-organization-dev";
        const notes = invitationNotes({ version: 3, deployment: { resources: [{ urn, outputs: { invitations } }] } });
        assert.deepEqual(
            [...notes],
            [
                ["shop", "PENDING until 2026-12-09 (h-12ab34cd56)"],
                ["data", "DECLINED (h-9)"],
            ],
        );
        assert.deepEqual([...invitationNotes({ version: 3, deployment: {} })], []);
    });
});
