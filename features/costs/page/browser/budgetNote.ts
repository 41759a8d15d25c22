import { shareText } from "../../../../pages/data/amountText";
import { budgetUse } from "../data/budgetUse";
import type { CostFigures } from "../data/pageData";
import { element } from "../../../../pages/browser/elementBuilder";
import type { PageContext } from "./pageContext";

/** One of several budgets, on a line of its own: `40.0 % of $60,000 quarterly`. */
export function budgetNote(figures: CostFigures, { amounts }: PageContext): HTMLElement {
    const { budget } = figures;
    if (budget === undefined) return element("div", { class: "note" });
    const use = budgetUse(figures);
    const used = use === undefined ? "" : `${shareText(use)} `;
    const over = use !== undefined && use > 1 && element("span", { class: "warning", text: "over " });
    const text = `${used}of ${amounts.short(budget.amount)} ${budget.period}`;
    return element(
        "div",
        { class: "note other-budget", attributes: { title: budget.name } },
        over,
        element("span", { text }),
    );
}
