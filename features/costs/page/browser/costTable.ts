import { countText } from "../../../../pages/data/amountText";
import { filterField, moreButtons, ROWS, sortableHead } from "../../../../pages/browser/tableTools";
import type { SortOrder } from "../../../../pages/data/lineOrder";
import { filteredLines, orderedLines, searchText } from "../data/orderedLines";
import type { CostLine } from "../data/pageData";
import { element, scrollerElement, sectionElement } from "../../../../pages/browser/elementBuilder";
import { groupsText, type PageContext } from "./pageContext";
import { tableColumns, type TableColumn } from "./tableColumns";

const ORDERS: readonly SortOrder[] = ["descending", "ascending"];

interface TableState {
    readonly column: TableColumn;
    readonly order: SortOrder;
    readonly typed: string;
    readonly rows: number;
}

/** All lines: sorted by a press on a column's title, filtered by typing. */
export function costTable(context: PageContext): HTMLElement {
    const { report } = context;
    const columns = tableColumns(context);
    const textOf = searchText(report);
    let state: TableState = { ...firstOrder(columns), typed: "", rows: ROWS };
    const body = element("tbody");
    const foot = element("tfoot", {}, totalRow(context, columns));
    const heads = new Map(columns.map((column) => [column, headCell(column, () => change(sortedBy(state, column)))]));
    const status = element("p", { class: "note", id: "table-status", attributes: { role: "status" } });
    const more = element("div", { class: "more-rows" });

    const draw = (): void => {
        const { column, order, typed, rows } = state;
        const lines = orderedLines(filteredLines(report.lines, typed, textOf), column.sortValue, order);
        body.replaceChildren(...lines.slice(0, rows).map((line) => lineRow(line, columns)));
        foot.hidden = lines.length < report.lines.length;
        for (const [one, cell] of heads) cell.setAttribute("aria-sort", one === column ? order : "none");
        status.textContent = statusText(context, lines, rows);
        more.replaceChildren(...moreButtons(lines.length - rows, showMore));
    };
    const change = (changed: Partial<TableState>): void => {
        state = { ...state, rows: ROWS, ...changed };
        draw();
    };
    const showMore = (count: number): void => {
        const next = state.rows;
        change({ rows: next + count });
        body.rows[next]?.setAttribute("tabindex", "-1");
        body.rows[next]?.focus();
    };
    draw();
    const head = element("thead", {}, element("tr", {}, ...heads.values()));
    const caption = `Costs by ${groupsText(report)}. The titles of the columns sort the table.`;
    const table = element(
        "table",
        { class: "lines" },
        element("caption", { class: "unseen", text: caption }),
        head,
        body,
        foot,
    );
    const tools = element(
        "div",
        { class: "table-tools" },
        filterField(report.by.includes("account") ? "Filter by name, id, unit or team" : "Filter by name", (typed) =>
            change({ typed }),
        ),
        status,
    );
    return sectionElement(
        "lines",
        `By ${groupsText(report)}`,
        "",
        tools,
        scrollerElement("Table of all lines", table),
        more,
    );
}

/** The table begins in the order of the report: the greatest costs of the month first. */
function firstOrder(columns: readonly TableColumn[]): Pick<TableState, "column" | "order"> {
    const column = columns.find(({ isFirst }) => isFirst) ?? columns[0];
    if (column === undefined) throw new Error("the table has no columns");
    return { column, order: "descending" };
}

/** A press on a column's title: its own order first, and the other one with the next press. */
function sortedBy(state: TableState, column: TableColumn): Pick<TableState, "column" | "order"> {
    const [first, second] = column.isNumber ? ORDERS : ORDERS.toReversed();
    const order = state.column === column && state.order === first ? second : first;
    return { column, order: order ?? "descending" };
}

function headCell(column: TableColumn, sort: () => void): HTMLElement {
    return sortableHead(column.title, cellClass(column), sort);
}

function lineRow(line: CostLine, columns: readonly TableColumn[]): HTMLElement {
    const cells = columns.map((column, index) => {
        if (index === 0) return element("th", { attributes: { scope: "row" } }, column.cell(line));
        return element("td", { class: cellClass(column) }, column.cell(line));
    });
    return element("tr", {}, ...cells);
}

const cellClass = ({ isNumber, isPicture }: TableColumn): string =>
    isPicture ? "amount picture" : isNumber ? "amount" : "";

function totalRow({ report }: PageContext, columns: readonly TableColumn[]): HTMLElement {
    const cells = columns.map((column, index) =>
        index === 0
            ? element("th", { attributes: { scope: "row" } }, column.total(report.total))
            : element("td", { class: cellClass(column) }, column.total(report.total)),
    );
    return element("tr", {}, ...cells);
}

function statusText({ report, amounts }: PageContext, lines: readonly CostLine[], rows: number): string {
    const count = lines.length === 1 ? "1 line" : `${countText(lines.length)} lines`;
    const drawn = rows < lines.length ? `, the first ${countText(rows)} are shown` : "";
    if (lines.length === report.lines.length) return `${count}${drawn}`;
    const sum = lines.reduce((total, { figures }) => total + figures.thisMonth, 0);
    return `${count} of ${countText(report.lines.length)}, together ${amounts.short(sum)}${drawn}`;
}
