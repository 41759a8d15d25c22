import { amountText, countText } from "../../../../pages/data/amountText";
import { dayText, momentText } from "../../../../pages/data/dayText";
import type { CostReport } from "../data/pageData";
import { apartList, unassignedList } from "./asideLists";
import { costTable } from "./costTable";
import { element, nameElement } from "../../../../pages/browser/elementBuilder";
import { headlineFigures } from "./headlineFigures";
import { monthsChart } from "./monthsChart";
import { moversList } from "./moversList";
import { organizationMap } from "./organizationMap";
import { readLicences, readPageContext, type PageContext } from "./pageContext";
import { noteList } from "../../../../pages/browser/noteList";
import { themeSwitch } from "../../../../pages/browser/themeSwitch";

/** Builds the page. The figures are there at once; the charts follow with the next frame. */
function startPage(): void {
    const context = readPageContext();
    const months = monthsChart(context);
    const map = organizationMap(context);
    document.body.append(
        element("a", { class: "skip", text: "Skip to the table", attributes: { href: "#lines" } }),
        pageHead(context),
        element(
            "main",
            { id: "main" },
            noteList(context.report.notes),
            headlineFigures(context),
            element("div", { class: "columns" }, months.section, moversList(context)),
            map.section,
            costTable(context),
            element("div", { class: "columns even" }, apartList(context), unassignedList(context)),
        ),
        pageFoot(context),
    );
    requestAnimationFrame(() => {
        months.start();
        map.start();
        document.documentElement.dataset["ready"] = "";
    });
}

function pageHead(context: PageContext): HTMLElement {
    const { report, month } = context;
    const until = report.isPartial ? `until ${dayText(report.until)}` : "whole month";
    const title = element("h1", {}, "Costs of ", nameElement(report.stack));
    return element(
        "header",
        { class: "page-head" },
        element(
            "div",
            {},
            title,
            element(
                "p",
                {},
                `${month}, ${until}`,
                report.within !== undefined &&
                    element("span", { class: "within" }, " · only ", nameElement(report.within)),
            ),
        ),
        themeSwitch(),
    );
}

function pageFoot({ report, madeAt }: PageContext): HTMLElement {
    const metric =
        report.metric === "amortized"
            ? "Prepaid costs are spread over the time that they pay for."
            : "Costs as they are on the bill.";
    const licences = element("pre", { text: readLicences(), attributes: { tabindex: 0 } });
    return element(
        "footer",
        { class: "page-foot" },
        element(
            "dl",
            {},
            fact("Source", report.source),
            fact("Asked", usageText(report)),
            fact("Costs until", dayText(report.until)),
            fact("Made", momentText(madeAt)),
            fact("Currency", report.currency),
        ),
        element("p", {
            class: "note",
            text: `${metric} AWS adds costs up to 24 hours late, and changes them until the month's bill is final.`,
        }),
        element(
            "details",
            { class: "licences" },
            element("summary", { text: "Licences: the charts are drawn by Apache ECharts" }),
            licences,
        ),
    );
}

/** What the questions for this page have cost. AWS bills them in USD, whatever the currency of the bill is. */
function usageText({ usage: { requests, cached, usd } }: CostReport): string {
    const count = requests === 1 ? "1 request" : `${countText(requests)} requests`;
    const price = `${count} for ${amountText("USD", usd).exact(usd)}`;
    return cached === 0 ? price : `${price}, ${countText(cached)} more from the cache of the day`;
}

const fact = (term: string, value: string): HTMLElement =>
    element("div", {}, element("dt", { text: term }), element("dd", {}, nameElement(value)));

startPage();
