import assert from "node:assert/strict";
import * as fc from "fast-check";
import { comparedTree } from "../../../../../operations/commands/tree/compare/comparedTrees";
import { nodesByRef, type TreeDocument, type TreeDocumentNode } from "../../../../../pages/data/treeDocument";

const OTHER = { ref: "main", commit: "13af0a2f1c2d" };

function node(ref: string, more: Partial<TreeDocumentNode> = {}): TreeDocumentNode {
    const [kind = "", key = "root"] = ref.split(":");
    return {
        ref,
        kind: kind as TreeDocumentNode["kind"],
        key,
        name: key,
        ...(kind !== "root" && { parent: "root" }),
        state: "active",
        tags: [],
        settings: [],
        guardrails: [],
        effective: [],
        sections: [],
        ...more,
    };
}

function documentWith(nodes: readonly TreeDocumentNode[], more: Partial<TreeDocument> = {}): TreeDocument {
    return {
        stack: "test",
        definition: "organizations/test",
        day: "2026-11-27",
        notes: [],
        nodes: [node("root"), ...nodes],
        policies: [],
        effective: [],
        sections: [],
        access: [],
        groups: [],
        ...more,
    };
}

/** The kind of change of every node that has one, by `ref`. */
const changesOf = ({ nodes }: TreeDocument): Record<string, string> =>
    Object.fromEntries(nodes.flatMap(({ ref, change }) => (change ? [[ref, change.kind]] : [])));

const [A, B, C] = [node("unit:A"), node("unit:B"), node("unit:B/C", { parent: "unit:B" })];
const account = (more: Partial<TreeDocumentNode> = {}): TreeDocumentNode =>
    node("account:shop", { parent: "unit:A", ...more });

describe("the comparison of two trees", () => {
    const cases: readonly (readonly [
        what: string,
        before: readonly TreeDocumentNode[],
        now: readonly TreeDocumentNode[],
        changes: Record<string, string>,
    ])[] = [
        ["nothing", [A, account()], [A, account()], {}],
        ["an account that is new", [A], [A, account()], { "account:shop": "added" }],
        ["an account that is gone", [A, account()], [A], { "account:shop": "removed" }],
        [
            "an account in another unit",
            [A, B, account()],
            [A, B, account({ parent: "unit:B" })],
            { "account:shop": "moved" },
        ],
        ["another name", [A, account()], [A, account({ name: "Shop" })], { "account:shop": "renamed" }],
        [
            "another unit and another name: it has moved",
            [A, B, account()],
            [A, B, account({ parent: "unit:B", name: "Shop" })],
            { "account:shop": "moved" },
        ],
        [
            "another e-mail",
            [A, account({ settings: [{ name: "e-mail", value: "a@b.example" }] })],
            [A, account({ settings: [{ name: "e-mail", value: "c@b.example" }] })],
            { "account:shop": "changed" },
        ],
        ["another line of the file", [A, account({ from: "a.yaml:1:1" })], [A, account({ from: "a.yaml:9:9" })], {}],
        [
            "a unit under another key, with its id",
            [{ ...A, id: "ou-1" }, account()],
            [node("unit:Z", { id: "ou-1" }), account({ parent: "unit:Z" })],
            { "unit:Z": "renamed" },
        ],
        [
            "a unit under another key, without an id: AWS gets a new one",
            [A, account()],
            [node("unit:Z"), account({ parent: "unit:Z" })],
            { "unit:Z": "added", "account:shop": "moved", "unit:A": "removed" },
        ],
        [
            "a unit that is gone, with what was in it",
            [B, C, account({ parent: "unit:B/C" })],
            [],
            { "unit:B": "removed", "unit:B/C": "removed", "account:shop": "removed" },
        ],
        ["AWS's FullAWSAccess that is detached", [A], [{ ...A, isAllowList: true }], { "unit:A": "changed" }],
    ];
    for (const [what, before, now, changes] of cases) {
        it(`finds ${what}`, () => {
            assert.deepEqual(changesOf(comparedTree(documentWith(now), documentWith(before), OTHER)), changes);
        });
    }

    it("says what was and what is, and from where a node came", () => {
        const before = documentWith(
            [A, account({ tags: [{ name: "Team", value: "shop" }], guardrails: [{ policy: "old" }] })],
            {
                policies: [policy("old", "{}")],
            },
        );
        const now = documentWith(
            [B, account({ parent: "unit:B", tags: [{ name: "Team", value: "data" }], sections: [0] })],
            {
                sections: [{ key: "costBudgets", heading: "BUDGET", facts: [{ name: "monthly", value: "5 USD" }] }],
            },
        );
        const compared = comparedTree(now, before, OTHER);
        assert.deepEqual(nodesByRef(compared).get("account:shop")?.change, {
            kind: "moved",
            movedFrom: "A",
            values: [
                { name: "budget monthly", to: "5 USD" },
                { name: "guardrail old", from: "attached" },
                { name: "tag Team", from: "shop", to: "data" },
            ],
        });
        assert.deepEqual(compared.comparison, {
            ...OTHER,
            counts: { added: 1, removed: 1, moved: 1, renamed: 0, changed: 0 },
            policies: [{ key: "old", kind: "removed" }],
        });
    });

    it("keeps the policies that only a node that is gone has, and says which policies are another", () => {
        const before = documentWith([{ ...A, guardrails: [{ policy: "gone" }] }], {
            policies: [policy("gone", "{}"), policy("same", "{}"), policy("text", "{}")],
        });
        const now = documentWith([], { policies: [policy("new", "{}"), policy("same", "{}"), policy("text", "[]")] });
        const { policies, comparison } = comparedTree(now, before, OTHER);
        assert.deepEqual(
            policies.map(({ key }) => key),
            ["gone", "new", "same", "text"],
        );
        assert.deepEqual(comparison?.policies, [
            { key: "gone", kind: "removed" },
            { key: "new", kind: "added" },
            { key: "text", kind: "changed" },
        ]);
    });

    it("of a tree with itself is empty", () => {
        fc.assert(
            fc.property(documents, (document) => {
                const { comparison, ...compared } = comparedTree(document, document, OTHER);
                assert.deepEqual(compared, document);
                assert.deepEqual(comparison?.counts, { added: 0, removed: 0, moved: 0, renamed: 0, changed: 0 });
                assert.deepEqual(comparison?.policies, []);
            }),
        );
    });

    it("has every node of both trees once, after its parent", () => {
        fc.assert(
            fc.property(documents, documents, (now, before) => {
                const { nodes, comparison } = comparedTree(now, before, OTHER);
                const refs = nodes.map(({ ref }) => ref);
                assert.equal(new Set(refs).size, refs.length);
                const gone = nodes.filter(({ change }) => change?.kind === "removed").length;
                const added = nodes.filter(({ change }) => change?.kind === "added").length;
                assert.equal(refs.length, now.nodes.length + gone);
                assert.equal(before.nodes.length, now.nodes.length - added + gone);
                const counted = Object.values(comparison?.counts ?? {}).reduce((sum, count) => sum + count, 0);
                assert.equal(counted, nodes.filter(({ change }) => change).length);
                for (const [index, { parent }] of nodes.entries()) {
                    assert.ok(
                        parent === undefined ? index === 0 : refs.indexOf(parent) < index && refs.includes(parent),
                    );
                }
            }),
        );
    });
});

function policy(key: string, document: string): TreeDocument["policies"][number] {
    return { key, type: "TAG_POLICY", description: "", says: [], characters: 2, document, from: "a.yaml:1:1" };
}

/** Units A to D, each in an earlier one or the root, and accounts in any of them; some have ids, and names that differ. */
const documents: fc.Arbitrary<TreeDocument> = fc
    .record({
        units: fc.array(
            fc.record({ at: fc.nat(4), isThere: fc.boolean(), id: fc.constantFrom(undefined, "ou-1", "ou-2") }),
            { minLength: 4, maxLength: 4 },
        ),
        accounts: fc.array(fc.record({ at: fc.nat(4), isThere: fc.boolean(), name: fc.constantFrom("x", "y") }), {
            minLength: 3,
            maxLength: 3,
        }),
    })
    .map(({ units, accounts }) => {
        const refs = ["root"];
        const nodes: TreeDocumentNode[] = [];
        const parentOf = (at: number): string => refs[at % refs.length] ?? "root";
        for (const [index, { at, isThere, id }] of units.entries()) {
            if (!isThere) continue;
            const parent = parentOf(at);
            const key = `${parent === "root" ? "" : `${parent.slice("unit:".length)}/`}${"ABCD"[index]}`;
            nodes.push(node(`unit:${key}`, { parent, ...(id !== undefined && { id }) }));
            refs.push(`unit:${key}`);
        }
        for (const [index, { at, isThere, name }] of accounts.entries()) {
            if (isThere) nodes.push(node(`account:a${index}`, { parent: parentOf(at), name }));
        }
        return documentWith(preordered(nodes, "root"));
    });

/** As documents have nodes: of each unit the accounts first. */
function preordered(nodes: readonly TreeDocumentNode[], parent: string): TreeDocumentNode[] {
    const below = nodes.filter((one) => one.parent === parent);
    return [...below.filter(({ kind }) => kind === "account"), ...below.filter(({ kind }) => kind === "unit")].flatMap(
        (one) => [one, ...preordered(nodes, one.ref)],
    );
}
