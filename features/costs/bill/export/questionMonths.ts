import type { CostQuestion } from "../costSource";
import { ExportError } from "./exportError";

/** A month of a question. `from` and `before` are days inside the month, where the question begins or ends there. */
export interface QuestionMonth {
    /** `2026-11`. */
    readonly month: string;
    readonly from?: string;
    readonly before?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
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
    for (let month = from.slice(0, 7); `${month}-01` < to; month = monthAfter(month)) {
        if (months.length === MOST_MONTHS) throw new ExportError(`the time from ${from} to ${to} is too long`);
        const next = `${monthAfter(month)}-01`;
        months.push({
            month,
            ...(from > `${month}-01` && { from }),
            ...(to < next && { before: to }),
        });
    }
    return months;
}

function isDay(text: string): boolean {
    return DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

function monthAfter(month: string): string {
    const [year = 0, number = 0] = month.split("-").map(Number);
    const [nextYear, next] = number === 12 ? [year + 1, 1] : [year, number + 1];
    return `${String(nextYear).padStart(4, "0")}-${String(next).padStart(2, "0")}`;
}
