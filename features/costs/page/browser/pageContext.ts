import { amountText, type AmountText } from "../../../../pages/data/amountText";
import { DATA_ELEMENT, LICENCES_ELEMENT, type CostPageData, type CostReport } from "../data/pageData";
import { dayText, monthText } from "../../../../pages/data/dayText";
import { comparedDay } from "../data/comparedDay";

/** What every part of the page is made from. */
export interface PageContext {
    readonly report: CostReport;
    readonly madeAt: string;
    readonly amounts: AmountText;
    /** How the last month is called: `November 2026`. */
    readonly month: string;
    /** What the month is compared with: `October 2026`, `1–25 October 2026`. */
    readonly comparedMonth: string;
    /** The last day of `comparedMonth` that is compared. */
    readonly comparedDay: number;
}

export function readPageContext(): PageContext {
    const { report, madeAt } = readJson(DATA_ELEMENT) as CostPageData;
    const largest = Math.max(...[0, ...report.total.months, report.total.thisMonth].map(Math.abs));
    return {
        report,
        madeAt,
        amounts: amountText(report.currency, largest),
        month: monthText(report.months.at(-1) ?? report.until.slice(0, 7)),
        comparedMonth: comparedMonth(report),
        comparedDay: comparedDay(report),
    };
}

export const readLicences = (): string => readJson(LICENCES_ELEMENT) as string;

function readJson(id: string): unknown {
    return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

function comparedMonth(report: CostReport): string {
    const { months, isPartial } = report;
    const before = months.at(-2);
    if (before === undefined) return "the month before";
    if (!isPartial) return monthText(before);
    const lastDay = comparedDay(report);
    return lastDay > 1 ? `1–${dayText(`${before}-${String(lastDay).padStart(2, "0")}`)}` : dayText(`${before}-01`);
}

/** What the report's lines are: `team`, `team and service`. */
export const groupsText = ({ by }: CostReport): string => by.join(" and ");
