import { CHANGE_STEPS } from "../data/chartColors";
import { chartColors } from "./chartHost";
import { element } from "../../../../pages/browser/elementBuilder";
import { onThemeChange } from "../../../../pages/browser/themeSwitch";

/** What the colours of the tree map mean. */
export function changeLegend(): HTMLElement {
    const legend = element("ul", { class: "change-legend", attributes: { "aria-label": "Colours of the map" } });
    const draw = (): void => {
        const colors = chartColors();
        const steps = CHANGE_STEPS.map((label, index) => step(colors.changes[index] ?? colors.rest, label));
        legend.replaceChildren(...steps, step(colors.isNew, "new"));
    };
    draw();
    onThemeChange(draw);
    return legend;
}

function step(color: string, label: string): HTMLElement {
    const swatch = element("span", { class: "swatch", attributes: { "aria-hidden": "true" } });
    swatch.style.backgroundColor = color;
    return element("li", {}, swatch, element("span", { text: label }));
}
