import assert from "node:assert/strict";
import type { KeyInput, Page } from "puppeteer-core";
import { browserForTests, openTree, textOf, textsOf } from "./support/browser";
import { generatedTree } from "./support/generatedTree";

describe("the page of the organisation by the keyboard", () => {
    const browser = browserForTests();
    let page: Page;
    beforeEach(async () => {
        ({ page } = await openTree(browser(), generatedTree({ accounts: 12, perUnit: 6 })));
        await page.focus(".rows [tabindex='0']");
    });
    afterEach(() => page.close());

    const focused = (): Promise<string> =>
        page.evaluate(() => document.activeElement?.querySelector(".name-cell .name")?.textContent ?? "");
    async function after(...keys: readonly KeyInput[]): Promise<string> {
        for (const key of keys) await page.keyboard.press(key);
        return focused();
    }

    it("goes up and down, to both ends, into a unit and out of it", async () => {
        assert.equal(await focused(), "Root");
        assert.equal(await after("ArrowDown", "ArrowDown"), "Workloads");
        assert.equal(await after("ArrowUp", "ArrowUp", "ArrowUp"), "Root");
        assert.equal(await after("End"), "data-dev-0012");
        assert.equal(await after("ArrowDown"), "data-dev-0012");
        assert.equal(await after("ArrowLeft"), "team-001");
        assert.equal(await after("ArrowLeft"), "team-001");
        assert.equal((await textsOf(page, ".rows .row")).length, 13);
        assert.equal(await after("ArrowRight", "ArrowRight"), "shop-dev-0007".replace("shop", "data"));
        assert.equal(await after("ArrowRight"), "data-dev-0007");
        assert.equal(await after("Home"), "Root");
        assert.equal(await after("PageDown", "PageUp"), "Root");
    });

    it("goes to a name that begins with what is typed", async () => {
        assert.equal(await after("s"), "Sandbox");
        assert.equal(await after("h"), "shop-prod-0001");
        await page.focus(".rows [tabindex='0']");
        assert.equal(await after("End", "Home"), "Root");
    });

    it("unfolds all units beside one", async () => {
        await after("ArrowDown", "ArrowDown", "ArrowRight");
        assert.equal(await focused(), "Production");
        await after("ArrowLeft", "ArrowDown", "ArrowLeft");
        assert.equal((await textsOf(page, ".rows .row")).length, 5);
        await after("*");
        assert.equal((await textsOf(page, ".rows .row")).length, 19);
        assert.equal(await focused(), "NonProduction");
    });

    it("chooses by enter and by space, and stays where it is", async () => {
        await after("End", "Enter");
        assert.equal(await textOf(page, "#details h2"), "data-dev-0012Account");
        assert.equal(await focused(), "data-dev-0012");
        await after("ArrowUp", " ");
        assert.equal(await textOf(page, "#details h2"), "shop-dev-0011Account");
        assert.equal(await page.$$eval("[aria-selected=true]", (rows) => rows.length), 1);
        assert.equal(await page.$$eval(".rows [tabindex='0']", (rows) => rows.length), 1);
    });

    it("leaves the browser its own keys", async () => {
        await page.keyboard.down("Control");
        await page.keyboard.press("End");
        await page.keyboard.up("Control");
        assert.equal(await focused(), "Root");
    });

    it("shows where the focus is, at every stop of the tab key, and has no trap", async () => {
        await page.focus(".skip");
        const stops: string[] = [];
        for (let presses = 0; presses < 60; presses++) {
            await page.keyboard.press("Tab");
            const stop = await page.evaluate(() => {
                const at = document.activeElement as HTMLElement | null;
                if (at === null || at === document.body) return undefined;
                const shown = at.matches("input[type=radio]") ? at.nextElementSibling : at;
                const { outlineStyle, outlineWidth } = getComputedStyle(shown ?? at);
                return { name: at.id, isSeen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 };
            });
            if (stop === undefined) break;
            assert.ok(stop.isSeen, `no outline: ${stop.name}`);
            stops.push(stop.name);
        }
        assert.ok(stops.length > 10 && stops.length < 60, String(stops.length));
        // The whole tree is one stop.
        assert.equal(stops.filter((stop) => stop.startsWith("node-")).length, 1);
    });

    it("goes from the tree to the details and back, where only one of them has room", async () => {
        const narrow = await openTree(browser(), generatedTree({ accounts: 12, perUnit: 6 }), { width: 390 });
        assert.equal(await narrow.page.$eval("#details", (one) => one.getClientRects().length), 0);
        await narrow.page.focus(".rows [tabindex='0']");
        await narrow.page.keyboard.press("End");
        await narrow.page.keyboard.press("Enter");
        assert.equal(await narrow.page.$eval("#lines", (one) => one.getClientRects().length), 0);
        assert.equal(await narrow.page.evaluate(() => document.activeElement?.id), "details-title");
        await narrow.page.click(".back");
        assert.equal(await narrow.page.$eval("#details", (one) => one.getClientRects().length), 0);
        assert.match(await narrow.page.evaluate(() => document.activeElement?.textContent ?? ""), /^data-dev-0012/);
        await narrow.page.goBack();
        assert.equal(await textOf(narrow.page, "#details h2"), "data-dev-0012Account");
        await narrow.page.close();
    });
});
