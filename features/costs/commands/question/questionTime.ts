import { CommandError, EXIT, textValue, type CommandValues } from "../../../../operations/cli";
import { visible } from "../../../../limits";
import { dayLater } from "../../bill/calendar";
import type { CostSource } from "../../bill/costSource";
import { dayText } from "../../../../pages/data/dayText";
import { checkMonthForm, reportTime, ReportTimeError, type ReportTime } from "../../report";

/** The whole number of an option. */
export function countIn(values: CommandValues, option: string, least: number, most: number): number | undefined {
    const text = textValue(values, option);
    if (text === undefined) return undefined;
    const count = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    if (count >= least && count <= most) return count;
    throw new CommandError(`--${option} ${visible(text)}: give a whole number from ${least} to ${most}`, EXIT.usage);
}

/** The mistakes of the options that show without knowing the day, before AWS is asked. @throws CommandError for the first. */
export function checkTimeOptions(values: CommandValues): void {
    monthCount(values);
    const month = textValue(values, "month");
    inOption(() => month !== undefined && checkMonthForm(month));
}

// A report compares with the month before.
function monthCount(values: CommandValues): number {
    return countIn(values, "months", 2, 240) ?? 6;
}

function inOption<T>(work: () => T): T {
    try {
        return work();
    } catch (error) {
        throw error instanceof ReportTimeError ? new CommandError(`--month: ${error.message}`, EXIT.usage) : error;
    }
}

/**
 * The months that a command line asks for.
 *
 * @param oldest the oldest month of the source. Default: that of Cost Explorer
 * @throws CommandError if they are no months with costs.
 */
export function timeIn(values: CommandValues, today: string, oldest?: string): ReportTime {
    const month = textValue(values, "month");
    return inOption(() =>
        reportTime({
            today,
            count: monthCount(values),
            ...(month !== undefined && { month }),
            ...(oldest !== undefined && { oldest }),
        }),
    );
}

/** The months of a report, and what is missing of them. */
interface SourceTime {
    readonly time: ReportTime;
    readonly notes: readonly string[];
}

/**
 * The same of the months that a source has: a question about another month fails, and an export begins with the month in which it was
 * created. A gap ends the months, because sums of a year with a hole mislead.
 *
 * @returns the time, and what is missing.
 */
export async function timeOfSource(source: CostSource, values: CommandValues, today: string): Promise<SourceTime> {
    const has = await source.months?.();
    if (!has) return { time: timeIn(values, today), notes: [] };
    const wanted = timeIn(values, today, "0000-01").months;
    // The month of the report itself is left to the source, which says in its own words that it does not have it.
    const before = wanted.slice(0, -1);
    const gap = before.findLastIndex((month) => !has.includes(month));
    const oldest = wanted[gap + 1] ?? "";
    const { time, notes } = await untilLastDay(source, timeIn(values, today, oldest), (day) =>
        timeIn(values, day, oldest),
    );
    if (gap < 0) return { time, notes };
    const missing = before[gap] ?? "";
    return { time, notes: [`The report begins with ${oldest}: ${source.name} has no files of ${missing}.`, ...notes] };
}

/**
 * A report of a month that is not over ends with the last day that the source has: with as many days of the month before, it would show
 * savings that are none. AWS delivers an export once a day at least.
 *
 * @param timeOn the time of the same question on another day.
 */
async function untilLastDay(
    source: CostSource,
    time: ReportTime,
    timeOn: (today: string) => ReportTime,
): Promise<SourceTime> {
    const { until, isPartial } = time;
    const last = await source.lastDay?.(until.slice(0, 7), dayLater(until, 1));
    if (last === undefined || last >= until) return { time, notes: [] };
    const isLate = last < dayLater(until, -1);
    const note = `Costs after ${dayText(last)} are missing: ${source.name} has none yet. Look whether AWS still delivers it, or ask Cost Explorer: --source explorer.`;
    // An export by month has all costs on the first day. A correction may be of an earlier month.
    const isCut = isPartial && last > `${until.slice(0, 7)}-01`;
    return { time: isCut ? timeOn(dayLater(last, 1)) : time, notes: isLate ? [note] : [] };
}
