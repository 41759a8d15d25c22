import assert from "node:assert/strict";
import { browserForTests, openReport, textOf, textsOf, type OpenPage } from "./support/browser";
import { generatedReport } from "./support/generatedReport";

describe("the map of the organisation", () => {
    const browser = browserForTests();
    const report = generatedReport({ accounts: 16, by: "team" });
    let open: OpenPage;
    beforeEach(async () => {
        open = await openReport(browser(), report);
    });
    afterEach(async () => {
        assert.deepEqual(open.problems, []);
        await open.page.close();
    });
    /** Moves the mouse to a place of the map, as seen from its top left corner. */
    async function mouseTo(x: number, y: number): Promise<void> {
        const box = await open.page.$eval(".map canvas", (canvas) => {
            canvas.scrollIntoView({ block: "center" });
            const { x, y } = canvas.getBoundingClientRect();
            return { x, y };
        });
        await open.page.mouse.move(box.x + x, box.y + y);
    }
    async function clickAt(x: number, y: number): Promise<void> {
        // A click means what is drawn.
        await open.page.evaluate(
            () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
        );
        await mouseTo(x, y);
        await open.page.mouse.down();
        await open.page.mouse.up();
    }
    const way = (): Promise<string[]> => textsOf(open.page, ".breadcrumb li");
    const names = (): Promise<string[]> => textsOf(open.page, ".map-list .map-name .name");
    const focusedText = (): Promise<string> =>
        open.page.evaluate(() => (document.activeElement as HTMLElement).innerText.split("\n")[0] ?? "");
    const accountsIn = (...units: readonly string[]): string[] =>
        report.accounts
            .filter((account) => account.units.join("/") === units.join("/"))
            .sort((one, other) => other.thisMonth - one.thisMonth)
            .map(({ account }) => account);

    it("shows the units, and goes into one by a click on its area, and back by the way above", async () => {
        assert.deepEqual(await way(), ["acme"]);
        // The greatest unit is at the top left, with its title.
        await clickAt(60, 10);
        assert.deepEqual(await way(), ["acme", "Workloads"]);
        await clickAt(60, 100);
        assert.deepEqual(await way(), ["acme", "Workloads", "Production"]);
        assert.deepEqual(await names(), accountsIn("Workloads", "Production"));
        // An account has nothing in it.
        await clickAt(60, 100);
        assert.deepEqual(await way(), ["acme", "Workloads", "Production"]);
        await open.page.click(".breadcrumb li:first-child button");
        assert.deepEqual(await way(), ["acme"]);
    });

    it("goes into a unit and out of it by the keyboard, and says what it shows", async () => {
        await open.page.focus(".map-list button");
        assert.match(await focusedText(), /^Workloads/);
        await open.page.keyboard.press("Enter");
        assert.deepEqual(await way(), ["acme", "Workloads"]);
        assert.match(await focusedText(), /^Production/);
        assert.match(
            await open.page.$eval("#map [role=status]", (one) => one.textContent ?? ""),
            /^Workloads: \$[\d,]+, \+\d+ %, 8 accounts\.$/,
        );
        await open.page.keyboard.press("Enter");
        assert.deepEqual(await way(), ["acme", "Workloads", "Production"]);
        assert.match(await focusedText(), /^Workloads/); // there is no unit in it: the way back has the focus
        await open.page.keyboard.press("Enter");
        assert.deepEqual(await way(), ["acme", "Workloads"]);
        await open.page.keyboard.press("Escape");
        assert.deepEqual(await way(), ["acme"]);
        await open.page.keyboard.press("Escape");
        assert.deepEqual(await way(), ["acme"]);
    });

    it("describes what it shows, and the months, to a screen reader", async () => {
        const label = (): Promise<string | null> => open.page.$eval(".map", (map) => map.getAttribute("aria-label"));
        assert.match((await label()) ?? "", /^acme: \$[\d,]+, \+\d+ %, 16 accounts\.$/);
        await open.page.click(".map-list button");
        assert.match((await label()) ?? "", /^Workloads: /);
        const months = await open.page.$eval(".months", (chart) => chart.getAttribute("aria-label"));
        assert.match(months ?? "", /^Bars of the months, stacked by team\. November 2025 \$[\d,]+, /);
    });

    it("shows an account's figures where the mouse is", async () => {
        await mouseTo(60, 100);
        await open.page.waitForSelector(".map .tip");
        const [account] = accountsIn("Workloads", "Production");
        assert.ok((await textOf(open.page, ".map .tip")).startsWith(account ?? "-"));
    });

    it("lists accounts that cost nothing or less, which have no area", async () => {
        const first = report.accounts[0];
        assert.ok(first);
        const accounts = [
            { ...first, account: "refunded", thisMonth: -12, units: [] },
            { ...first, account: "idle", thisMonth: 0, lastMonthSameDay: 0, units: [] },
        ];
        const odd = await openReport(browser(), { ...report, accounts });
        assert.deepEqual(await textsOf(odd.page, ".map-list .name"), ["idle", "refunded"]);
        assert.deepEqual(odd.problems, []);
        await odd.page.close();
    });
});
