import { csvText } from "../../../../pages/files";
import type { CostFigures, CostReport } from "../../report";

/**
 * A report for spreadsheets (RFC 4180): a row for each line, and none for the total, so that a sum counts nothing twice. Credits, refunds
 * and tax are not in it. Amounts are plain numbers in the currency of the bill.
 */
export function costCsv({ by, months, lines, currency }: CostReport): string {
    const head = [
        ...by,
        "currency",
        ...months,
        "last_month_same_days",
        "share",
        "after_split",
        "forecast",
        "budget",
        "budget_period",
    ];
    return csvText(
        head,
        lines.map(({ keys, figures, share }) => [
            ...keys.map((key) => ({ text: key })),
            currency,
            ...figureCells(figures, share),
        ]),
    );
}

function figureCells(figures: CostFigures, share: number): readonly string[] {
    const { months, lastMonthSameDay, afterSplit, forecast, budget } = figures;
    return [
        ...months.map(numberText),
        months.length > 1 ? numberText(lastMonthSameDay) : "",
        share.toFixed(6),
        ...[afterSplit, forecast, budget?.amount].map((amount) => (amount === undefined ? "" : numberText(amount))),
        budget?.period ?? "",
    ];
}

/** Never in the notation `1e-7`, which spreadsheets of some languages read as text. AWS's amounts are compared to eight places. */
function numberText(amount: number): string {
    const text = String(Number(amount.toFixed(8)) + 0);
    return text.includes("e") ? amount.toFixed(8).replace(/0+$/, "") : text;
}
