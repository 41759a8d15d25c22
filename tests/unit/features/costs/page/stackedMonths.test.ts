import assert from "node:assert/strict";
import * as fc from "fast-check";
import { stackedLines, stackedMonths } from "../../../../../features/costs/page/data/stackedMonths";
import type { CostReport } from "../../../../../features/costs/report/costReport";
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

describe("stackedLines", () => {
    const account = (name: string, ...units: string[]): CostReport["accounts"][number] => ({
        account: name,
        id: name,
        units,
        dimensions: {},
        thisMonth: 1,
        lastMonthSameDay: 1,
    });
    const report = (by: string, amounts: readonly number[]): CostReport =>
        ({
            by: [by],
            lines: amounts.map((amount, index) => costLine(`account ${index}`, amount)),
            total: monthFigures(amounts.reduce((sum, amount) => sum + amount, 0)),
            accounts: amounts
                .map((_, index) =>
                    account(`account ${index}`, ...(index % 3 === 0 ? [] : [`Unit ${index % 3}`, "Deeper"])),
                )
                .slice(0, -1),
        }) as unknown as CostReport;
    const even = Array.from({ length: 100 }, () => 1);

    it("are units where the greatest accounts are a small part, and sum to the same", () => {
        const { by, lines } = stackedLines(report("account", even), 10);
        assert.deepEqual(by, ["unit"]);
        assert.deepEqual(
            lines.map(({ keys, figures }) => [keys[0], figures.months[0]]),
            [
                ["no unit", 33],
                ["Unit 1", 33],
                ["Unit 2", 33],
                ["no costs any more", 1],
            ],
        );
    });

    it("are the report's own where they say enough, or are no accounts", () => {
        assert.deepEqual(stackedLines(report("account", [500, ...even]), 10).by, ["account"]);
        assert.deepEqual(stackedLines(report("team", even), 10).by, ["team"]);
    });
});
