import assert from "node:assert/strict";
import { amountText } from "../../pages/data/amountText";
import { browserForTests, openReport, textOf, textsOf, type OpenPage } from "./support/browser";
import { generatedReport } from "./support/generatedReport";

describe("the table of costs", () => {
    const browser = browserForTests();
    const report = generatedReport({ accounts: 16, by: "team" });
    const names = report.lines.map(({ keys }) => keys[0] ?? "");
    let open: OpenPage;
    beforeEach(async () => {
        open = await openReport(browser(), report);
    });
    afterEach(() => open.page.close());
    const shown = (): Promise<string[]> => textsOf(open.page, ".lines tbody th");
    /** Goes on with the tab key until the element with this text has the focus. */
    async function tabTo(text: string): Promise<void> {
        for (let presses = 0; presses < 80; presses++) {
            await open.page.keyboard.press("Tab");
            const focused = await open.page.evaluate(
                () => (document.activeElement as HTMLElement | null)?.innerText ?? "",
            );
            if (focused.trim() === text) return;
        }
        assert.fail(`the tab key does not reach "${text}"`);
    }
    const sortStates = (): Promise<(string | null)[]> =>
        open.page.$$eval(".lines thead th", (heads) => heads.map((head) => head.getAttribute("aria-sort")));

    it("begins with the greatest costs, and sorts by each column in both orders", async () => {
        assert.deepEqual(await shown(), names);
        await open.page.click(".lines thead th:first-child button");
        assert.deepEqual(await shown(), [...names].sort());
        assert.deepEqual(
            (await sortStates()).filter((state) => state !== "none"),
            ["ascending"],
        );
        await open.page.click(".lines thead th:first-child button");
        assert.deepEqual(await shown(), [...names].sort().reverse());
        assert.equal((await sortStates())[0], "descending");
        await open.page.click(".lines thead th:nth-child(5) button");
        const change = ({ figures }: (typeof report.lines)[number]): number =>
            figures.thisMonth - figures.lastMonthSameDay;
        const ordered = [...report.lines].sort((one, other) => change(other) - change(one));
        assert.deepEqual(
            await shown(),
            ordered.map(({ keys }) => keys[0]),
        );
    });

    it("puts lines without a budget last in both orders", async () => {
        const without = report.lines.filter(({ figures }) => figures.budget === undefined).length;
        for (let presses = 0; presses < 2; presses++) {
            await open.page.click(".lines thead th:last-child button");
            const cells = await textsOf(open.page, ".lines tbody td:last-child");
            assert.deepEqual(
                cells.slice(-without),
                Array.from({ length: without }, () => ""),
            );
        }
    });

    it("is filtered by typing, and says how many lines are left and what they cost", async () => {
        await open.page.type("#filter", "PLAT");
        assert.deepEqual(await shown(), ["platform"]);
        const platform = report.lines.find(({ keys }) => keys[0] === "platform");
        const amount = amountText("USD", 5000).short(platform?.figures.thisMonth ?? 0);
        assert.equal(await textOf(open.page, "#table-status"), `1 line of ${names.length}, together ${amount}`);
        assert.equal(await open.page.$eval("#table-status", (status) => status.getAttribute("role")), "status");
        assert.equal(await open.page.$eval(".lines tfoot", (foot) => (foot as HTMLElement).offsetHeight), 0);
        await open.page.keyboard.press("Escape");
        assert.equal((await shown()).length, names.length);
        await open.page.type("#filter", "no such team");
        assert.deepEqual(await shown(), []);
    });

    it("is used by the keyboard alone: skip link, filter, sort", async () => {
        await open.page.keyboard.press("Tab");
        assert.equal(await open.page.evaluate(() => document.activeElement?.textContent), "Skip to the table");
        await open.page.keyboard.press("Enter");
        await open.page.keyboard.press("Tab");
        assert.equal(await open.page.evaluate(() => document.activeElement?.id), "filter");
        await open.page.keyboard.type("shop");
        assert.deepEqual(await shown(), ["shop"]);
        await open.page.keyboard.press("Escape");
        await tabTo("Team");
        await open.page.keyboard.press("Enter");
        assert.deepEqual(await shown(), [...names].sort());
        await open.page.keyboard.press("Space");
        assert.deepEqual(await shown(), [...names].sort().reverse());
        assert.equal(await open.page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim()), "Team");
    });

    it("shows a line of each pair when the report is by two things", async () => {
        const pairs = {
            ...report,
            by: ["team", "service"],
            lines: report.lines.map((line, index) => ({ ...line, keys: [...line.keys, `service ${index}`] })),
        };
        const two = await openReport(browser(), pairs);
        assert.deepEqual((await textsOf(two.page, ".lines thead th")).slice(0, 2), ["Team", "Service"]);
        assert.deepEqual(
            await two.page.$$eval(".lines tbody tr td:nth-child(2)", (cells) => cells.map((cell) => cell.textContent)),
            report.lines.map((_, index) => `service ${index}`),
        );
        await two.page.type("#filter", "platform service");
        assert.equal((await textsOf(two.page, ".lines tbody tr")).length, 1);
        assert.deepEqual(two.problems, []);
        await two.page.close();
    });
});
