import { shareText } from "../../../../pages/data/amountText";
import { monthText } from "../../../../pages/data/dayText";
import { unseenTagsText } from "../data/unseenTags";
import { changeBadge } from "./changeBadge";
import {
    barElement,
    element,
    nameElement,
    scrollerElement,
    sectionElement,
} from "../../../../pages/browser/elementBuilder";
import type { PageContext } from "./pageContext";

const KINDS = { credit: "Credits", refund: "Refunds", tax: "Tax" } as const;

/** Credits, refunds and tax, which no line contains, and what the bill comes to with them. */
export function apartList(context: PageContext): HTMLElement {
    const { report, amounts, month } = context;
    const rows = [
        { name: "Usage", figures: report.total, kind: "usage" },
        ...report.apart.map(({ kind, figures }) => ({ name: KINDS[kind], figures, kind })),
    ];
    const bill = rows.reduce((sum, { figures }) => sum + figures.thisMonth, 0);
    const before = rows.reduce((sum, { figures }) => sum + figures.lastMonthSameDay, 0);
    const row = (name: string, now: number, then: number, figure: string): HTMLElement =>
        element(
            "tr",
            {},
            element("th", { text: name, attributes: { scope: "row" } }),
            element("td", { class: "amount", text: amounts.exact(now), attributes: { "data-figure": figure } }),
            element("td", { class: "amount" }, report.months.length > 1 && changeBadge(context, now, then)),
        );
    const head = [month, "Change"].map((text) =>
        element("th", { class: "amount", text, attributes: { scope: "col" } }),
    );
    const table = element(
        "table",
        { class: "plain-table" },
        element("caption", { class: "unseen", text: "Usage, credits, refunds and tax" }),
        element("thead", {}, element("tr", {}, element("th", { text: "Kind", attributes: { scope: "col" } }), ...head)),
        element(
            "tbody",
            {},
            ...rows.map(({ name, figures, kind }) => row(name, figures.thisMonth, figures.lastMonthSameDay, kind)),
        ),
        element("tfoot", {}, row("Together", bill, before, "bill")),
    );
    const note =
        report.apart.length > 0
            ? "Credits, refunds and tax are in no other figure of this page."
            : `There are no credits, refunds or tax since ${monthText(report.months[0] ?? "")}.`;
    return sectionElement("apart", "On the bill", note, scrollerElement("Usage, credits, refunds and tax", table));
}

/** How much belongs to nobody. */
export function unassignedList({ report, amounts }: PageContext): HTMLElement {
    const rows = report.unassigned.map(({ name, amount, share }) =>
        element(
            "li",
            {},
            nameElement(name),
            element("span", { class: "amount", text: amounts.short(amount) }),
            element("span", { class: "amount share", text: shareText(share) }),
            barElement(share, share > 0.1 ? "near" : "plain"),
        ),
    );
    const body =
        rows.length > 0
            ? element("ul", { class: "unassigned" }, ...rows)
            : element("p", { class: "nothing", text: "The report has no dimension or tag." });
    const note = unseenTagsText(report.unassigned) ?? "What has no value of a dimension or tag.";
    return sectionElement("unassigned", "Untagged and unassigned", note, body);
}
