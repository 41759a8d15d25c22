import type { CostFigures, CostLine } from "../../../../../features/costs/report/costReport";

/** Figures and lines of a report, from the amounts of the months. */
export const monthFigures = (...months: readonly number[]): CostFigures => ({
    months,
    thisMonth: months.at(-1) ?? 0,
    lastMonth: months.at(-2) ?? 0,
    lastMonthSameDay: months.at(-2) ?? 0,
});
export const costLine = (name: string, ...months: readonly number[]): CostLine => ({
    keys: [name],
    figures: monthFigures(...months),
    share: 0,
});
