import { changeShare, changeShareText, countText, shareText } from "../../../../pages/data/amountText";
import { changeColor, textOn, type ChartColors } from "../data/chartColors";
import type { MapNode } from "../data/mapNode";
import { changeBadge } from "./changeBadge";
import { FONT, tooltipOption, type ChartOption } from "./chartHost";
import { element, nameElement } from "../../../../pages/browser/elementBuilder";
import type { PageContext } from "./pageContext";

interface Tile {
    readonly name: string;
    readonly value: number;
    readonly tile: number;
    readonly children?: Tile[];
}

/** The tiles of the map as ECharts wants them, and back from a tile to what it stands for. */
export interface MapTiles {
    option(shown: MapNode, colors: ChartColors): ChartOption;
    /** @param data what ECharts gives to a listener */
    nodeOf(data: unknown): MapNode | undefined;
}

export function mapTiles(context: PageContext): MapTiles {
    // ECharts copies the data that it gets, so tiles have the numbers of their nodes.
    let nodes: MapNode[] = [];
    const nodeOf = (data: unknown): MapNode | undefined => nodes[(data as { tile?: number } | undefined)?.tile ?? -1];
    const option = (shown: MapNode, colors: ChartColors): ChartOption => {
        nodes = [];
        const formatter = (item: unknown): HTMLElement =>
            mapTooltip(context, shown, nodeOf((item as { readonly data: unknown }).data));
        return {
            tooltip: { ...tooltipOption(colors), formatter },
            ...treemapOption(colors, shown, tilesOf(context, shown.children, colors, nodes)),
        };
    };
    return { option, nodeOf };
}

/** The tiles of units and accounts. What costs nothing, or less, has no area; the list beside the map has it. */
function tilesOf(context: PageContext, shown: readonly MapNode[], colors: ChartColors, nodes: MapNode[]): Tile[] {
    return shown.map((node) => tileOf(context, node, colors, nodes)).filter(({ value }) => value > 0);
}

function tileOf(context: PageContext, node: MapNode, colors: ChartColors, nodes: MapNode[]): Tile {
    const tile = nodes.push(node) - 1;
    const figures = `${context.amounts.compact(node.amount)}  ${changeShareText(node.amount, node.before)}`.trimEnd();
    if (node.id === undefined) {
        const children = tilesOf(context, node.children, colors, nodes);
        const value = children.reduce((sum, child) => sum + child.value, 0);
        const itemStyle = { color: colors.unit, borderColor: colors.unit, borderWidth: 3, gapWidth: 1 };
        const look = { itemStyle, upperLabel: { formatter: () => `${node.name}  ${figures}` } };
        return { name: node.name, value, tile, children, ...look };
    }
    const color = changeColor(colors, changeShare(node.amount, node.before));
    const look = {
        itemStyle: { color, borderColor: colors.unit, borderWidth: 0 },
        label: { color: textOn(color), formatter: () => `${node.name}\n${figures}` },
    };
    return { name: node.name, value: node.amount, tile, ...look };
}

function treemapOption(colors: ChartColors, shown: MapNode, data: Tile[]): ChartOption {
    const isFlat = shown.children.every(({ id }) => id !== undefined);
    return {
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
                data,
            },
        ],
    };
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
