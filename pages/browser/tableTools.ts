import { element } from "./elementBuilder";

/** How many rows are drawn at first, and with each press of the button: a thousand at once would be felt. */
export const ROWS = 100;

/** What a filter's field says beside its hint. */
interface FilterFieldTexts {
    /** What a screen reader calls it. */
    readonly label: string;
    /** The id of what it filters. */
    readonly controls: string;
    /** What stands in it at first. */
    readonly typed: string;
}

/** The field above a table that filters its lines while somebody types. The escape key empties it. */
export function filterField(
    placeholder: string,
    filter: (typed: string) => void,
    { label, controls, typed }: FilterFieldTexts = { label: "Filter the table", controls: "lines", typed: "" },
): HTMLElement {
    const input = element("input", {
        id: "filter",
        attributes: {
            type: "search",
            placeholder,
            autocomplete: "off",
            spellcheck: "false",
            "aria-controls": controls,
            value: typed,
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
    return element("label", { class: "filter" }, element("span", { class: "unseen", text: label }), input);
}

/** The title of a column, which sorts the table. The caller says with `aria-sort` in which order it is. */
export function sortableHead(title: string, className: string, sort: () => void): HTMLElement {
    const icon = element("span", { class: "sort-icon", attributes: { "aria-hidden": "true" } });
    const button = element(
        "button",
        { attributes: { type: "button" }, on: { click: sort } },
        element("span", { text: title }),
        icon,
    );
    return element("th", { class: className, attributes: { scope: "col", "aria-sort": "none" } }, button);
}

/** The buttons below a table that show more of its lines. */
export function moreButtons(left: number, show: (count: number) => void): HTMLElement[] {
    const button = (count: number, text: string): HTMLElement =>
        element("button", { class: "more", text, attributes: { type: "button" }, on: { click: () => show(count) } });
    if (left <= 0) return [];
    const all = button(left, `Show all ${left.toLocaleString("en-US")} more`);
    return left > ROWS ? [button(ROWS, `Show ${ROWS} more`), all] : [all];
}
