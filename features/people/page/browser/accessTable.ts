import {
    breakableName,
    element,
    nameElement,
    scrollerElement,
    sectionElement,
} from "../../../../pages/browser/elementBuilder";
import { choiceField } from "../../../../pages/browser/choiceField";
import { filterField, moreButtons, ROWS, sortableHead } from "../../../../pages/browser/tableTools";
import type { SortOrder } from "../../../../pages/data/lineOrder";
import type { AccessPageData } from "../data/accessPageData";
import { AccessRows, type AccessRow, type RowFilter, type RowValue } from "../data/accessRows";

interface AccessColumn {
    readonly title: string;
    readonly value: RowValue;
    readonly cell: (row: AccessRow) => Node | string;
    readonly class?: string;
}

interface AccessTableState extends RowFilter {
    /** Absent: the order of the report. */
    readonly column?: AccessColumn;
    readonly order: SortOrder;
    readonly rows: number;
}

const COLUMNS: readonly AccessColumn[] = [
    {
        title: "Who",
        value: { of: "entry", value: ({ who }) => who },
        cell: ({ entry: { who, kind } }) =>
            element("span", {}, breakableName(who), kind !== "" && element("span", { class: "kind", text: kind })),
    },
    entryColumn("Through", "through"),
    entryColumn("Permission set", "permissionSet"),
    {
        title: "Account",
        value: { of: "account", value: ({ name }) => name },
        cell: ({ account: { name, id } }) =>
            element("span", {}, nameElement(name), id !== "" && element("span", { class: "kind", text: id })),
    },
    {
        title: "Unit",
        value: { of: "account", value: ({ units }) => units.at(-1) ?? "" },
        cell: ({ account: { units } }) => named(units.at(-1) ?? ""),
    },
    entryColumn("Until", "until"),
    entryColumn("Because", "because"),
    { ...entryColumn("Written in", "from"), class: "from" },
];

function entryColumn(title: string, key: "through" | "permissionSet" | "until" | "because" | "from"): AccessColumn {
    return {
        title,
        value: { of: "entry", value: (entry) => entry[key] },
        cell: ({ entry }) => named(entry[key]),
    };
}

const named = (text: string): Node | string => (text === "" ? "" : breakableName(text));

/** The columns that have something to show: few grants have a last day or a reason. */
function columnsOf({ entries }: AccessPageData): readonly AccessColumn[] {
    return COLUMNS.filter(({ value }) => value.of === "account" || entries.some((entry) => value.value(entry) !== ""));
}

/** Everybody's access: sorted by a press on a column's title, filtered by typing and by choosing. */
export function accessTable(data: AccessPageData): HTMLElement {
    const all = new AccessRows(data);
    const columns = columnsOf(data);
    let state: AccessTableState = { typed: "", permissionSet: "", unit: "", order: "ascending", rows: ROWS };
    const body = element("tbody");
    const status = element("p", { class: "note", id: "table-status", attributes: { role: "status" } });
    const more = element("div", { class: "more-rows" });
    const heads = new Map(
        columns.map((column) => [column, sortableHead(column.title, column.class ?? "", () => sortBy(column))]),
    );
    const draw = (): void => {
        const { column, order, rows } = state;
        const filtered = all.filtered(state);
        const ordered = column === undefined ? filtered : all.sorted(filtered, column.value, order);
        body.replaceChildren(...Array.from(ordered.subarray(0, rows), (row) => rowElement(all.row(row), columns)));
        for (const [one, cell] of heads) cell.setAttribute("aria-sort", one === column ? order : "none");
        status.textContent = statusText(all, filtered, rows);
        more.replaceChildren(...moreButtons(ordered.length - rows, showMore));
    };
    const change = (changed: Partial<AccessTableState>): void => {
        state = { ...state, rows: ROWS, ...changed };
        draw();
    };
    const sortBy = (column: AccessColumn): void =>
        change({ column, order: state.column === column && state.order === "ascending" ? "descending" : "ascending" });
    const showMore = (count: number): void => {
        const next = state.rows;
        change({ rows: next + count });
        body.rows[next]?.setAttribute("tabindex", "-1");
        body.rows[next]?.focus();
    };
    draw();
    const caption = element("caption", {
        class: "unseen",
        text: "Who may do what in which account. The titles of the columns sort the table.",
    });
    const head = element("thead", {}, element("tr", {}, ...heads.values()));
    const tools = element(
        "div",
        { class: "table-tools" },
        filterField("Filter by person, account, reason", (typed) => change({ typed })),
        choiceField("Permission set", permissionSetsIn(data), (permissionSet) => change({ permissionSet })),
        choiceField("Unit", unitsIn(data), (unit) => change({ unit })),
        status,
    );
    return sectionElement(
        "lines",
        "Who may do what where",
        "",
        tools,
        scrollerElement("Table of all access", element("table", { class: "lines" }, caption, head, body)),
        more,
    );
}

function rowElement(row: AccessRow, columns: readonly AccessColumn[]): HTMLElement {
    return element(
        "tr",
        {},
        ...columns.map((column, index) =>
            index === 0
                ? element("th", { attributes: { scope: "row" } }, column.cell(row))
                : element("td", { class: column.class ?? "" }, column.cell(row)),
        ),
    );
}

const permissionSetsIn = ({ entries }: AccessPageData): readonly string[] =>
    [...new Set(entries.map(({ permissionSet }) => permissionSet))].sort();

const unitsIn = ({ accounts }: AccessPageData): readonly string[] =>
    [...new Set(accounts.flatMap(({ units }) => units))].sort();

function statusText(all: AccessRows, rows: Uint32Array, drawn: number): string {
    const { who, accounts } = all.countsOf(rows);
    const counted = (count: number, one: string, many: string): string =>
        `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
    const of = rows.length < all.count ? ` of ${all.count.toLocaleString("en-US")}` : "";
    const first = drawn < rows.length ? `, the first ${drawn.toLocaleString("en-US")} are shown` : "";
    return `${counted(rows.length, "line", "lines")}${of}: ${counted(who, "person or group", "people and groups")}, ${counted(accounts, "account", "accounts")}${first}`;
}
