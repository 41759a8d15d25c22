import assert from "node:assert/strict";
import type { SplitModel } from "../../../../../features/costs/model";
import type { ReportContext } from "../../../../../features/costs/report";
import { charge, IDS, reportContext, reported } from "./reportFixture";

/** The department `future` has no account yet. */
function splitting(split: SplitModel): ReportContext {
    const context = reportContext();
    const dimensions = context.costs.dimensions.map((dimension) =>
        dimension.key === "department"
            ? { ...dimension, values: [...dimension.values, "future"], splits: [split] }
            : dimension,
    );
    return { ...context, costs: { ...context.costs, dimensions } };
}

describe("the split charges of a report", () => {
    it("divides what a value pays for others, and the sum stays the same", async () => {
        const { lines, total } = await reported(
            ["department"],
            [
                charge("2026-11-03", IDS.shop, 300),
                charge("2026-11-03", IDS.lab, 100),
                charge("2026-11-03", IDS.network, 80),
                charge("2026-11-03", IDS.free, 7),
            ],
        );
        const after = Object.fromEntries(lines.map(({ keys, figures }) => [keys[0] ?? "", figures.afterSplit]));
        assert.deepEqual(after, { commerce: 360, research: 120, technology: 0, unassigned: 7 });
        const sum = Object.values(after).reduce<number>((so, amount) => so + (amount ?? NaN), 0);
        assert.equal(sum, total.thisMonth);
    });

    it("are not shown of a part: shares are those of the whole organisation", async () => {
        const all = [charge("2026-11-03", IDS.shop, 300), charge("2026-11-03", IDS.network, 80)];
        const after = async (unit?: string): Promise<unknown> => {
            const changes = unit === undefined ? {} : { within: { kind: "unit", unit } as const };
            const { lines } = await reported(["department"], all, { changes });
            return lines.map(({ keys, figures }) => [keys[0], figures.thisMonth, figures.afterSplit]);
        };
        const [commerce, technology] = [
            ["commerce", 300, 380],
            ["technology", 80, 0],
        ];
        assert.deepEqual(await after(), [commerce, technology, ["research", 0, 0]]);
        assert.deepEqual(await after("Infra"), [["technology", 80, undefined]]);
    });

    it("go to the values that the cost category has, so that AWS's console shows the same", async () => {
        const after = async (split: SplitModel): Promise<unknown> => {
            const all = [charge("2026-11-03", IDS.shop, 300), charge("2026-11-03", IDS.network, 80)];
            const { lines } = await reported(["department"], all, { context: splitting(split) });
            return Object.fromEntries(lines.map(({ keys, figures }) => [keys[0], figures.afterSplit]));
        };
        const to = ["commerce", "research", "future"];
        assert.deepEqual(await after({ from: "technology", to, by: "even" }), {
            commerce: 340,
            technology: 0,
            research: 40,
        });
        // A fixed share of what is not there: AWS splits nothing until it is.
        assert.deepEqual(await after({ from: "technology", to, by: { commerce: 50, research: 30, future: 20 } }), {
            commerce: undefined,
            technology: undefined,
        });
    });
});
