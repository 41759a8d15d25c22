import assert from "node:assert/strict";
import { violations } from "./support/axe";
import { browserForTests, openReport } from "./support/browser";
import { generatedReport } from "./support/generatedReport";

describe("the page of costs for everybody", () => {
    const browser = browserForTests();
    const report = generatedReport({ accounts: 16, by: "team" });

    for (const scheme of ["light", "dark"] as const) {
        for (const width of [1360, 390]) {
            it(`has nothing that axe finds wrong: ${scheme}, ${width} pixels`, async () => {
                const { page } = await openReport(browser(), report, { scheme, width });
                await page.$$eval("details", (found) => found.forEach((one) => (one.open = true)));
                assert.deepEqual(await violations(page), []);
                await page.click(".map-list button");
                await page.type("#filter", "sh");
                assert.deepEqual(await violations(page), []);
                await page.close();
            });
        }
    }

    it("shows where the focus is, at every stop of the tab key, and has no trap", async () => {
        const { page } = await openReport(browser(), report);
        const stops: string[] = [];
        for (let presses = 0; presses < 120; presses++) {
            await page.keyboard.press("Tab");
            const stop = await page.evaluate(() => {
                const focused = document.activeElement as HTMLElement | null;
                if (focused === null || focused === document.body) return undefined;
                const shown = focused.matches("input[type=radio]") ? focused.nextElementSibling : focused;
                const { outlineStyle, outlineWidth } = getComputedStyle(shown ?? focused);
                const name = `${focused.localName}#${focused.id}.${focused.className} ${focused.innerText.slice(0, 20)}`;
                return { name, isSeen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 };
            });
            if (stop === undefined) break;
            assert.ok(stop.isSeen, `no outline: ${stop.name}`);
            stops.push(stop.name);
        }
        assert.ok(stops.length > 30 && stops.length < 120, String(stops.length));
        const operated = await page.$$eval(
            "button, a[href], summary, input:not([type=radio])",
            (found) => found.length,
        );
        assert.ok(stops.length >= operated);
        await page.close();
    });

    it("has titles in their order, tables with captions, and columns that say how they are sorted", async () => {
        const { page } = await openReport(browser(), report);
        const titles = await page.$$eval("h1, h2, h3", (found) =>
            found.map((one) => `${one.localName} ${one.textContent}`),
        );
        assert.deepEqual(titles, [
            "h1 Costs of acme",
            "h2 Months",
            "h2 Biggest movers",
            "h2 Organisation",
            "h2 By team",
            "h2 On the bill",
            "h2 Untagged and unassigned",
        ]);
        const captions = await page.$$eval("table", (found) => found.map((table) => table.caption?.textContent ?? ""));
        assert.ok(captions.length === 3 && captions.every((caption) => caption !== ""));
        const sorted = await page.$$eval(".lines thead th", (found) =>
            found.map((one) => one.getAttribute("aria-sort")),
        );
        assert.ok(sorted.every((state) => state !== null) && sorted.filter((state) => state !== "none").length === 1);
        await page.close();
    });

    it("can be enlarged by two without losing a figure", async () => {
        const { page } = await openReport(browser(), report, { width: 680 });
        await page.evaluate(() => (document.documentElement.style.fontSize = "32px"));
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 680);
        await page.close();
    });
});
