import { changeShareText, countText } from "../../../../pages/data/amountText";
import { mapOfOrganization, type MapNode } from "../data/mapNode";
import { ariaOption, hostChart, type HostedChart } from "./chartHost";
import { element, nameElement, sectionElement } from "../../../../pages/browser/elementBuilder";
import { changeLegend } from "./changeLegend";
import { mapList } from "./mapList";
import { mapTiles } from "./mapTiles";
import type { PageContext } from "./pageContext";

/**
 * The organisation as a tree map: areas are costs, colours are changes. A click on a unit goes into it. The list beside it has the same
 * units and accounts as buttons and text, so that keyboard and screen reader have all of it.
 */
export function organizationMap(context: PageContext): { readonly section: HTMLElement; start(): void } {
    const root = mapOfOrganization(context.report.within ?? context.report.stack, context.report.accounts);
    let path: readonly MapNode[] = [root];
    let hosted: HostedChart | undefined;
    const tiles = mapTiles(context);
    const host = element("div", { class: "chart map", attributes: { role: "img" } });
    const breadcrumb = element("nav", { class: "breadcrumb", attributes: { "aria-label": "Unit that the map shows" } });
    const list = element("div", { class: "map-list" });
    const said = element("p", { class: "unseen", attributes: { role: "status" } });
    const current = (): MapNode => path.at(-1) ?? root;

    const show = (next: readonly MapNode[], focus: "list" | "none"): void => {
        path = next;
        breadcrumb.replaceChildren(breadcrumbList(path, (to) => show(path.slice(0, to + 1), "list")));
        list.replaceChildren(mapList(context, current(), (...way) => show([...path, ...way], "list")));
        hosted?.draw();
        if (focus === "none") return;
        said.textContent = mapDescription(context, current());
        const target =
            list.querySelector<HTMLElement>("button") ?? [...breadcrumb.querySelectorAll<HTMLElement>("button")].at(-1);
        target?.focus({ preventScroll: true });
    };
    const goUp = (event: Event): void => {
        if ((event as KeyboardEvent).key !== "Escape" || path.length < 2) return;
        event.preventDefault();
        show(path.slice(0, -1), "list");
    };
    const section = sectionElement(
        "map",
        "Organisation",
        `Area: costs of ${context.month}. Colour: change since ${context.comparedMonth}.`,
        breadcrumb,
        element(
            "div",
            { class: "map-body", on: { keydown: goUp } },
            element("div", { class: "map-picture" }, host, changeLegend()),
            list,
        ),
        said,
    );
    show(path, "none");
    const start = (): void => {
        hosted = hostChart(host, (colors) => ({
            aria: ariaOption(mapDescription(context, current())),
            ...tiles.option(current(), colors),
        }));
        hosted.chart.on("click", (event) => {
            const target = unitBelow(current(), tiles.nodeOf(event.data));
            if (target !== undefined) show([...path, target], "none");
        });
    };
    return { section, start };
}

/** The unit directly in `unit` that contains a node, or is it. */
function unitBelow(unit: MapNode, node: MapNode | undefined): MapNode | undefined {
    if (node === undefined || node === unit) return undefined;
    const contains = (one: MapNode): boolean => one === node || one.children.some(contains);
    return unit.children.find((child) => child.id === undefined && contains(child));
}

function breadcrumbList(path: readonly MapNode[], goTo: (index: number) => void): HTMLElement {
    const items = path.map((node, index) => {
        if (index === path.length - 1) {
            return element(
                "li",
                {},
                element("span", { attributes: { "aria-current": "location" } }, nameElement(node.name)),
            );
        }
        const button = element(
            "button",
            { attributes: { type: "button" }, on: { click: () => goTo(index) } },
            nameElement(node.name),
        );
        return element("li", {}, button);
    });
    return element("ol", {}, ...items);
}

function mapDescription({ amounts }: PageContext, { name, amount, before, accounts }: MapNode): string {
    const change = changeShareText(amount, before);
    const count = accounts === 1 ? "1 account" : `${countText(accounts)} accounts`;
    return `${name}: ${amounts.short(amount)}${change === "" ? "" : `, ${change}`}, ${count}.`;
}
