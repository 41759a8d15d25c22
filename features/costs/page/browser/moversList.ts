import { lineName } from "../data/stackedMonths";
import { changeBadge, direction } from "./changeBadge";
import { barElement, element, nameElement, sectionElement } from "../../../../pages/browser/elementBuilder";
import type { PageContext } from "./pageContext";

/** How many movers the page has room for. The table, sorted by change, has them all. */
const SHOWN = 10;

/** The lines whose costs changed most. */
export function moversList(context: PageContext): HTMLElement {
    const { report, amounts, comparedMonth } = context;
    const hasBefore = report.months.length > 1;
    const movers = report.movers.slice(0, SHOWN);
    const change = (index: number): number => {
        const figures = movers[index]?.figures;
        return figures === undefined ? 0 : figures.thisMonth - figures.lastMonthSameDay;
    };
    const largest = Math.max(...movers.map((_, index) => Math.abs(change(index))), 0);
    const rows = movers.map(({ keys, figures: { thisMonth, lastMonthSameDay } }, index) =>
        element(
            "li",
            {},
            element("span", { class: "mover-name" }, nameElement(lineName({ keys }))),
            changeBadge(context, thisMonth, lastMonthSameDay),
            element("span", {
                class: "note",
                text: `${amounts.short(lastMonthSameDay)} → ${amounts.short(thisMonth)}`,
            }),
            barElement(largest > 0 ? Math.abs(change(index)) / largest : 0, direction(thisMonth, lastMonthSameDay)),
        ),
    );
    const body =
        rows.length > 0
            ? element("ol", { class: "movers" }, ...rows)
            : element("p", { class: "nothing", text: hasBefore ? "Nothing changed." : "The report has one month." });
    return sectionElement("movers", "Biggest movers", hasBefore ? `Since ${comparedMonth}.` : "", body);
}
