import assert from "node:assert/strict";
import * as fc from "fast-check";
import { stackedMonths } from "../../../../../features/costs/page/data/stackedMonths";
import { costLine, monthFigures } from "./reportLines";

describe("stackedMonths", () => {
    it("has the greatest lines and the rest, which sum to the total of each month", () => {
        const amounts = fc.array(fc.array(fc.integer({ min: -50, max: 1000 }), { minLength: 3, maxLength: 3 }), {
            maxLength: 20,
        });
        fc.assert(
            fc.property(amounts, fc.integer({ min: 1, max: 10 }), (all, most) => {
                const lines = all.map((months, index) => costLine(`line ${index}`, ...months));
                const total = monthFigures(
                    ...[0, 1, 2].map((month) => all.reduce((sum, months) => sum + (months[month] ?? 0), 0)),
                );
                const layers = stackedMonths(lines, total, most);
                const sums = total.months.map((_, month) =>
                    layers.reduce((sum, layer) => sum + (layer.amounts[month] ?? 0), 0),
                );
                assert.deepEqual(sums.map(Math.round), total.months);
                assert.ok(layers.length <= most + 1);
                assert.ok(layers.every(({ isRest }, index) => !isRest || index === layers.length - 1));
            }),
        );
    });

    it("shows one line more rather than the rest of one", () => {
        const lines = [costLine("a", 3), costLine("b", 2), costLine("c", 1)];
        assert.deepEqual(
            stackedMonths(lines, monthFigures(6), 2).map(({ name }) => name),
            ["a", "b", "c"],
        );
        const four = [...lines, costLine("d", 1)];
        assert.deepEqual(
            stackedMonths(four, monthFigures(7), 2).map(({ name }) => name),
            ["a", "b", "2 others"],
        );
    });
});
