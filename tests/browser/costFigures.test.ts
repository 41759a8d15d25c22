import assert from "node:assert/strict";
import type { CostFigures } from "../../features/costs/report";
import { amountText, changeShareText, shareText } from "../../pages/data/amountText";
import { browserForTests, openReport, textOf, textsOf, type OpenPage } from "./support/browser";
import { generatedReport } from "./support/generatedReport";

describe("the page of costs", () => {
    const browser = browserForTests();
    const report = generatedReport({ accounts: 16, by: "team" });
    const amounts = amountText("USD", report.total.lastMonth);
    let open: OpenPage;
    before(async () => {
        open = await openReport(browser(), report);
    });

    it("loads without an error, and asks for nothing", () => {
        assert.deepEqual(open.problems, []);
        assert.deepEqual(open.requests, []);
    });

    it("begins with what is missing or not certain", async () => {
        assert.equal(await open.page.$("#notes"), null);
        const notes = ["Costs after 20 Nov are missing: the export has none yet.", "<b>no markup</b>"];
        const other = await openReport(browser(), { ...report, notes });
        assert.deepEqual(await textsOf(other.page, "main > #notes:first-child li"), notes);
        assert.deepEqual(other.problems, []);
        await other.page.close();
    });

    it("shows the total, what it is compared with, the forecast and the budget", async () => {
        const { thisMonth, lastMonthSameDay, lastMonth, forecast, budget } = report.total;
        const change = `${amounts.change(thisMonth - lastMonthSameDay)} (${changeShareText(thisMonth, lastMonthSameDay)})`;
        assert.equal(await textOf(open.page, "[data-figure=total]"), amounts.exact(thisMonth));
        assert.equal(
            await textOf(open.page, ".card.total .detail"),
            `▲${change} against 1–25 October 2026 (${amounts.short(lastMonthSameDay)})`,
        );
        assert.deepEqual((await textsOf(open.page, ".cards .figure")).slice(0, 3), [
            amounts.short(lastMonth),
            amounts.short(forecast ?? 0),
            amounts.short(budget?.amount ?? 0),
        ]);
    });

    it("has the report's figures in every row of the table", async () => {
        const rows = await open.page.$$eval(".lines tbody tr", (found) =>
            found.map((row) => [...row.cells].map((cell) => cell.innerText.trim())),
        );
        assert.deepEqual(
            rows.map((cells) => cells.filter((_, index) => index !== 1)),
            report.lines.map(({ keys, share, figures }) => {
                const { thisMonth, lastMonthSameDay, lastMonth, forecast, budget } = figures;
                const way = thisMonth > lastMonthSameDay ? "▲" : "▼";
                return [
                    ...keys,
                    amounts.short(thisMonth),
                    amounts.short(lastMonthSameDay),
                    amounts.change(thisMonth - lastMonthSameDay),
                    way + changeShareText(thisMonth, lastMonthSameDay),
                    amounts.short(lastMonth),
                    amounts.short(forecast ?? 0),
                    shareText(share),
                    budget === undefined
                        ? ""
                        : `${shareText(thisMonth / budget.amount)} of ${amounts.short(budget.amount)}`,
                ];
            }),
        );
    });

    it("has the figures of the chart as a table, whose layers sum to the total of each month", async () => {
        const sums = await open.page.$$eval(".figures tfoot td", (cells) => cells.map((cell) => cell.textContent));
        assert.deepEqual(sums, report.total.months.map(amounts.short));
        const layers = await open.page.$$eval(".figures tbody tr", (rows) =>
            rows.map((row) => row.cells[0]?.textContent),
        );
        assert.equal(layers.length, 11);
        assert.equal(layers.at(-1), "3 others");
    });

    it("shows credits and tax apart, and what the bill comes to with them", async () => {
        const [credit, tax] = report.apart;
        const bill = report.total.thisMonth + (credit?.figures.thisMonth ?? 0) + (tax?.figures.thisMonth ?? 0);
        assert.deepEqual(
            await textsOf(open.page, "#apart [data-figure]"),
            [report.total, credit?.figures, tax?.figures, { thisMonth: bill }].map((one) =>
                amounts.exact(one?.thisMonth ?? 0),
            ),
        );
    });

    it("shows what is unassigned, the movers, the source and its days", async () => {
        assert.deepEqual(
            await textsOf(open.page, "#unassigned .share"),
            report.unassigned.map(({ share }) => shareText(share)),
        );
        assert.deepEqual(
            await textsOf(open.page, ".mover-name"),
            report.movers.map(({ keys }) => keys.join(" · ")),
        );
        assert.match(
            await textOf(open.page, ".page-foot dl"),
            /Cost Explorer[^]*4 requests for \$0\.04, 2 more from the cache of the day[^]*25 November 2026[^]*26 November 2026 at 09:30 UTC/,
        );
    });

    it("switches a layer of the chart off and on", async () => {
        const picture = (): Promise<string> => open.page.$eval(".months canvas", (canvas) => canvas.toDataURL());
        const pictureWhole = await picture();
        await open.page.click(".legend button");
        assert.equal(await open.page.$eval(".legend button", (button) => button.getAttribute("aria-pressed")), "false");
        assert.notEqual(await picture(), pictureWhole);
        await open.page.click(".legend button");
        await open.page.mouse.move(0, 0);
        assert.equal(await open.page.$eval(".legend button", (button) => button.getAttribute("aria-pressed")), "true");
    });

    it("shows the figures of a month where the mouse is", async () => {
        const box = await (await open.page.$(".months canvas"))?.boundingBox();
        await open.page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
        await open.page.waitForSelector(".tip li");
        assert.match(await textOf(open.page, ".tip"), /^\w+ 2026\n/);
        assert.deepEqual(open.problems, []);
    });

    it("says so when the month is over, and when a report has one month, no lines and no accounts", async () => {
        const over = await openReport(browser(), generatedReport({ accounts: 16, by: "team", isPartial: false }));
        assert.match(await textOf(over.page, ".page-head"), /November 2026, whole month/);
        assert.match(await textOf(over.page, ".cards"), /November 2026 is over/);
        await over.page.close();
        const figures = { months: [0], thisMonth: 0, lastMonth: 0, lastMonthSameDay: 0 };
        const empty = {
            ...report,
            months: ["2026-11"],
            total: figures,
            apart: [],
            lines: [],
            movers: [],
            unassigned: [],
            accounts: [],
        };
        const { page, problems } = await openReport(browser(), empty);
        assert.deepEqual(problems, []);
        assert.equal(await textOf(page, "[data-figure=total]"), "$0.00");
        assert.equal(await textOf(page, "#table-status"), "0 lines");
        assert.match(await textOf(page, "#movers"), /The report has one month\./);
        await page.close();
    });

    it("shows all budgets of a line and of the whole, the first with a bar and none cut off", async () => {
        const budgets = [
            { name: "organization quarterly", period: "quarterly", amount: 60_000, spent: 61_000 },
            { name: "organization monthly", period: "monthly", amount: 2 * report.total.thisMonth },
            { name: "organization yearly", period: "yearly", amount: 190_000 },
        ] as const;
        const several = (figures: CostFigures): CostFigures => ({ ...figures, budget: budgets[0], budgets });
        const lines = report.lines.map((line) => ({ ...line, figures: several(line.figures) }));
        const { page, problems } = await openReport(browser(), { ...report, total: several(report.total), lines });
        const all = /over 101\.7 % of \$60,000 quarterly\s+50\.0 % of \$[\d,]+ monthly\s+of \$190,000 yearly/;
        assert.match(await textOf(page, ".lines tfoot td:last-child"), all);
        assert.match(await textOf(page, ".cards"), /101\.7 % used\s+50\.0 % of \$[\d,]+ monthly\s+of \$190,000 yearly/);
        const cutOff = await page.$$eval(
            ".lines td:last-child",
            (cells) => cells.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length,
        );
        assert.deepEqual([cutOff, problems], [0, []]);
        await page.close();
    });

    it("says why everything lacks a tag that AWS has not activated", async () => {
        const unassigned = [{ name: "tag Team", amount: 5, share: 1, isUnseen: true }] as const;
        const { page } = await openReport(browser(), { ...report, unassigned });
        assert.match(await textOf(page, "#unassigned"), /No cost of the month has the tag Team\./);
        await page.close();
    });
});
