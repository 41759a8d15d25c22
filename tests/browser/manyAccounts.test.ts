import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { amountText } from "../../pages/data/amountText";
import { browserForTests, openReport, textOf, textsOf } from "./support/browser";
import { generatedReport } from "./support/generatedReport";

/** What each may take, in milliseconds, on a machine that is busy with other tests. Alone they take 550 and 50. */
const MOST = { firstPaint: 5000, edit: 1500 };

describe("the page of 1,000 accounts", () => {
    const browser = browserForTests();
    const report = generatedReport({ accounts: 1000, by: "account" });
    let page: Page;
    before(async () => {
        const open = await openReport(browser(), report);
        assert.deepEqual(open.problems, []);
        page = open.page;
    });

    /** How long something takes until the browser has painted it. */
    const timed = (action: string): Promise<number> =>
        page.evaluate(`new Promise((done) => {
            const started = performance.now();
            ${action};
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
        })`) as Promise<number>;

    it("is painted soon", async () => {
        // The browser reports a paint a little after it.
        await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
        const paint = await page.evaluate(
            () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity,
        );
        process.stdout.write(`      first paint after ${Math.round(paint)} ms\n`);
        assert.ok(paint < MOST.firstPaint, `${paint} ms`);
    });

    it("stacks the months by unit, because ten of a thousand accounts would be lost in the others", async () => {
        assert.deepEqual(await textsOf(page, ".legend .name"), ["Workloads", "Infrastructure", "Security", "Sandbox"]);
        const sums = await page.$$eval(".figures tfoot td", (cells) => cells.map((cell) => cell.textContent));
        const amounts = amountText("USD", report.total.lastMonth);
        assert.deepEqual(sums, report.total.months.map(amounts.short));
    });

    it("filters and sorts at once", async () => {
        const typed = (text: string): string =>
            `const field = document.getElementById("filter"); field.value = ${JSON.stringify(text)}; field.dispatchEvent(new Event("input"))`;
        const filter = await timed(typed("prod"));
        assert.match(
            await textOf(page, "#table-status"),
            /^\d+ lines of 1,000, together \$[\d,]+, the first 100 are shown$/,
        );
        // Of the units, too: an account does not have the name of its unit in its own.
        await timed(typed("workloads production"));
        const inProduction = report.accounts.filter(({ units }) => units.at(-1) === "Production").length;
        assert.match(await textOf(page, "#table-status"), new RegExp(`^${inProduction} lines of 1,000`));
        const all = await timed(typed(""));
        const sort = await timed(`document.querySelector(".lines thead button").click()`);
        process.stdout.write(
            `      filter ${Math.round(filter)} ms, no filter ${Math.round(all)} ms, sort ${Math.round(sort)} ms\n`,
        );
        for (const time of [filter, all, sort]) assert.ok(time < MOST.edit, `${time} ms`);
        const names = report.lines.map(({ keys }) => keys[0] ?? "");
        const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
        assert.deepEqual(
            (await textsOf(page, ".lines tbody th")).slice(0, 5),
            names.sort(collator.compare).slice(0, 5),
        );
    });

    it("shows a hundred rows, a hundred more, and then all, and the focus goes with them", async () => {
        const rows = (): Promise<number> => page.$$eval(".lines tbody tr", (found) => found.length);
        assert.equal(await rows(), 100);
        await page.focus(".more-rows button");
        await page.keyboard.press("Enter");
        assert.equal(await rows(), 200);
        assert.equal(await page.evaluate(() => (document.activeElement as HTMLTableRowElement).sectionRowIndex), 100);
        const time = await timed(`document.querySelector(".more-rows button:last-child").click()`);
        process.stdout.write(`      all rows ${Math.round(time)} ms\n`);
        assert.equal(await rows(), 1000);
        assert.equal(await textOf(page, ".more-rows"), "");
        assert.equal(await textOf(page, "#table-status"), "1,000 lines");
    });

    it("has every account in the map's list", async () => {
        await page.click(".map-list button");
        await page.click(".map-list button");
        const accounts = report.accounts.filter(({ units }) => units.at(-1) === "Production").length;
        await page.click(".map-list .more");
        assert.equal((await textsOf(page, ".map-list .map-row")).length, accounts);
    });
});
