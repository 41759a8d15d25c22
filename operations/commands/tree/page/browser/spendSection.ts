import { barElement, element } from "../../../../../pages/browser/elementBuilder";
import { monthText } from "../../../../../pages/data/dayText";
import { detailSection } from "./detailSection";
import { spendText, type TreeContext } from "./treeContext";

/** What an account has cost, or the accounts of a unit together, month by month. */
export function spendSection({ spending }: TreeContext, number: number): HTMLElement | undefined {
    const spend = spending.of(number);
    if (spend === undefined) return undefined;
    const amounts = spendText(spend);
    const most = Math.max(1, ...spend.months.map(({ amount }) => amount));
    const rows = [...spend.months]
        .reverse()
        .map(({ month, amount }) =>
            element(
                "tr",
                {},
                element("th", { text: monthText(month), attributes: { scope: "row" } }),
                element("td", { class: "amount", text: amounts.short(amount) }),
                element("td", { class: "picture" }, barElement(amount / most, "plain")),
            ),
        );
    const table = element(
        "table",
        { class: "spend" },
        element("caption", { class: "unseen", text: "Costs of each month, without credits, refunds and tax" }),
        element("tbody", {}, ...rows),
    );
    return detailSection("spend", "Spend", `${spend.currency} a month`, true, table);
}
