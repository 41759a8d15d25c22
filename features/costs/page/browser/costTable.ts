import { countText } from "../data/amountText";
import { filteredLines, orderedLines, type SortOrder } from "../data/orderedLines";
import type { CostLine } from "../data/pageData";
import { element, sectionElement } from "./elementBuilder";
import { groupsText, type PageContext } from "./pageContext";
import { tableColumns, type TableColumn } from "./tableColumns";

/** How many rows are drawn at first, and with each press of the button: a thousand at once would be felt. */
const ROWS = 100;

interface TableState {
    column: TableColumn;
    order: SortOrder;
    typed: string;
    rows: number;
}

/** All lines: sorted by a press on a column's title, filtered by typing. */
export function costTable(context: PageContext): HTMLElement {
    const { report } = context;
    const columns = tableColumns(context);
    const main = columns.find(({ title }) => title === "Share") as TableColumn;
    const state: TableState = { column: main, order: "descending", typed: "", rows: ROWS };
    const body = element("tbody");
    const foot = element("tfoot", {}, totalRow(context, columns));
    const heads = new Map(columns.map((column) => [column, headCell(column, () => sortBy(column))]));
    const status = element("p", { class: "note", id: "table-status", attributes: { role: "status" } });
    const more = element("div", { class: "more-rows" });

    const shown = (): readonly CostLine[] =>
        orderedLines(filteredLines(report.lines, state.typed), state.column.sortValue.bind(state.column), state.order);
    const draw = (): void => {
        const lines = shown();
        body.replaceChildren(...lines.slice(0, state.rows).map((line) => lineRow(line, columns)));
        foot.hidden = lines.length < report.lines.length;
        for (const [column, cell] of heads)
            cell.setAttribute("aria-sort", column === state.column ? state.order : "none");
        status.textContent = statusText(context, lines, state.rows);
        more.replaceChildren(...moreButtons(lines.length - state.rows, showMore));
    };
    const sortBy = (column: TableColumn): void => {
        const first: SortOrder = column.isNumber ? "descending" : "ascending";
        const isReversed = state.column === column && state.order === first;
        Object.assign(state, {
            column,
            order: isReversed ? (first === "ascending" ? "descending" : "ascending") : first,
            rows: ROWS,
        });
        draw();
    };
    const showMore = (count: number): void => {
        const from = state.rows;
        state.rows += count;
        draw();
        const next = body.rows[from];
        next?.setAttribute("tabindex", "-1");
        next?.focus();
    };
    draw();
    const table = element(
        "table",
        { class: "lines" },
        element("caption", {
            class: "unseen",
            text: `Costs by ${groupsText(report)}. The titles of the columns sort the table.`,
        }),
        element("thead", {}, element("tr", {}, ...heads.values())),
        body,
        foot,
    );
    const filter = filterField((typed) => {
        Object.assign(state, { typed, rows: ROWS });
        draw();
    });
    const scroller = element(
        "div",
        { class: "scroller", attributes: { tabindex: 0, role: "region", "aria-label": "Table of all lines" } },
        table,
    );
    return sectionElement(
        "lines",
        `By ${groupsText(report)}`,
        "",
        element("div", { class: "table-tools" }, filter, status),
        scroller,
        more,
    );
}

function filterField(filter: (typed: string) => void): HTMLElement {
    const input = element("input", {
        id: "filter",
        attributes: {
            type: "search",
            placeholder: "Filter by name",
            autocomplete: "off",
            spellcheck: "false",
            "aria-controls": "lines",
            "aria-describedby": "table-status",
        },
        on: {
            input: () => filter(input.value),
            keydown: (event) => {
                if ((event as KeyboardEvent).key !== "Escape" || input.value === "") return;
                event.preventDefault();
                input.value = "";
                filter("");
            },
        },
    });
    return element(
        "label",
        { class: "filter" },
        element("span", { class: "unseen", text: "Filter the table by name" }),
        input,
    );
}

function headCell(column: TableColumn, sort: () => void): HTMLElement {
    const icon = element("span", { class: "sort-icon", attributes: { "aria-hidden": "true" } });
    const button = element(
        "button",
        { attributes: { type: "button" }, on: { click: sort } },
        element("span", { text: column.title }),
        icon,
    );
    return element("th", { class: cellClass(column), attributes: { scope: "col", "aria-sort": "none" } }, button);
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

function moreButtons(left: number, show: (count: number) => void): HTMLElement[] {
    const button = (count: number, text: string): HTMLElement =>
        element("button", { class: "more", text, attributes: { type: "button" }, on: { click: () => show(count) } });
    if (left <= 0) return [];
    const all = button(left, `Show all ${countText(left)} more`);
    return left > ROWS ? [button(ROWS, `Show ${ROWS} more`), all] : [all];
}
