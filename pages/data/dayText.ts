const MONTH: Intl.DateTimeFormatOptions = { month: "long", year: "numeric", timeZone: "UTC" };
const SHORT_MONTH: Intl.DateTimeFormatOptions = { month: "short", year: "2-digit", timeZone: "UTC" };
const DAY: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
const MOMENT: Intl.DateTimeFormatOptions = { ...DAY, hour: "2-digit", minute: "2-digit" };

/** `November 2026`, from `2026-11`. */
export const monthText = (month: string): string => written(`${month}-01`, MONTH);

/** `Nov 26`, from `2026-11`. */
export const shortMonthText = (month: string): string => written(`${month}-01`, SHORT_MONTH).replace("Sept", "Sep");

/** `25 November 2026`, from `2026-11-25`. */
export const dayText = (day: string): string => written(day, DAY);

/** `26 November 2026 at 09:30 UTC`, from ISO 8601. */
export const momentText = (moment: string): string => `${written(moment, MOMENT)} UTC`;

/** `1–25 Oct`: the days of a month until one of them. */
export const shortDaysText = (month: string, day: number): string =>
    written(`${month}-01`, { month: "short", timeZone: "UTC" }).replace(/^/, day > 1 ? `1–${day} ` : "1 ");

/** What is no day, because a source gave something else, is shown as it is. */
function written(day: string, options: Intl.DateTimeFormatOptions): string {
    const date = new Date(day);
    return Number.isNaN(date.getTime()) ? day : date.toLocaleString("en-GB", options);
}
