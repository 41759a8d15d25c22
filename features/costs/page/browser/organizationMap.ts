import { changeColor, textOn, type ChartColors } from "../data/chartColors";
import { changeShare, changeShareText, countText, shareText } from "../data/amountText";
import { mapOfOrganization, type MapNode } from "../data/mapNode";
import { changeBadge } from "./changeBadge";
import { ariaOption, FONT, hostChart, tooltipOption, type ChartOption, type HostedChart } from "./chartHost";
import { element, nameElement, sectionElement } from "./elementBuilder";
import { changeLegend } from "./changeLegend";
import { mapList } from "./mapList";
import type { PageContext } from "./pageContext";

/**
 * The organisation as a tree map: areas are costs, colours are changes. A click on a unit goes into it. The list beside it has the same
 * units and accounts as buttons and text, so that keyboard and screen reader have all of it.
 */
export function organizationMap(context: PageContext): { readonly section: HTMLElement; start(): void } {
    const root = mapOfOrganization(context.report.within ?? context.report.stack, context.report.accounts);
    let path: readonly MapNode[] = [root];
    let hosted: HostedChart | undefined;
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
            ...mapOption(context, current(), colors),
        }));
        hosted.chart.on("click", (event) => {
            const target = unitBelow(current(), nodeOf(event.data));
            if (target !== undefined) show([...path, target], "none");
        });
    };
    return { section, start };
}

/** What each tile stands for. ECharts copies the data that it gets, so tiles have numbers. */
const tileNodes: MapNode[] = [];

function nodeOf(data: unknown): MapNode | undefined {
    return tileNodes[(data as { readonly tile?: number } | undefined)?.tile ?? -1];
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

function mapOption(context: PageContext, shown: MapNode, colors: ChartColors): ChartOption {
    tileNodes.length = 0;
    const isFlat = shown.children.every(({ id }) => id !== undefined);
    return {
        tooltip: {
            ...tooltipOption(colors),
            formatter: (item) => mapTooltip(context, shown, nodeOf((item as { readonly data: unknown }).data)),
        },
        series: [
            {
                type: "treemap",
                left: 0,
                right: 0,
                top: 0,
                bottom: 0,
                roam: false,
                nodeClick: false,
                breadcrumb: { show: false },
                labelLayout: ({ rect }) => (rect.width < 52 || rect.height < 24 ? { fontSize: 0 } : {}),
                visibleMin: 12,
                childrenVisibleMin: 40,
                label: {
                    fontFamily: FONT,
                    fontSize: 11,
                    lineHeight: 15,
                    position: "insideTopLeft",
                    distance: 6,
                    overflow: "truncate",
                },
                upperLabel: {
                    show: true,
                    height: 22,
                    fontFamily: FONT,
                    fontSize: 11,
                    fontWeight: 600,
                    color: colors.text,
                },
                levels: [
                    {
                        itemStyle: { borderWidth: 0, gapWidth: isFlat ? 1 : 3, borderColor: colors.surface },
                        upperLabel: { show: false },
                    },
                ],
                data: shown.children.map((child) => tile(context, child, colors)).filter((one) => one.value > 0),
            },
        ],
    };
}

interface Tile {
    readonly name: string;
    readonly value: number;
    readonly tile: number;
    readonly children?: Tile[];
}

/** A unit or an account as ECharts wants it. What costs nothing, or less, has no area; the list has it. */
function tile(context: PageContext, node: MapNode, colors: ChartColors): Tile {
    const number = tileNodes.push(node) - 1;
    if (node.id === undefined) {
        const children = node.children.map((child) => tile(context, child, colors)).filter(({ value }) => value > 0);
        const value = children.reduce((sum, child) => sum + child.value, 0);
        const itemStyle = { color: colors.unit, borderColor: colors.unit, borderWidth: 3, gapWidth: 1 };
        const name = `${node.name}  ${context.amounts.compact(node.amount)}  ${changeShareText(node.amount, node.before)}`;
        return { name, value, tile: number, children, ...{ itemStyle, upperLabel: { formatter: () => name } } };
    }
    const color = changeColor(colors, changeShare(node.amount, node.before));
    const change = changeShareText(node.amount, node.before);
    const text = `${node.name}\n${context.amounts.compact(node.amount)}${change === "" ? "" : `  ${change}`}`;
    const look = {
        itemStyle: { color, borderColor: colors.unit, borderWidth: 0 },
        label: { color: textOn(color), formatter: () => text },
    };
    return { name: node.name, value: node.amount, tile: number, ...look };
}

function mapTooltip(context: PageContext, shown: MapNode, node: MapNode | undefined): HTMLElement {
    if (node === undefined) return element("div");
    const share = shown.amount > 0 ? `${shareText(node.amount / shown.amount)} of ${shown.name}` : "";
    return element(
        "div",
        { class: "tip" },
        element(
            "p",
            { class: "tip-head" },
            nameElement(node.name),
            element("strong", { text: context.amounts.short(node.amount) }),
        ),
        element("p", {}, changeBadge(context, node.amount, node.before)),
        element("p", {
            class: "note",
            text: [node.id ?? `${countText(node.accounts)} accounts`, share].filter((one) => one !== "").join(" · "),
        }),
    );
}
