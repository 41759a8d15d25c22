import type { CostFigures } from "../data/pageData";
import { svgElement } from "../../../../pages/browser/elementBuilder";

const [WIDTH, HEIGHT, EDGE] = [92, 24, 3];

/** A small curve of the months. A month that is not over ends in its forecast, by a dotted line, or is left out where there is none. */
export function sparkline({ months, forecast }: CostFigures, isPartial: boolean): SVGElement {
    const past = isPartial ? months.slice(0, -1) : months;
    const amounts = isPartial && forecast !== undefined ? [...past, forecast] : past;
    const [top, bottom] = [Math.max(...amounts), Math.min(...amounts)];
    // A line that hardly changes stays in the middle, instead of being torn over the whole height.
    const span = Math.max(top - bottom, 0.25 * Math.max(Math.abs(top), Math.abs(bottom)), 0.01);
    const middle = (top + bottom) / 2;
    const points = amounts.map((amount, index): [number, number] => [
        EDGE + (index * (WIDTH - 2 * EDGE)) / Math.max(1, amounts.length - 1),
        HEIGHT / 2 - ((amount - middle) * (HEIGHT - 2 * EDGE)) / span,
    ]);
    const svg = svgElement("svg", { class: "sparkline", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
    const whole = points.slice(0, past.length);
    if (whole.length > 1) {
        const [start, end] = [whole[0], whole.at(-1)].map((one) => point(one ?? [0, 0])[0]);
        svg.append(svgElement("path", { class: "area", d: `M${start},${HEIGHT}L${path(whole)}L${end},${HEIGHT}Z` }));
        svg.append(svgElement("path", { class: "curve", d: `M${path(whole)}` }));
    }
    if (points.length > whole.length && whole.length > 0) {
        svg.append(svgElement("path", { class: "partial", d: `M${path(points.slice(-2))}` }));
    }
    const last = points.at(-1);
    if (last !== undefined)
        svg.append(svgElement("circle", { class: "dot", cx: point(last)[0], cy: point(last)[1], r: 1.9 }));
    return svg;
}

const point = ([x, y]: readonly [number, number]): [string, string] => [x.toFixed(1), y.toFixed(1)];
const path = (points: readonly (readonly [number, number])[]): string => points.map(point).join("L");
