import assert from "node:assert/strict";
import { dayText, momentText, monthText, shortDaysText, shortMonthText } from "../../../pages/data/dayText";

describe("days and months in pages", () => {
    it("are written in full, in short, and as they are if they are none", () => {
        assert.equal(monthText("2026-11"), "November 2026");
        assert.equal(shortMonthText("2026-09"), "Sep 26");
        assert.equal(dayText("2026-11-05"), "5 November 2026");
        assert.equal(shortDaysText("2026-10", 25), "1–25 Oct");
        assert.equal(shortDaysText("2026-10", 1), "1 Oct");
        assert.equal(momentText("2026-11-26T09:30:00.000Z"), "26 November 2026 at 09:30 UTC");
        assert.equal(dayText("no day"), "no day");
    });
});
