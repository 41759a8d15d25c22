import type { CostReport } from "../../report/costReport";

/** The last day of the month before that a report compares with: the same day. A shorter month is compared whole. */
export function comparedDay({ months, until }: Pick<CostReport, "months" | "until">): number {
    const [year, month] = (months.at(-2) ?? until).split("-").map(Number) as [number, number];
    return Math.min(Number(until.slice(8, 10)), new Date(Date.UTC(year, month, 0)).getUTCDate());
}
