import { countText } from "../data/amountText";
import type { MapNode } from "../data/mapNode";
import { changeBadge } from "./changeBadge";
import { barElement, element, nameElement } from "./elementBuilder";
import type { PageContext } from "./pageContext";

/** How many rows the list begins with. */
const FIRST_ROWS = 60;

/** How many rows have room beside the map. Where the units of the next level fit in too, they are shown below their own. */
const ROOM = 14;

/** The units and accounts of a unit. A unit is a button that goes into it. */
export function mapList(
    context: PageContext,
    unit: MapNode,
    goInto: (...way: readonly MapNode[]) => void,
): HTMLElement {
    const list = element("ul");
    const largest = Math.max(...unit.children.map(({ amount }) => amount), 0);
    const below = unit.children.reduce((count, { children }) => count + children.length, 0);
    const isDeep = unit.children.length + below <= ROOM;
    const deeper = (child: MapNode): HTMLElement | false =>
        isDeep &&
        child.children.length > 0 &&
        element(
            "ul",
            {},
            ...child.children.map((one) =>
                element(
                    "li",
                    {},
                    row(context, one, largest, () => goInto(child, one)),
                ),
            ),
        );
    const rows = (from: number, to?: number): HTMLElement[] =>
        unit.children.slice(from, to).map((child) =>
            element(
                "li",
                {},
                row(context, child, largest, () => goInto(child)),
                deeper(child),
            ),
        );
    list.append(...rows(0, FIRST_ROWS));
    const left = unit.children.length - FIRST_ROWS;
    if (left > 0) {
        const more = element("button", {
            class: "more",
            text: `Show ${countText(left)} more`,
            attributes: { type: "button" },
            on: {
                click: () => {
                    const added = rows(FIRST_ROWS);
                    more.parentElement?.replaceWith(...added);
                    added[0]?.setAttribute("tabindex", "-1");
                    added[0]?.focus();
                },
            },
        });
        list.append(element("li", {}, more));
    }
    return list;
}

function row(context: PageContext, node: MapNode, largest: number, goInto: () => void): HTMLElement {
    const count =
        node.id === undefined &&
        element("span", {
            class: "note",
            text: node.accounts === 1 ? "1 account" : `${countText(node.accounts)} accounts`,
        });
    const content = [
        element("span", { class: "map-name" }, nameElement(node.name), count),
        element("span", { class: "amount", text: context.amounts.short(node.amount) }),
        changeBadge(context, node.amount, node.before),
        barElement(largest > 0 ? node.amount / largest : 0, "plain"),
    ];
    if (node.id !== undefined) return element("div", { class: "map-row" }, ...content);
    return element("button", { class: "map-row", attributes: { type: "button" }, on: { click: goInto } }, ...content);
}
