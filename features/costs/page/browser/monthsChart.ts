import type { ChartColors } from "../data/chartColors";
import { monthText, shortMonthText } from "../../../../pages/data/dayText";
import { stackedLines, stackedMonths, type MonthsLayer } from "../data/stackedMonths";
import { ariaOption, chartColors, FONT, hostChart, tooltipOption, type ChartOption } from "./chartHost";
import { element, nameElement, scrollerElement, sectionElement } from "../../../../pages/browser/elementBuilder";
import type { PageContext } from "./pageContext";
import { onThemeChange } from "../../../../pages/browser/themeSwitch";

/** How many lines have a layer of their own. */
const TOP_LINES = 10;

/** The months as stacked bars: the greatest lines, and all others together. The legend switches layers off and on. */
export function monthsChart(context: PageContext): { readonly section: HTMLElement; start(): void } {
    const { report } = context;
    const { by, lines } = stackedLines(report, TOP_LINES);
    const layers = stackedMonths(lines, report.total, TOP_LINES);
    const groups = by.join(" and ");
    const hidden = new Set<MonthsLayer>();
    const host = element("div", {
        class: "chart months",
        attributes: { role: "img" },
    });
    const legend = element("div", {
        class: "legend",
        attributes: { role: "group", "aria-label": "Layers of the chart" },
    });
    const partial = report.isPartial ? ` ${context.month} is not over, so its bar is pale.` : "";
    const section = sectionElement(
        "months",
        "Months",
        `By ${groups}.${partial}`,
        host,
        legend,
        figuresTable(context, groups, layers),
    );
    const start = (): void => {
        const hosted = hostChart(host, (colors) => ({
            aria: ariaOption(description(context, groups)),
            ...monthsOption(context, layers, hidden, colors),
        }));
        const toggle = (layer: MonthsLayer, button: HTMLElement): void => {
            if (!hidden.delete(layer)) hidden.add(layer);
            button.setAttribute("aria-pressed", String(!hidden.has(layer)));
            hosted.draw();
        };
        layers.forEach((layer, index) => legend.append(legendButton(layer, index, toggle)));
    };
    return { section, start };
}

function description({ report, amounts }: PageContext, groups: string): string {
    const sums = report.months.map(
        (month, index) => `${monthText(month)} ${amounts.short(report.total.months[index] ?? 0)}`,
    );
    return `Bars of the months, stacked by ${groups}. ${sums.join(", ")}. The figures are in the table below.`;
}

function legendButton(
    layer: MonthsLayer,
    index: number,
    toggle: (layer: MonthsLayer, button: HTMLElement) => void,
): HTMLElement {
    const swatch = element("span", { class: "swatch", attributes: { "aria-hidden": "true" } });
    const colour = (): void => swatch.style.setProperty("background-color", layerColor(layer, index, chartColors()));
    colour();
    onThemeChange(colour);
    const button = element(
        "button",
        { attributes: { type: "button", "aria-pressed": "true" }, on: { click: () => toggle(layer, button) } },
        swatch,
        nameElement(layer.name),
    );
    return button;
}

const layerColor = (layer: MonthsLayer, index: number, colors: ChartColors): string =>
    layer.isRest ? colors.rest : (colors.layers[index % colors.layers.length] ?? colors.rest);

function monthsOption(
    { report, amounts }: PageContext,
    layers: readonly MonthsLayer[],
    hidden: ReadonlySet<MonthsLayer>,
    colors: ChartColors,
): ChartOption {
    const label = { color: colors.quiet, fontFamily: FONT, fontSize: 11 };
    return {
        grid: { left: 4, right: 4, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
        tooltip: {
            ...tooltipOption(colors),
            trigger: "axis",
            axisPointer: { type: "shadow", shadowStyle: { color: colors.quiet, opacity: 0.12 } },
            formatter: (items) => monthTooltip(amounts.short, report.months, layers, items),
        },
        xAxis: {
            type: "category",
            data: report.months.map(shortMonthText),
            axisLine: { lineStyle: { color: colors.line } },
            axisTick: { show: false },
            axisLabel: label,
        },
        yAxis: {
            type: "value",
            splitNumber: 4,
            splitLine: { lineStyle: { color: colors.line } },
            axisLabel: { ...label, formatter: (amount: number) => amounts.compact(amount) },
        },
        series: layers.map((layer, index) => ({
            type: "bar",
            // Names may be equal, and may be anything: ECharts knows layers by number.
            name: String(index),
            stack: "months",
            barCategoryGap: "32%",
            emphasis: { focus: "series" },
            itemStyle: { color: layerColor(layer, index, colors), borderColor: colors.surface, borderWidth: 0.75 },
            data: layer.amounts.map((amount, month) => ({
                value: hidden.has(layer) ? 0 : amount,
                itemStyle: report.isPartial && month === report.months.length - 1 ? { opacity: 0.62 } : {},
            })),
        })),
    };
}

/** The figures of one month, the top layer first as in the bar. */
function monthTooltip(
    short: (amount: number) => string,
    months: readonly string[],
    layers: readonly MonthsLayer[],
    items: unknown,
): HTMLElement {
    const [first] = items as readonly { readonly dataIndex: number }[];
    const month = first?.dataIndex ?? 0;
    const colors = chartColors();
    const rows = layers.map((layer, index) => {
        const swatch = element("span", { class: "swatch" });
        swatch.style.backgroundColor = layerColor(layer, index, colors);
        const amount = element("span", { class: "amount", text: short(layer.amounts[month] ?? 0) });
        return element("li", {}, swatch, nameElement(layer.name), amount);
    });
    const sum = layers.reduce((total, { amounts }) => total + (amounts[month] ?? 0), 0);
    const head = element(
        "p",
        { class: "tip-head" },
        element("span", { text: monthText(months[month] ?? "") }),
        element("strong", { text: short(sum) }),
    );
    return element("div", { class: "tip" }, head, element("ul", {}, ...rows.reverse()));
}

/** The chart as a table, for who cannot see it or wants the figures. */
function figuresTable({ report, amounts }: PageContext, groups: string, layers: readonly MonthsLayer[]): HTMLElement {
    const cells = (values: readonly number[]): HTMLElement[] =>
        values.map((amount) => element("td", { class: "amount", text: amounts.short(amount) }));
    const row = (name: Node, values: readonly number[]): HTMLElement =>
        element("tr", {}, element("th", { attributes: { scope: "row" } }, name), ...cells(values));
    const head = element(
        "tr",
        {},
        element("th", { text: groups, attributes: { scope: "col" } }),
        ...report.months.map((month) =>
            element("th", { class: "amount", text: shortMonthText(month), attributes: { scope: "col" } }),
        ),
    );
    const table = element(
        "table",
        { class: "figures" },
        element("caption", { class: "unseen", text: "Costs of each month" }),
        element("thead", {}, head),
        element("tbody", {}, ...layers.map(({ name, amounts: values }) => row(nameElement(name), values))),
        element("tfoot", {}, row(element("span", { text: "Total" }), report.total.months)),
    );
    const scroller = scrollerElement("Costs of each month", table);
    return element("details", {}, element("summary", { text: "Figures of this chart" }), scroller);
}
