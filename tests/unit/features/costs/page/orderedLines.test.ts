import assert from "node:assert/strict";
import { filteredLines, orderedLines } from "../../../../../features/costs/page/data/orderedLines";
import type { CostLine } from "../../../../../features/costs/report/costReport";
import { costLine } from "./reportLines";

describe("orderedLines", () => {
    const lines = [costLine("team 10", 1), costLine("Team 2", 3), costLine("älter", 2)];
    const namesOf = (some: readonly CostLine[]): string[] => some.map(({ keys }) => keys[0] ?? "");

    it("orders names as people do, and numbers by size", () => {
        assert.deepEqual(namesOf(orderedLines(lines, ({ keys }) => keys[0], "ascending")), [
            "älter",
            "Team 2",
            "team 10",
        ]);
        assert.deepEqual(namesOf(orderedLines(lines, (one) => one.figures.thisMonth, "descending")), [
            "Team 2",
            "älter",
            "team 10",
        ]);
    });

    it("puts what has no value last, and what is infinite where it belongs", () => {
        const values = new Map([
            ["team 10", Infinity],
            ["älter", 3],
        ]);
        const value = ({ keys }: CostLine): number | undefined => values.get(keys[0] ?? "");
        assert.deepEqual(namesOf(orderedLines(lines, value, "ascending")), ["älter", "team 10", "Team 2"]);
        assert.deepEqual(namesOf(orderedLines(lines, value, "descending")), ["team 10", "älter", "Team 2"]);
    });

    it("finds lines by any words of their names, without case and accents", () => {
        assert.deepEqual(namesOf(filteredLines(lines, " TEAM  1 ")), ["team 10"]);
        assert.deepEqual(namesOf(filteredLines(lines, "alter")), ["älter"]);
        assert.equal(filteredLines(lines, "  ").length, 3);
        assert.deepEqual(filteredLines(lines, "(.*"), []);
    });
});
