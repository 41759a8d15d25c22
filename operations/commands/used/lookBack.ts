import { ACCESS_REPORT_DAYS, countOf } from "../../../limits";
import { CommandError, EXIT } from "../../cli/commandError";

export const DAY_MS = 86_400_000;
/** How far the commands look back by themselves. */
export const USUAL_LOOK_BACK = "90d";

/**
 * The number of days of `90d` or `12w`.
 *
 * @throws CommandError if it is no number of days or weeks, or more than AWS looks back.
 */
export function lookBackDays(since: string): number {
    const [, count, unit] = /^(\d{1,3})([dw])$/.exec(since) ?? [];
    const days = Number(count) * (unit === "w" ? 7 : 1);
    if (days >= 1 && days <= ACCESS_REPORT_DAYS.value) return days;
    throw new CommandError(
        `--since ${since}: give 1 to ${ACCESS_REPORT_DAYS.value} days, or as many weeks, such as 90d or 12w; AWS does not look further back`,
        EXIT.usage,
    );
}

/** `today`, `1 day ago`, `12 days ago`. */
export function daysAgo(at: string, now: Date): string {
    const days = Math.round((now.getTime() - Date.parse(at)) / DAY_MS);
    return days <= 0 ? "today" : `${countOf(days, "day")} ago`;
}
