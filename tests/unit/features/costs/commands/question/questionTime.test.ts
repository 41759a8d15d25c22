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

    describe("of an export", () => {
        const stale = (last: string | undefined, values = {}): ReturnType<typeof timeOfSource> => {
            const source = { ...sourceOf("2026-09", "2026-10", "2026-11"), lastDay: () => Promise.resolve(last) };
            return timeOfSource(source, { months: "2", ...values }, TODAY);
        };
        const missing = (day: string): string =>
            `Costs after ${day} are missing: the export in s3://acme-costs has none yet. Look whether AWS still delivers it, or ask Cost Explorer: --source explorer.`;

        it("end with the last day that AWS has delivered, and compare as many days", async () => {
            const { time, notes } = await stale("2026-11-10");
            assert.deepEqual(
                [time.until, time.isPartial, time.sameDays],
                ["2026-11-10", true, { from: "2026-10-01", to: "2026-10-11" }],
            );
            assert.deepEqual(notes, [missing("10 November 2026")]);
            const usual = await stale("2026-11-24");
            assert.deepEqual([usual.time.until, usual.notes], ["2026-11-24", []]);
        });

        for (const last of ["2026-11-25", "2026-11-26", undefined]) {
            it(`end with yesterday, if its last day is ${last}`, async () => {
                const { time, notes } = await stale(last);
                assert.deepEqual([time.until, notes], ["2026-11-25", []]);
            });
        }

        it("are said to be incomplete, if they are over, or if all costs of a month are of its first day", async () => {
            const october = await stale("2026-10-20", { month: "2026-10" });
            assert.deepEqual(
                [october.time.until, october.time.isPartial, october.notes],
                ["2026-10-31", false, [missing("20 October 2026")]],
            );
            const byMonth = await stale("2026-11-01");
            assert.deepEqual([byMonth.time.until, byMonth.notes], ["2026-11-25", [missing("1 November 2026")]]);
            // A correction of a charge of the month before, and nothing else yet.
            const corrected = await stale("2026-10-31");
            assert.deepEqual([corrected.time.until, corrected.notes], ["2026-11-25", [missing("31 October 2026")]]);
        });
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
