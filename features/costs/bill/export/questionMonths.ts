import { isDay } from "../../../../definition/values/calendarDay";
import { monthsLater } from "../calendar";
import type { CostQuestion } from "../costSource";
import { ExportError } from "./exportError";

/** A month of a question. `from` and `before` are days inside the month, where the question begins or ends there. */
export interface QuestionMonth {
    /** `2026-11`. */
    readonly month: string;
    readonly from?: string;
    readonly before?: string;
}

/** More is a typing mistake: Data Exports began in 2023. */
const MOST_MONTHS = 240;

/**
 * The months that a question is about, oldest first.
 *
 * The limits of whole months are absent on purpose: a charge that begins outside the month that bills it, such as a fee that is corrected
 * later, still belongs to the month that bills it, so that the sum of whole months is what AWS bills.
 */
export function questionMonths({ from, to }: Pick<CostQuestion, "from" | "to">): readonly QuestionMonth[] {
    if (!isDay(from) || !isDay(to) || from >= to) {
        throw new ExportError(`there are no days from ${from} until before ${to}: give two days such as 2026-11-01`);
    }
    const months: QuestionMonth[] = [];
    for (let month = from.slice(0, 7); `${month}-01` < to; month = monthsLater(month, 1)) {
        if (months.length === MOST_MONTHS) throw new ExportError(`the time from ${from} to ${to} is too long`);
        const next = `${monthsLater(month, 1)}-01`;
        months.push({
            month,
            ...(from > `${month}-01` && { from }),
            ...(to < next && { before: to }),
        });
    }
    return months;
}
