import assert from "node:assert/strict";
import { labelOf, TreeIndex } from "../../../../../operations/commands/tree/page/data/treeIndex";
import {
    FITTING,
    openNodes,
    treeRows,
    type Unfolding,
} from "../../../../../operations/commands/tree/page/data/treeRows";
import { generatedTree } from "../../../../browser/support/generatedTree";

describe("the rows of the page of the organisation", () => {
    const small = new TreeIndex(generatedTree({ accounts: 4, perUnit: 2 }));
    const rowsOf = (index: TreeIndex, unfolding: Unfolding, marks?: Uint8Array): readonly string[] =>
        treeRows(index, openNodes(index, unfolding, marks), marks).map(
            ({ node, level, position, of, isOpen }) =>
                `${"  ".repeat(level - 1)}${isOpen === undefined ? "" : isOpen ? "- " : "+ "}${labelOf(index.node(node))} ${position}/${of}`,
        );

    it("are all of a small organisation, with their levels and places", () => {
        assert.deepEqual(rowsOf(small, FITTING), [
            "- Root 1/1",
            "  Sandbox 1/2",
            "  - Workloads 2/2",
            "    - Production 1/2",
            "      - team-001 1/1",
            "        shop-prod-0001 1/2",
            "        data-prod-0002 2/2",
            "    - NonProduction 2/2",
            "      - team-001 1/1",
            "        platform-dev-0003 1/2",
            "        search-dev-0004 2/2",
        ]);
    });

    it("of a large one are unfolded as far as they fit, level by level", () => {
        const large = new TreeIndex(generatedTree({ accounts: 10_000 }));
        // 500 teams in each: neither fits.
        assert.deepEqual(rowsOf(large, FITTING), [
            "- Root 1/1",
            "  Sandbox 1/2",
            "  - Workloads 2/2",
            "    + Production 1/2",
            "    + NonProduction 2/2",
        ]);
        assert.equal(rowsOf(large, { ...FITTING, base: "all" }).length, large.nodes.length);
    });

    it("leave folded what holds a thousand accounts, and not what stands beside it", () => {
        const uneven = generatedTree({ accounts: 1000, perUnit: 500 });
        const kept = new Set(uneven.nodes.filter(({ kind }) => kind === "account").slice(0, 503));
        const nodes = uneven.nodes.filter((node) => node.kind !== "account" || kept.has(node));
        const rows = rowsOf(new TreeIndex({ ...uneven, nodes }), FITTING);
        assert.deepEqual(rows.slice(3), [
            "    - Production 1/2",
            "      + team-001 1/1",
            "    - NonProduction 2/2",
            "      - team-001 1/1",
            "        shop-dev-0501 1/3",
            "        data-dev-0502 2/3",
            "        platform-dev-0503 3/3",
        ]);
    });

    it("follow what somebody folds and unfolds", () => {
        const number = (ref: string): number => small.numberOf(ref) ?? -1;
        const folded = rowsOf(small, { ...FITTING, closed: new Set([number("unit:Workloads")]) });
        assert.deepEqual(folded, ["- Root 1/1", "  Sandbox 1/2", "  + Workloads 2/2"]);
        assert.deepEqual(rowsOf(small, { ...FITTING, base: "none" }), ["+ Root 1/1"]);
        const opened = rowsOf(small, { base: "none", opened: new Set([0]), closed: new Set() });
        assert.deepEqual(opened, ["- Root 1/1", "  Sandbox 1/2", "  + Workloads 2/2"]);
    });

    it("of a filter are what it shows, counted anew", () => {
        const marks = new Uint8Array(small.nodes.length);
        for (const ref of ["root", "unit:Workloads", "unit:Workloads/NonProduction"])
            marks[small.numberOf(ref) ?? 0] = 1;
        assert.deepEqual(rowsOf(small, FITTING, marks), ["- Root 1/1", "  - Workloads 1/1", "    NonProduction 1/1"]);
        assert.deepEqual(rowsOf(small, FITTING, new Uint8Array(small.nodes.length)), []);
    });
});
