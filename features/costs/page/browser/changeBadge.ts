import { changeShare, changeShareText } from "../../../../pages/data/amountText";
import { element } from "../../../../pages/browser/elementBuilder";
import type { PageContext } from "./pageContext";

/** Which way costs go. Less than half a percent is neither. */
export function direction(now: number, before: number): "up" | "down" | "same" {
    const change = changeShare(now, before);
    if (change === undefined) return now > before ? "up" : now < before ? "down" : "same";
    if (change === "new") return now > 0 ? "up" : "down";
    if (change === "gone") return "down";
    return Math.abs(change) < 0.005 ? "same" : change > 0 ? "up" : "down";
}

const ARROWS = { up: "▲", down: "▼", same: "" } as const;

/** `▲ +$120 (+12 %)`: an arrow and a sign, so that the colour is not all that says it. */
export function changeBadge({ amounts }: PageContext, now: number, before: number): HTMLElement {
    const way = direction(now, before);
    const share = changeShareText(now, before);
    const arrow = element("span", { class: "arrow", text: ARROWS[way], attributes: { "aria-hidden": "true" } });
    return element(
        "span",
        { class: `change ${way}` },
        arrow,
        element("span", { text: amounts.change(now - before) }),
        share !== "" && element("span", { class: "percent", text: ` (${share})` }),
    );
}
