import { changeShare, changeShareText, shareText } from "../../../../pages/data/amountText";
import { budgetLevel, budgetUse, eachBudget, forecastUse } from "../data/budgetUse";
import { shortDaysText, shortMonthText } from "../../../../pages/data/dayText";
import type { CostFigures, CostLine } from "../data/pageData";
import { budgetNote } from "./budgetNote";
import { barElement, element, nameElement } from "../../../../pages/browser/elementBuilder";
import type { PageContext } from "./pageContext";
import { sparkline } from "./sparkline";

/** A column of the table of lines. */
export interface TableColumn {
    readonly title: string;
    readonly isNumber: boolean;
    /** A picture, which narrow screens leave out. */
    readonly isPicture?: true;
    /** The table begins sorted by it. */
    readonly isFirst?: true;
    /** What a line is sorted by. A line without a value comes last in both orders. */
    readonly sortValue: (line: CostLine) => string | number | undefined;
    readonly cell: (line: CostLine) => Node | string;
    /** What stands in the last row; empty for columns that have no sum. */
    readonly total: (figures: CostFigures) => Node | string;
}

/** The columns that this report has something to say in. */
export function tableColumns(context: PageContext): readonly TableColumn[] {
    const { report, amounts } = context;
    const has = (of: (figures: CostFigures) => unknown): boolean =>
        report.lines.some(({ figures }) => of(figures) !== undefined);
    const before = report.months.at(-2);
    const columns: (TableColumn | false)[] = [
        ...report.by.map((title, index) => nameColumn(title, index)),
        trendColumn(context),
        thisMonthColumn(context),
        before !== undefined &&
            report.isPartial &&
            amountColumn(
                shortDaysText(before, context.comparedDay),
                amounts.short,
                (figures) => figures.lastMonthSameDay,
            ),
        before !== undefined && changeColumn(context),
        before !== undefined && changeShareColumn(),
        before !== undefined && amountColumn(shortMonthText(before), amounts.short, ({ lastMonth }) => lastMonth),
        has(({ forecast }) => forecast) && amountColumn("Forecast", amounts.short, ({ forecast }) => forecast),
        has(({ afterSplit }) => afterSplit) &&
            amountColumn("After split", amounts.short, ({ afterSplit }) => afterSplit),
        shareColumn(),
        has(({ budget }) => budget) && budgetColumn(context),
    ];
    return columns.filter((column) => column !== false);
}

function nameColumn(title: string, index: number): TableColumn {
    return {
        title: title.charAt(0).toUpperCase() + title.slice(1),
        isNumber: false,
        sortValue: ({ keys }) => keys[index],
        cell: ({ keys }) => nameElement(keys[index] ?? ""),
        total: () => (index === 0 ? "Total" : ""),
    };
}

function trendColumn({ report }: PageContext): TableColumn {
    const latest = ({ months }: CostFigures): number => (months.at(-1) ?? 0) - (months[0] ?? 0);
    return {
        title: report.months.length === 1 ? "1 month" : `${report.months.length} months`,
        isNumber: true,
        isPicture: true,
        sortValue: ({ figures }) => latest(figures),
        cell: ({ figures }) => sparkline(figures, report.isPartial),
        total: (figures) => sparkline(figures, report.isPartial),
    };
}

function amountColumn(
    title: string,
    short: (amount: number) => string,
    of: (figures: CostFigures) => number | undefined,
): TableColumn {
    const text = (figures: CostFigures): Node => {
        const amount = of(figures);
        return element("span", { text: amount === undefined ? "" : short(amount) });
    };
    return {
        title,
        isNumber: true,
        sortValue: ({ figures }) => of(figures),
        cell: ({ figures }) => text(figures),
        total: text,
    };
}

function thisMonthColumn({ report, amounts }: PageContext): TableColumn {
    const title = shortMonthText(report.months.at(-1) ?? report.until.slice(0, 7));
    const column = amountColumn(title, amounts.short, ({ thisMonth }) => thisMonth);
    const cell = ({ figures }: CostLine): Node => element("strong", { text: amounts.short(figures.thisMonth) });
    return { ...column, isFirst: true, cell };
}

function changeColumn({ amounts }: PageContext): TableColumn {
    const change = ({ thisMonth, lastMonthSameDay }: CostFigures): number => thisMonth - lastMonthSameDay;
    return {
        title: "Change",
        isNumber: true,
        sortValue: ({ figures }) => change(figures),
        cell: ({ figures }) => amounts.change(change(figures)),
        total: (figures) => amounts.change(change(figures)),
    };
}

function changeShareColumn(): TableColumn {
    const share = ({ thisMonth, lastMonthSameDay }: CostFigures): number | undefined => {
        const change = changeShare(thisMonth, lastMonthSameDay);
        return change === "new" ? Infinity : change === "gone" ? -1 : change;
    };
    const text = (figures: CostFigures): Node => {
        const now = share(figures) ?? 0;
        const way = now > 0.005 ? "up" : now < -0.005 ? "down" : "same";
        const arrow = element("span", {
            class: "arrow",
            text: { up: "▲", down: "▼", same: "" }[way],
            attributes: { "aria-hidden": "true" },
        });
        return element(
            "span",
            { class: `change ${way}` },
            arrow,
            changeShareText(figures.thisMonth, figures.lastMonthSameDay),
        );
    };
    return {
        title: "Change %",
        isNumber: true,
        sortValue: ({ figures }) => share(figures),
        cell: ({ figures }) => text(figures),
        total: text,
    };
}

function shareColumn(): TableColumn {
    return {
        title: "Share",
        isNumber: true,
        sortValue: ({ share }) => share,
        cell: ({ share }) => element("span", { class: "with-bar" }, shareText(share), barElement(share, "plain")),
        total: () => "",
    };
}

function budgetColumn(context: PageContext): TableColumn {
    const { amounts } = context;
    const cell = (figures: CostFigures): Node | string => {
        const [, ...others] = eachBudget(figures);
        if (others.length === 0) return first(figures);
        return element("div", {}, first(figures), ...others.map((one) => budgetNote(one, context)));
    };
    const first = (figures: CostFigures): Node | string => {
        const { budget } = figures;
        if (budget === undefined) return "";
        const use = budgetUse(figures);
        const of = `of ${amounts.short(budget.amount)}${budget.period === "monthly" ? "" : ` ${budget.period}`}`;
        if (use === undefined) return element("span", { class: "note", text: of });
        const over = use > 1 && element("span", { class: "warning", text: "over " });
        const text = element("span", {}, over, shareText(use), element("span", { class: "note", text: ` ${of}` }));
        return element(
            "span",
            { class: "with-bar wide" },
            text,
            barElement(use, budgetLevel(use, forecastUse(figures)), forecastUse(figures)),
        );
    };
    return {
        title: "Budget",
        isNumber: true,
        sortValue: ({ figures }) => budgetUse(figures),
        cell: ({ figures }) => cell(figures),
        total: cell,
    };
}
