import { BarChart, TreemapChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { init, use, type ComposeOption, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import type { BarSeriesOption, TreemapSeriesOption } from "echarts/charts";
import type { AriaComponentOption, GridComponentOption, TooltipComponentOption } from "echarts/components";
import { DARK_COLORS, LIGHT_COLORS } from "../data/chartPalettes";
import type { ChartColors } from "../data/chartColors";
import { isDark, onThemeChange } from "../../../../pages/browser/themeSwitch";

// Only these parts of ECharts are in the page.
use([BarChart, TreemapChart, AriaComponent, GridComponent, TooltipComponent, LabelLayout, CanvasRenderer]);

export type ChartOption = ComposeOption<
    BarSeriesOption | TreemapSeriesOption | AriaComponentOption | GridComponentOption | TooltipComponentOption
>;

export const FONT = 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const wantsLessMotion = matchMedia("(prefers-reduced-motion: reduce)");

export const chartColors = (): ChartColors => (isDark() ? DARK_COLORS : LIGHT_COLORS);

/** A chart that is drawn again in other colours and sizes. */
export interface HostedChart {
    readonly chart: EChartsType;
    draw(): void;
}

/** Draws a chart of ECharts in an element, once the element has a size. */
export function hostChart(host: HTMLElement, option: (colors: ChartColors) => ChartOption): HostedChart {
    const chart = init(host, null, { renderer: "canvas" });
    const draw = (): void => {
        const animation = !wantsLessMotion.matches;
        chart.setOption(
            { animation, animationDuration: 250, animationDurationUpdate: 250, ...option(chartColors()) },
            true,
        );
    };
    onThemeChange(draw);
    new ResizeObserver(() => chart.resize({ animation: { duration: 0 } })).observe(host);
    draw();
    return { chart, draw };
}

/** What a screen reader says of a chart: ECharts writes it as the label of the chart's element. */
export function ariaOption(description: string): AriaComponentOption {
    return { enabled: true, label: { enabled: true, description } };
}

/** What tooltips of all charts have. Their text is built of elements: a name in it is never markup. */
export function tooltipOption(colors: ChartColors): TooltipComponentOption {
    return {
        confine: true,
        renderMode: "html",
        transitionDuration: 0,
        backgroundColor: colors.surface,
        borderColor: colors.line,
        borderWidth: 1,
        padding: [8, 10],
        textStyle: { color: colors.text, fontFamily: FONT, fontSize: 12 },
        extraCssText: "box-shadow: 0 4px 16px rgb(0 0 0 / 18%); border-radius: 8px;",
    };
}
