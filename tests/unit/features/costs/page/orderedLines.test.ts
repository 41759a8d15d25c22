import assert from "node:assert/strict";
import { filteredLines, orderedLines, searchText } from "../../../../../features/costs/page/data/orderedLines";
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

    const textOf = searchText({ by: ["team"], accounts: [] });

    it("finds lines by any words of their names, without case and accents", () => {
        assert.deepEqual(namesOf(filteredLines(lines, " TEAM  1 ", textOf)), ["team 10"]);
        assert.deepEqual(namesOf(filteredLines(lines, "alter", textOf)), ["älter"]);
        assert.equal(filteredLines(lines, "  ", textOf).length, 3);
        assert.deepEqual(filteredLines(lines, "(.*", textOf), []);
    });

    it("finds accounts by their ids, units and dimensions, too", () => {
        const amounts = { thisMonth: 1, lastMonthSameDay: 1 };
        const accounts = [
            {
                account: "shop",
                id: "111122223333",
                units: ["Workloads", "Prod"],
                dimensions: { team: "blue" },
                ...amounts,
            },
        ];
        const withUnits = searchText({ by: ["service", "account"], accounts });
        const found = { ...costLine("s3", 1), keys: ["s3", "shop"] };
        const other = { ...costLine("s3", 1), keys: ["s3", "closed account"] };
        for (const typed of ["prod workloads", "1111", "BLUE s3", "shop"]) {
            assert.deepEqual(filteredLines([found, other], typed, withUnits), [found], typed);
        }
        assert.deepEqual(filteredLines([found, other], "s3", withUnits), [found, other]);
    });
});
