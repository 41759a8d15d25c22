import { quoted } from "../../limits";
import type { Path, Report } from "../problemReport";

/** Checks that `expires` is a day that exists. */
export function checkDay(text: string, path: Path, report: Report): void {
    if (isDay(text)) return;
    report.add(path, `${quoted(text)} is not a date: use one such as 2027-01-31`);
}

/** Whether a text is a day of the calendar, such as 2027-01-31. */
export function isDay(text: string): boolean {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
    const date = new Date(`${text}T00:00:00Z`);
    // Date would read 2027-02-30 as 2 March.
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
