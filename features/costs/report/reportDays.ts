import type { ReportRequest } from "./reportRequest";

/** The months and days of a report. Days are texts such as `2026-11-25`, months such as `2026-11`; both compare as texts. */
export interface ReportDays {
    /** Oldest first; the last is the report's month. */
    readonly months: readonly string[];
    /** The report's month is not over. */
    readonly isPartial: boolean;
    /** All months, until the day after the last one that counts. */
    readonly whole: DayRange;
    /** The report's month. */
    readonly month: DayRange;
    /** The same days of the month before; all of it if the report's month is over. */
    readonly sameDays: DayRange;
}

/** From a day until before another. */
export interface DayRange {
    readonly from: string;
    readonly to: string;
}

export function reportDays({ month, months: count, until }: ReportRequest): ReportDays {
    const months = Array.from({ length: count }, (_, index) => monthPlus(month, index + 1 - count));
    const isPartial = until < lastDay(month);
    const to = isPartial ? dayAfter(until) : firstDay(monthPlus(month, 1));
    const before = monthPlus(month, -1);
    // The 30th and 31st of a month are compared with the whole of a shorter one.
    const sameDay = `${before}-${until.slice(8)}`;
    const isShorter = !isPartial || sameDay >= lastDay(before);
    return {
        months,
        isPartial,
        whole: { from: firstDay(months[0] ?? month), to },
        month: { from: firstDay(month), to },
        sameDays: { from: firstDay(before), to: isShorter ? firstDay(month) : dayAfter(sameDay) },
    };
}

/** The month some months later, or earlier. */
export function monthPlus(month: string, count: number): string {
    const [year = 0, number = 1] = month.split("-").map(Number);
    const index = year * 12 + number - 1 + count;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

export function firstDay(month: string): string {
    return `${month}-01`;
}

export function lastDay(month: string): string {
    return dayPlus(firstDay(monthPlus(month, 1)), -1);
}

export function dayAfter(day: string): string {
    return dayPlus(day, 1);
}

export function dayPlus(day: string, days: number): string {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10);
}
