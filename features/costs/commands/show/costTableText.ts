import { countOf } from "../../../../limits";
import { visible } from "../../../../limits/visibleText";
import { table } from "../../../../operations/cli";
import { amountText, changeShareText, shareText, type AmountText } from "../../../../pages/data/amountText";
import { budgetUse, eachBudget } from "../../page/data/budgetUse";
import { dayText, monthText, shortDaysText } from "../../../../pages/data/dayText";
import { comparedDay } from "../../page/data/comparedDay";
import { unseenTagsText } from "../../page/data/unseenTags";
import type { CostFigures, CostLine, CostReport } from "../../report";
import { monthBars } from "./monthBars";
import { usageText } from "./usageText";

/** A terminal of fewer columns shows the last half year, and budgets without their amounts. */
const NARROW = 100;
const NARROW_MONTHS = 6;
/** The most budgets of the total that the terminal shows. */
const BUDGETS = 3;
/** The movers that the terminal shows. */
const MOVERS = 5;

/**
 * A report for the terminal: the total, the lines, what changed most, what is apart, and where the figures come from.
 *
 * @param columns the terminal's width; absent: there is none, and no line is wrapped.
 * @param top the most lines; the others are summed in one.
 */
export function costTable(report: CostReport, columns?: number, top = Infinity): string {
    const amounts = amountText(report.currency, report.total.thisMonth);
    return [
        heading(report),
        totalText(report, amounts, columns),
        report.lines.length === 0 ? "There are no costs." : linesTable(report, amounts, columns, top),
        moversText(report, amounts, columns),
        apartText(report, amounts, columns),
        unassignedText(report, amounts, columns),
        footer(report),
    ]
        .filter((part) => part !== "")
        .join("\n\n");
}

function heading({ stack, months, until, isPartial, within, by }: CostReport): string {
    const time = isPartial
        ? `${monthText(months.at(-1) ?? "")} until ${dayText(until)}`
        : monthText(months.at(-1) ?? "");
    return `Costs of ${visible(within ?? stack)} in ${time}, by ${by.map((one) => visible(one)).join(" and ")}`;
}

function totalText(report: CostReport, amounts: AmountText, columns = Infinity): string {
    const { total, months } = report;
    const change = total.thisMonth - total.lastMonthSameDay;
    const share = changeShareText(total.thisMonth, total.lastMonthSameDay);
    const before = months.at(-2);
    const compared = [
        `${comparedDays(report)} ${amounts.exact(total.lastMonthSameDay)} (${amounts.change(change)}${share === "" ? "" : `, ${share}`})`,
        ...(report.isPartial ? [`all of ${monthText(before ?? "")} ${amounts.exact(total.lastMonth)}`] : []),
    ];
    const parts = [`Total ${amounts.exact(total.thisMonth)}`, ...(before === undefined ? [] : compared)];
    const all = eachBudget(total);
    const budgets = all.slice(0, BUDGETS).map((figures) => {
        const name = all.length === 1 ? "" : `${visible(figures.budget?.name ?? "")}: `;
        return `${name}${budgetText(figures, amounts)}`;
    });
    if (all.length > BUDGETS) budgets.push(`${all.length - BUDGETS} more`);
    const forecast =
        total.forecast === undefined ? [] : [`AWS's forecast for the month ${amounts.exact(total.forecast)}`];
    const outlook = [
        ...forecast,
        ...(budgets.length === 0 ? [] : [`${budgets.length === 1 ? "budget" : "budgets"} ${budgets.join(", ")}`]),
    ];
    const lines = [parts, outlook].map((line) => {
        const text = line.join("   ");
        return text.length <= columns ? text : line.join("\n");
    });
    return lines.filter((line) => line !== "").join("\n");
}

/** `1–25 Oct`, or `September 2026` for a month that is over. Empty if the source has no month before. */
function comparedDays(report: CostReport): string {
    const before = report.months.at(-2);
    if (before === undefined) return "";
    return report.isPartial ? shortDaysText(before, comparedDay(report)) : monthText(before);
}

function linesTable(report: CostReport, amounts: AmountText, columns: number | undefined, top: number): string {
    const { lines, by } = report;
    const isCut = lines.length > top;
    const shown = isCut ? lines.slice(0, top) : lines;
    const rest = lines.slice(shown.length);
    const hasSplits = lines.some(({ figures }) => figures.afterSplit !== undefined);
    const shows = {
        splits: hasSplits,
        comparison: report.months.length > 1,
        isNarrow: columns !== undefined && columns < NARROW,
    };
    const rows = shown.map((line) => lineCells(line, amounts, shows));
    if (isCut) {
        const sum = (of: (figures: CostFigures) => number): number =>
            rest.reduce((all, { figures }) => all + of(figures), 0);
        const others: CostLine = {
            keys: [`${countOf(rest.length, "other", "others")} together`, ...by.slice(1).map(() => "")],
            share: rest.reduce((all, { share }) => all + share, 0),
            figures: {
                months: report.months.map((_, index) => sum(({ months }) => months[index] ?? 0)),
                thisMonth: sum(({ thisMonth }) => thisMonth),
                lastMonth: sum(({ lastMonth }) => lastMonth),
                lastMonthSameDay: sum(({ lastMonthSameDay }) => lastMonthSameDay),
                ...(hasSplits && { afterSplit: sum(({ afterSplit, thisMonth }) => afterSplit ?? thisMonth) }),
            },
        };
        rows.push(lineCells(others, amounts, shows));
    }
    const head = [
        ...by.map((one) => visible(one).toUpperCase()),
        "COST",
        ...(hasSplits ? ["AFTER SPLIT"] : []),
        ...(shows.comparison ? [comparedDays(report).toUpperCase(), "CHANGE"] : []),
        "SHARE",
        "MONTHS",
        "BUDGET",
    ];
    return rightAligned(head, rows, by.length, 2 + (hasSplits ? 1 : 0) + (shows.comparison ? 2 : 0), columns);
}

/** What the table has room and figures for. */
interface ShownColumns {
    readonly splits: boolean;
    /** The source has the month before. */
    readonly comparison: boolean;
    readonly isNarrow: boolean;
}

function lineCells(
    { keys, figures, share }: CostLine,
    amounts: AmountText,
    { splits, comparison, isNarrow }: ShownColumns,
): readonly string[] {
    const { thisMonth, lastMonthSameDay, months, afterSplit } = figures;
    const change = changeShareText(thisMonth, lastMonthSameDay);
    return [
        ...keys.map((key) => visible(key)),
        costText(thisMonth, amounts),
        ...(splits ? [afterSplit === undefined ? "" : costText(afterSplit, amounts)] : []),
        ...(comparison ? [costText(lastMonthSameDay, amounts), change] : []),
        shareText(share),
        monthBars(isNarrow ? months.slice(-NARROW_MONTHS) : months),
        lineBudgetText(figures, amounts, isNarrow),
    ];
}

/** The budget of which most is spent, and how many others there are: `--json` and the page have them all. */
function lineBudgetText(figures: CostFigures, amounts: AmountText, isNarrow: boolean): string {
    const text = budgetText(figures, amounts);
    const more = (figures.budgets?.length ?? 1) - 1;
    return `${isNarrow ? text.replace(/ %.*$/, " %") : text}${more > 0 ? `, ${more} more` : ""}`;
}

/** Amounts that are too small to be seen are still costs. */
function costText(amount: number, { exact }: AmountText): string {
    if (amount > 0 && amount < 0.005) return `<${exact(0.01)}`;
    return exact(amount);
}

/** `82 % of $500`, with the period where it is no month. What AWS Budgets has counted goes before our figure: it may be of a quarter. */
function budgetText(figures: CostFigures, amounts: AmountText): string {
    if (!figures.budget) return "";
    const { amount, period } = figures.budget;
    const whole = `${amounts.short(amount)}${period === "monthly" ? "" : ` ${period}`}`;
    const use = budgetUse(figures);
    return use === undefined ? whole : `${Math.round(100 * use)} % of ${whole}`;
}

function moversText(report: CostReport, amounts: AmountText, columns?: number): string {
    if (report.movers.length === 0 || report.lines.length < 3) return "";
    const rows = report.movers
        .slice(0, MOVERS)
        .map(({ keys, figures: { thisMonth, lastMonthSameDay } }) => [
            keys.map((key) => visible(key)).join(", "),
            amounts.change(thisMonth - lastMonthSameDay),
            changeShareText(thisMonth, lastMonthSameDay),
        ]);
    return rightAligned([`CHANGED MOST SINCE ${comparedDays(report).toUpperCase()}`, "", ""], rows, 1, 2, columns);
}

function apartText(report: CostReport, amounts: AmountText, columns?: number): string {
    const rows = report.apart.map(({ kind, figures }) => [
        { credit: "credits", refund: "refunds", tax: "tax" }[kind],
        amounts.exact(figures.thisMonth),
        monthBars(figures.months.map(Math.abs)),
    ]);
    return rows.length === 0 ? "" : rightAligned(["NOT IN THE TOTAL", "", ""], rows, 1, 1, columns);
}

function unassignedText(report: CostReport, amounts: AmountText, columns?: number): string {
    const rows = report.unassigned
        .filter(({ amount }) => Math.abs(amount) >= 0.005)
        .map(({ name, amount, share }) => [visible(name), amounts.exact(amount), shareText(share)]);
    if (rows.length === 0) return "";
    const shown = rightAligned(["BELONGS TO NO VALUE OF", "", ""], rows, 1, 2, columns);
    const unseen = unseenTagsText(report.unassigned);
    return unseen === undefined ? shown : `${shown}\n${visible(unseen, Infinity)}`;
}

function footer({ source, usage, until, metric }: CostReport): string {
    return `From ${visible(source)}, until ${dayText(until)}, ${metric} costs${usageText(usage)}. AWS adds costs up to a day later.`;
}

/** A table whose numbers stand below each other. @param first the first column with numbers. @param count the number of such columns. */
function rightAligned(
    head: readonly string[],
    rows: readonly (readonly string[])[],
    first: number,
    count: number,
    columns: number | undefined,
): string {
    const all = [head, ...rows];
    const widths = head.map((_, index) => Math.max(...all.map((row) => (row[index] ?? "").length)));
    const [alignedHead = [], ...aligned] = all.map((row) =>
        row.map((cell, index) =>
            index < first || index >= first + count || cell === "" ? cell : cell.padStart(widths[index] ?? 0),
        ),
    );
    return table(
        alignedHead,
        aligned,
        columns,
        Array.from({ length: count }, (_, index) => first + index),
    );
}
