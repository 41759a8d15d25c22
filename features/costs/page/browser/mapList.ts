import { countText } from "../../../../pages/data/amountText";
import type { MapNode } from "../data/mapNode";
import { changeBadge } from "./changeBadge";
import { barElement, element, nameElement } from "../../../../pages/browser/elementBuilder";
import type { PageContext } from "./pageContext";

/** How many rows the list begins with. */
const FIRST_ROWS = 60;

/** How many rows have room beside the map. What room is left shows the greatest of the next level, each below its own unit. */
const ROOM = 14;

/** Goes into a unit, or into one of the units in it. */
type GoInto = (...way: readonly MapNode[]) => void;

/** The units and accounts of a unit. A unit is a button that goes into it. */
export function mapList(context: PageContext, unit: MapNode, goInto: GoInto): HTMLElement {
    const list = element("ul");
    const largest = Math.max(...unit.children.map(({ amount }) => amount), 0);
    const deeper = shownBelow(unit);
    const rows = (from: number, to?: number): HTMLElement[] =>
        unit.children.slice(from, to).map((child) =>
            element(
                "li",
                {},
                row(context, child, largest, () => goInto(child)),
                child.children.some((one) => deeper.has(one)) && listBelow(context, child, deeper, largest, goInto),
            ),
        );
    list.append(...rows(0, FIRST_ROWS));
    const left = unit.children.length - FIRST_ROWS;
    if (left > 0)
        list.append(
            element(
                "li",
                {},
                moreButton(left, () => rows(FIRST_ROWS)),
            ),
        );
    return list;
}

/** The nodes of the next level that have room beside the map. A unit that is not shown whole needs a row to say so. */
function shownBelow({ children }: MapNode): ReadonlySet<MapNode> {
    const below = children.flatMap((child) => child.children);
    if (children.length + below.length <= ROOM) return new Set(below);
    const units = children.filter((child) => child.children.length > 0);
    const room = ROOM - children.length - units.length;
    return new Set(room > 0 ? below.sort((one, other) => other.amount - one.amount).slice(0, room) : []);
}

function listBelow(
    context: PageContext,
    unit: MapNode,
    shown: ReadonlySet<MapNode>,
    largest: number,
    goInto: GoInto,
): HTMLElement {
    const rows = unit.children
        .filter((child) => shown.has(child))
        .map((child) => row(context, child, largest, () => goInto(unit, child)));
    const hidden = unit.children.length - rows.length;
    const more = element("button", {
        class: "map-row quiet",
        text: `${countText(hidden)} more`,
        attributes: { type: "button", "aria-label": `Show all in ${unit.name}` },
        on: { click: () => goInto(unit) },
    });
    return element("ul", {}, ...[...rows, ...(hidden > 0 ? [more] : [])].map((one) => element("li", {}, one)));
}

/** A button that makes place for the rows that it stands for. */
function moreButton(left: number, rows: () => readonly HTMLElement[]): HTMLElement {
    const show = (): void => {
        const added = rows();
        button.parentElement?.replaceWith(...added);
        added[0]?.setAttribute("tabindex", "-1");
        added[0]?.focus();
    };
    const text = `Show ${countText(left)} more`;
    const button = element("button", { class: "more", text, attributes: { type: "button" }, on: { click: show } });
    return button;
}

function row(context: PageContext, node: MapNode, largest: number, goInto: () => void): HTMLElement {
    const count = node.id === undefined && accountCount(node.accounts);
    const content = [
        element("span", { class: "map-name" }, nameElement(node.name), count),
        element("span", { class: "amount", text: context.amounts.short(node.amount) }),
        changeBadge(context, node.amount, node.before),
        barElement(largest > 0 ? node.amount / largest : 0, "plain"),
    ];
    if (node.id !== undefined) return element("div", { class: "map-row" }, ...content);
    return element("button", { class: "map-row", attributes: { type: "button" }, on: { click: goInto } }, ...content);
}

/** The number alone, as the names need the room. A screen reader gets the word, too. */
function accountCount(count: number): HTMLElement {
    const word = element("span", { class: "unseen", text: count === 1 ? " account" : " accounts" });
    return element("span", { class: "note" }, countText(count), word);
}
