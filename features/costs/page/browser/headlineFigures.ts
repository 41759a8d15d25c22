import { shareText } from "../../../../pages/data/amountText";
import { monthText } from "../../../../pages/data/dayText";
import { budgetLevel, budgetUse, eachBudget, forecastUse } from "../data/budgetUse";
import { budgetNote } from "./budgetNote";
import { changeBadge } from "./changeBadge";
import { barElement, element, nameElement } from "../../../../pages/browser/elementBuilder";
import type { PageContext } from "./pageContext";

/** The total, and what it is measured by: the month before, the forecast, the budget. */
export function headlineFigures(context: PageContext): HTMLElement {
    return element(
        "section",
        { class: "headline", id: "total", attributes: { "aria-label": "Total" } },
        totalCard(context),
        element(
            "div",
            { class: "cards" },
            ...[monthBeforeCard, forecastCard, budgetCard, yearCard].map((card) => card(context)),
        ),
    );
}

function totalCard(context: PageContext): HTMLElement {
    const { report, amounts, comparedMonth, month } = context;
    const { thisMonth, lastMonthSameDay } = report.total;
    return element(
        "div",
        { class: "card total" },
        element("p", { class: "label", text: report.isPartial ? `${month}, so far` : month }),
        element("p", { class: "figure", text: amounts.exact(thisMonth), attributes: { "data-figure": "total" } }),
        element(
            "p",
            { class: "detail" },
            report.months.length > 1 && changeBadge(context, thisMonth, lastMonthSameDay),
            report.months.length > 1 && ` against ${comparedMonth} (${amounts.short(lastMonthSameDay)})`,
        ),
    );
}

function card(label: string, figure: string, ...details: readonly (Node | string | false | undefined)[]): HTMLElement {
    return element(
        "div",
        { class: "card" },
        element("p", { class: "label", text: label }),
        element("p", { class: "figure", text: figure }),
        element("p", { class: "detail" }, ...details),
    );
}

function monthBeforeCard(context: PageContext): HTMLElement {
    const { report, amounts } = context;
    const [before, beforeThat] = [report.months.at(-2), report.total.months.at(-3)];
    if (before === undefined) return card("The month before", "–", "is not in this report");
    const change = beforeThat !== undefined && changeBadge(context, report.total.lastMonth, beforeThat);
    return card(
        monthText(before),
        amounts.short(report.total.lastMonth),
        change,
        change && " against the month before it",
    );
}

function forecastCard(context: PageContext): HTMLElement {
    const { report, amounts, month } = context;
    const { forecast, lastMonth } = report.total;
    if (!report.isPartial) return card("Forecast", "–", `${month} is over`);
    if (forecast === undefined) return card("Forecast", "–", "the source gives none");
    return card(
        `Forecast, all ${month.replace(/ \d+$/, "")}`,
        amounts.short(forecast),
        changeBadge(context, forecast, lastMonth),
        " against the month before",
    );
}

function budgetCard(context: PageContext): HTMLElement {
    const { report, amounts } = context;
    const { budget } = report.total;
    if (budget === undefined) return card("Budget", "–", "none for the whole");
    const use = budgetUse(report.total);
    const atEnd = forecastUse(report.total);
    const made = card(
        `Budget, ${budget.period}`,
        amounts.short(budget.amount),
        use === undefined ? nameElement(budget.name) : `${shareText(use)} used`,
        atEnd !== undefined &&
            element("span", { class: atEnd > 1 ? "warning" : "", text: `, forecast ${shareText(atEnd)}` }),
    );
    if (use !== undefined) made.append(barElement(use, budgetLevel(use, atEnd), atEnd));
    const others = eachBudget(report.total).slice(1);
    made.append(...others.map((figures) => budgetNote(figures, context)));
    return made;
}

function yearCard({ report, amounts }: PageContext): HTMLElement {
    const sum = report.total.months.reduce((total, amount) => total + amount, 0);
    const average = sum / Math.max(1, report.months.length);
    return card(
        report.months.length === 1 ? "One month" : `${report.months.length} months together`,
        amounts.short(sum),
        `${amounts.short(average)} a month`,
    );
}
