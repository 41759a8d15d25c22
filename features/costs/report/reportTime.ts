import { dayLater, monthsLater } from "../bill/calendar";

/** The months of a report and the days that it compares. All days are of UTC, as AWS's bill is. */
export interface ReportTime {
    /** Oldest first: `2025-12`. The last is the month that the report is about. */
    readonly months: readonly string[];
    /** The last day of the report: yesterday, or the last day of a month that is over. */
    readonly until: string;
    readonly isPartial: boolean;
    /** The days of the month before that are compared: from the first until before `to`. Absent if the source no longer has that month. */
    readonly sameDays?: { readonly from: string; readonly to: string };
    /** Today is the first day of a month that has no costs yet, and nobody asked for a month: the report is about the month before. */
    readonly isMonthBefore: boolean;
}

/** The wish of a command line. */
export interface AskedTime {
    /** The day of the question in UTC: `2026-11-26`. */
    readonly today: string;
    /** `2026-10`. Default: the month of yesterday */
    readonly month?: string;
    /** How many months the report has, its own among them; at least 1. */
    readonly count: number;
    /** The oldest month that the source has. Default: that of Cost Explorer */
    readonly oldest?: string;
}

/**
 * Cost Explorer has the current month and the 13 before.
 *
 * Source: CostSource.months in bill/costSource.ts.
 */
const MONTHS_BEFORE = 13;

/** A month that nobody can report about. Its message is for the user. */
export class ReportTimeError extends Error {
    constructor(message: string) {
        super(message);
        this.name = "ReportTimeError";
    }
}

/**
 * Which months a report has. Months that the source does not have are left out.
 *
 * @throws ReportTimeError if the month is not a month, has no costs yet or is older than the source.
 */
export function reportTime({
    today,
    month,
    count,
    oldest = monthsLater(today.slice(0, 7), -MONTHS_BEFORE),
}: AskedTime): ReportTime {
    if (!Number.isInteger(count) || count < 1)
        throw new ReportTimeError(`${count} is not a number of months: give 1 or more`);
    const current = today.slice(0, 7);
    const yesterday = dayBefore(today);
    const asked = month ?? yesterday.slice(0, 7);
    checkMonth(asked, today, oldest);
    const months: string[] = [];
    for (let each = asked; each >= oldest && months.length < count; each = monthsLater(each, -1)) months.unshift(each);
    const isPartial = asked === current;
    const until = isPartial ? yesterday : dayBefore(`${monthsLater(asked, 1)}-01`);
    const hasMonthBefore = monthsLater(asked, -1) >= oldest;
    return {
        months,
        until,
        isPartial,
        ...(hasMonthBefore && { sameDays: sameDays(asked, until, isPartial) }),
        isMonthBefore: month === undefined && !isPartial,
    };
}

/** @throws ReportTimeError if the text is no month. */
export function checkMonthForm(month: string): void {
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return;
    throw new ReportTimeError(`${JSON.stringify(month)} is not a month: write it as 2026-10`);
}

function checkMonth(month: string, today: string, oldest: string): void {
    const current = today.slice(0, 7);
    checkMonthForm(month);
    if (month > current) throw new ReportTimeError(`${month} is in the future: the current month is ${current}`);
    if (month === current && today.endsWith("-01")) {
        throw new ReportTimeError(`${month} has no costs yet: it begins today; ask for ${monthsLater(month, -1)}`);
    }
    if (month < oldest) throw new ReportTimeError(`there are no costs of ${month}: the oldest month is ${oldest}`);
}

/** A month that is shorter than the day, such as February until the 30th, is compared as a whole. */
function sameDays(month: string, until: string, isPartial: boolean): { from: string; to: string } {
    const from = `${monthsLater(month, -1)}-01`;
    const end = `${month}-01`;
    if (!isPartial) return { from, to: end };
    const to = dayLater(from, Number(until.slice(8)));
    return { from, to: to < end ? to : end };
}

function dayBefore(day: string): string {
    return dayLater(day, -1);
}
