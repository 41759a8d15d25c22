import assert from "node:assert/strict";
import fc from "fast-check";
import { scheduleError } from "../../../../../features/baseline/library/blocks/backupSchedule";

describe("the schedule of a backup", () => {
    const right = [
        "cron(0 3 * * ? *)",
        "cron(0 5 ? * * *)",
        "cron(15 * ? * * *)",
        "cron(0/15 8-18 ? JAN,jul MON-FRI *)",
        "cron(15 10 L * ? 2026-2030)",
        "cron(0 0 ? * 6L *)",
        "cron(0 0 15W * ? *)",
        "cron(0 0 ? * MON#1 *)",
        "rate(1 day)",
        "rate(12 hours)",
    ];
    for (const one of right) it(`may be ${one}`, () => assert.equal(scheduleError(one), undefined));

    const wrong: readonly (readonly [string, RegExp])[] = [
        [
            "every day",
            /"every day" is no schedule: use an expression such as cron\(0 3 \* \* \? \*\) or rate\(12 hours\)/,
        ],
        ["rate(1 days)", /is no schedule/],
        ["rate(0 days)", /is no schedule/],
        [
            "cron(x)",
            /has 1 fields, and AWS reads 6: minutes, hours, days of the month, months, days of the week, years/,
        ],
        ["cron(0 3 * * ?)", /has 5 fields/],
        ["cron(99 3 * * ? *)", /has minutes that AWS does not read: use 0 to 59/],
        ["cron(0 24 * * ? *)", /has hours that AWS does not read: use 0 to 23/],
        ["cron(0 3 0 * ? *)", /has days of the month/],
        ["cron(0 3 * FOO ? *)", /has months/],
        ["cron(0 3 ? * 8 *)", /has days of the week that AWS does not read: use 1 to 7/],
        ["cron(0 3 * * ? 1)", /has years/],
        ["cron(0 3 * * * *)", /needs \? for either the days of the month or the days of the week/],
        ["cron(0 3 ? * ? *)", /needs \? for either/],
    ];
    for (const [one, expected] of wrong) it(`is not ${one}`, () => assert.match(scheduleError(one) ?? "", expected));

    it("is any minute and hour of a day, and no other", () => {
        fc.assert(
            fc.property(fc.integer({ min: -5, max: 70 }), fc.integer({ min: -5, max: 30 }), (minute, hour) => {
                const isOne = minute >= 0 && minute < 60 && hour >= 0 && hour < 24;
                assert.equal(scheduleError(`cron(${minute} ${hour} * * ? *)`) === undefined, isOne);
            }),
        );
    });

    it("is told in time, whatever is written", () => {
        fc.assert(fc.property(fc.string(), (text) => typeof (scheduleError(`cron(${text})`) ?? "") === "string"));
    });
});
