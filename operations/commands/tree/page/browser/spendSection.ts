import { barElement, element } from "../../../../../pages/browser/elementBuilder";
import { shareText } from "../../../../../pages/data/amountText";
import { monthText } from "../../../../../pages/data/dayText";
import { detailSection } from "./detailSection";
import { spendText, type TreeContext } from "./treeContext";

/** What an account has cost, or the accounts of a unit together, month by month, beside its budget for a month. */
export function spendSection(context: TreeContext, number: number): HTMLElement | undefined {
    const { spending, index } = context;
    const spend = spending.of(number);
    if (spend === undefined) return undefined;
    const { budget } = index.node(number);
    const amounts = spendText(spend);
    const most = Math.max(1, budget ?? 0, ...spend.months.map(({ amount }) => amount));
    const rows = spend.months
        .map(({ amount }, place) =>
            element(
                "tr",
                {},
                element("th", { text: spending.titleOf(place), attributes: { scope: "row" } }),
                element("td", { class: "amount", text: amounts.short(amount) }),
                element(
                    "td",
                    { class: "picture" },
                    budget === undefined
                        ? barElement(amount / most, "plain")
                        : barElement(amount / most, amount > budget ? "over" : "within", budget / most),
                ),
            ),
        )
        .reverse();
    const table = element(
        "table",
        { class: "spend" },
        element("caption", { class: "unseen", text: "Costs of each month, without credits, refunds and tax" }),
        element("tbody", {}, ...rows),
    );
    const words = spendWords(context, number);
    return detailSection(
        "spend",
        "Spend",
        `${spend.currency} a month`,
        true,
        words !== "" && element("p", { class: "spend-words", text: words }),
        table,
    );
}

/** `October 2026: 82.0 % of the budget of $500 a month, 12.3 % of the organisation's costs` */
function spendWords({ spending, index }: TreeContext, number: number): string {
    const { budget, kind } = index.node(number);
    const amount = spending.amountOf(number) ?? 0;
    const whole = spending.total?.months[spending.shown]?.amount ?? 0;
    const parts = [
        ...(budget === undefined
            ? []
            : [`${shareText(amount / budget)} of the budget of ${budgetText(spending.currency, budget)} a month`]),
        ...(whole > 0 && kind !== "root" ? [`${shareText(amount / whole)} of the organisation's costs`] : []),
    ];
    return parts.length === 0 ? "" : `${monthText(spending.months[spending.shown] ?? "")}: ${parts.join(", ")}`;
}

const budgetText = (currency: string, budget: number): string =>
    spendText({ currency, months: [{ month: "", amount: budget }] }).short(budget);
