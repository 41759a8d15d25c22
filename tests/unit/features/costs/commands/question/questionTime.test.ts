import assert from "node:assert/strict";
import type { CostSource } from "../../../../../../features/costs/bill/costSource";
import { countIn, timeIn, timeOfSource } from "../../../../../../features/costs/commands/question/questionTime";
import { CommandError, EXIT } from "../../../../../../operations/cli";

const TODAY = "2026-11-26";

function sourceOf(...months: string[]): CostSource {
    return {
        name: "the export in s3://acme-costs",
        months: () => Promise.resolve(months),
        costs: () => Promise.resolve([]),
        usage: () => ({ requests: 0, cached: 0, usd: 0 }),
    };
}

describe("the months of a report", () => {
    it("are those that a young export has, and the report says so", async () => {
        const { time, notes } = await timeOfSource(sourceOf("2026-10", "2026-11"), {}, TODAY);
        assert.deepEqual(time.months, ["2026-10", "2026-11"]);
        assert.deepEqual(time.sameDays, { from: "2026-10-01", to: "2026-10-26" });
        assert.deepEqual(notes, [
            "The report begins with 2026-10: the export in s3://acme-costs has no files of 2026-09.",
        ]);
    });

    it("compare with nothing where the export has one month", async () => {
        const { time } = await timeOfSource(sourceOf("2026-11"), {}, TODAY);
        assert.deepEqual([time.months, time.sameDays], [["2026-11"], undefined]);
    });

    it("begin after a gap", async () => {
        const { time, notes } = await timeOfSource(sourceOf("2026-07", "2026-08", "2026-10", "2026-11"), {}, TODAY);
        assert.deepEqual(time.months, ["2026-10", "2026-11"]);
        assert.match(notes.join(), /no files of 2026-09/);
    });

    it("go further back than Cost Explorer where an export does", async () => {
        const months = ["2023-02", "2023-03", "2023-04"];
        const { time, notes } = await timeOfSource(sourceOf(...months), { month: "2023-04", months: "3" }, TODAY);
        assert.deepEqual([time.months, notes], [months, []]);
        assert.throws(() => timeIn({ month: "2023-04" }, TODAY), /the oldest month is 2025-10/);
    });

    it("keep a month that the export does not have, so that the export says what it has", async () => {
        const { time } = await timeOfSource(sourceOf("2026-09", "2026-10"), {}, TODAY);
        assert.equal(time.months.at(-1), "2026-11");
    });

    for (const month of ["2026-13", "2026-00", "2026-1", "11", "2026-12", "9999-01", "", "2026-11 ", "-1"]) {
        it(`are refused in one line: ${JSON.stringify(month)}`, () => {
            assert.throws(
                () => timeIn({ month }, TODAY, "0000-01"),
                (error) => {
                    assert.ok(error instanceof CommandError);
                    assert.equal(error.code, EXIT.usage);
                    assert.match(error.message, /^--month: [^\n]+$/);
                    return true;
                },
            );
        });
    }

    for (const top of ["0", "-1", "1.5", "ten", "", "1e3", "9999999"]) {
        it(`need whole numbers: --top ${JSON.stringify(top)}`, () => {
            assert.throws(() => countIn({ top }, "top", 1, 100_000), /give a whole number from 1 to 100000/);
        });
    }
});
