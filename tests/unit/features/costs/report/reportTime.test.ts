import assert from "node:assert/strict";
import * as fc from "fast-check";
import { reportTime, ReportTimeError } from "../../../../../features/costs/report/reportTime";

describe("reportTime", () => {
    it("is about the current month until yesterday, against the same days of the month before", () => {
        assert.deepEqual(reportTime({ today: "2026-11-26", count: 3 }), {
            months: ["2026-09", "2026-10", "2026-11"],
            until: "2026-11-25",
            isPartial: true,
            sameDays: { from: "2026-10-01", to: "2026-10-26" },
            isMonthBefore: false,
        });
    });

    it("is about the month before on the first day of a month", () => {
        assert.deepEqual(reportTime({ today: "2027-01-01", count: 1 }), {
            months: ["2026-12"],
            until: "2026-12-31",
            isPartial: false,
            sameDays: { from: "2026-11-01", to: "2026-12-01" },
            isMonthBefore: true,
        });
    });

    it("compares with the whole month before where that has no such day", () => {
        assert.deepEqual(reportTime({ today: "2026-03-31", count: 1 }).sameDays, {
            from: "2026-02-01",
            to: "2026-03-01",
        });
        assert.deepEqual(reportTime({ today: "2026-12-31", count: 1 }).sameDays, {
            from: "2026-11-01",
            to: "2026-12-01",
        });
    });

    it("leaves out months that AWS no longer has", () => {
        assert.deepEqual(reportTime({ today: "2026-11-26", month: "2025-11", count: 6 }).months, [
            "2025-10",
            "2025-11",
        ]);
        assert.equal(reportTime({ today: "2026-11-26", count: 99 }).months.length, 14);
    });

    for (const [month, message] of [
        ["2026-13", '"2026-13" is not a month: write it as 2026-10'],
        ["october", '"october" is not a month: write it as 2026-10'],
        ["2026-12", "2026-12 is in the future: the current month is 2026-11"],
        ["2026-11", "2026-11 has no costs yet: it begins today; ask for 2026-10"],
        ["2025-09", "there are no costs of 2025-09: the oldest month is 2025-10"],
    ] as const) {
        it(`refuses the month ${month}`, () => {
            assert.throws(
                () => reportTime({ today: "2026-11-01", month, count: 1 }),
                (error) => error instanceof ReportTimeError && error.message.includes(message),
            );
        });
    }

    it("has the months of a source that goes further back, and compares nothing with a month that the source does not have", () => {
        assert.deepEqual(reportTime({ today: "2026-11-26", month: "2024-01", count: 2, oldest: "2023-12" }).months, [
            "2023-12",
            "2024-01",
        ]);
        assert.equal("sameDays" in reportTime({ today: "2026-11-26", month: "2025-10", count: 2 }), false);
    });

    it("refuses a number of months that is none", () => {
        for (const count of [0, -1, 1.5, NaN]) {
            assert.throws(() => reportTime({ today: "2026-11-26", count }), {
                name: "ReportTimeError",
                message: /is not a number of months/,
            });
        }
    });

    it("has, on any day, months in a row that end with the report's, and compares days of the month before only", () => {
        const days = fc.date({ min: new Date("2020-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
        fc.assert(
            fc.property(days, fc.integer({ min: 1, max: 14 }), (date, count) => {
                const today = date.toJSON().slice(0, 10);
                const { months, until, sameDays, isPartial } = reportTime({ today, count });
                const last = months.at(-1) ?? "";
                assert.deepEqual(months, [...new Set(months)].sort());
                assert.deepEqual(until.slice(0, 7), last);
                assert.deepEqual(until < today, true);
                assert.deepEqual(isPartial, !today.endsWith("-01"));
                assert.ok(sameDays && sameDays.from < sameDays.to && sameDays.to <= `${last}-01`);
            }),
        );
    });
});
