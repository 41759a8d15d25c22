import assert from "node:assert/strict";
import { NodePeople } from "../../../../../operations/commands/tree/page/data/nodePeople";
import {
    isFiltering,
    NO_FILTER,
    TreeSearch,
    type TreeFilter,
} from "../../../../../operations/commands/tree/page/data/treeFilter";
import { labelOf, TreeIndex } from "../../../../../operations/commands/tree/page/data/treeIndex";
import type { TreeDocument } from "../../../../../pages/data/treeDocument";
import { generatedTree } from "../../../../browser/support/generatedTree";

/** What a filter finds, and what it shows beside it, each by its label. */
function found(
    filter: Partial<TreeFilter>,
    document: TreeDocument = generatedTree({ accounts: 12, perUnit: 3 }),
): { readonly matches: readonly string[]; readonly context: readonly string[]; readonly accounts: number } {
    const index = new TreeIndex(document);
    const { marks, accounts } = new TreeSearch(index, new NodePeople(index)).matches({ ...NO_FILTER, ...filter });
    const labels = (mark: number): string[] => index.nodes.filter((_, node) => marks[node] === mark).map(labelOf);
    return { matches: labels(2), context: labels(1), accounts };
}

describe("what the page of the organisation finds", () => {
    it("is everything without a filter", () => {
        assert.equal(isFiltering(NO_FILTER), false);
        assert.equal(found({}).accounts, 12);
        assert.deepEqual(found({}).context, []);
    });

    it("stays in its context", () => {
        assert.deepEqual(found({ typed: "dev-0012" }), {
            matches: ["data-dev-0012"],
            context: ["Root", "Workloads", "NonProduction", "team-002"],
            accounts: 1,
        });
    });

    it("has each typed word in itself or in a unit above it, by name, id, e-mail, owner, state and tag", () => {
        assert.deepEqual(found({ typed: "PRODUCTION team-002 shop" }).matches, ["shop-prod-0006", "shop-dev-0011"]);
        assert.deepEqual(found({ typed: "100000000000" }).matches, ["shop-prod-0001"]);
        assert.deepEqual(found({ typed: "aws+shop-prod-0001@" }).matches, ["shop-prod-0001"]);
        assert.deepEqual(found({ typed: "Team=search prod-" }).matches, ["search-prod-0004"]);
        assert.deepEqual(found({ typed: "sandbox" }).matches, ["Sandbox"]);
        assert.deepEqual(found({ typed: "nowhere" }), { matches: [], context: [], accounts: 0 });
        // The root is above everything.
        assert.deepEqual(found({ typed: "root" }).matches, ["Root"]);
    });

    it("is what is in a unit", () => {
        const { matches, accounts } = found({ unit: "Workloads/Production/team-001" });
        assert.deepEqual(matches, ["team-001", "shop-prod-0001", "data-prod-0002", "platform-prod-0003"]);
        assert.equal(accounts, 3);
        assert.equal(found({ unit: "Workloads/Production", tag: "Team=shop" }).accounts, 2);
        assert.equal(found({ unit: "Nowhere" }).accounts, 0);
    });

    it("has a tag, or does not have it", () => {
        assert.deepEqual(found({ tag: "Team=payments" }).matches, ["payments-prod-0005"]);
        assert.deepEqual(found({ tag: "!Team" }).matches, ["payments-dev-0010"]);
        assert.equal(found({ tag: "Stage=dev" }).accounts, 6);
    });

    it("is in a state", () => {
        const document = generatedTree({ accounts: 100 });
        assert.deepEqual(found({ state: "quarantined" }, document).matches, ["data-prod-0042"]);
    });

    it("is bound by a guardrail, its own or inherited, or is not bound by it", () => {
        const bound = found({ guardrail: "require-encryption" });
        assert.equal(bound.accounts, 6);
        assert.ok(!bound.matches.includes("Production"));
        const others = found({ guardrail: "!require-encryption" });
        assert.equal(others.accounts, 6);
        assert.ok(others.matches.every((name) => name.includes("-dev-")));
        // An account of NonProduction that has it itself.
        const own = found(
            { guardrail: "require-encryption", unit: "Workloads/NonProduction" },
            generatedTree({ accounts: 40 }),
        );
        assert.deepEqual(own.matches, ["payments-dev-0030"]);
        assert.equal(found({ guardrail: "deny-leaving" }).accounts, 12);
        assert.equal(found({ guardrail: "!deny-leaving" }).accounts, 0);
    });

    it("may be entered by a person or a group", () => {
        assert.equal(found({ who: "grace@example.com" }).accounts, 12);
        assert.deepEqual(found({ who: "ada.data@example.com" }).matches, found({ who: "data" }).matches);
        assert.deepEqual(found({ who: "ada.data@example.com" }).matches, [
            "data-prod-0002",
            "data-dev-0007",
            "data-dev-0012",
        ]);
        assert.equal(found({ who: "nobody" }).accounts, 0);
    });

    it("has changed, also if it is a unit", () => {
        const document = generatedTree({ accounts: 12, perUnit: 3 });
        const kinds = new Map([
            ["unit:Workloads/Production", "changed"],
            ["account:shop-prod-0001", "removed"],
            ["account:shop-dev-0011", "moved"],
        ] as const);
        const nodes = document.nodes.map((node) => {
            const kind = kinds.get(node.ref as "account:shop-dev-0011");
            return kind === undefined ? node : { ...node, change: { kind, values: [] } };
        });
        const changed = { ...document, nodes };
        assert.deepEqual(found({ change: "any" }, changed).matches, ["Production", "shop-prod-0001", "shop-dev-0011"]);
        assert.deepEqual(found({ change: "moved" }, changed).matches, ["shop-dev-0011"]);
        // What is gone lacks nothing.
        assert.ok(!found({ guardrail: "!sandbox-limits" }, changed).matches.includes("shop-prod-0001"));
        const index = new TreeIndex(changed);
        assert.equal(index.accounts[0], 11);
        assert.equal(index.changesBelow[0], 3);
        assert.equal(index.changesBelow[index.numberOf("unit:Workloads/Production") ?? 0], 1);
    });
});
