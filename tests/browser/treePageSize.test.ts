import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { browserForTests, openTree, textOf } from "./support/browser";
import { generatedTree } from "./support/generatedTree";
import { press, showAt } from "./support/treePageSteps";

/** So many elements are in the page at most, of whatever size the organisation is: what the browser has to lay out. */
const MOST_ELEMENTS = 2500;

describe("the page of a large organisation", () => {
    const browser = browserForTests();
    const elements = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll("*").length);
    const rows = (page: Page): Promise<number> => page.$$eval(".rows .row", (found) => found.length);
    const hasRow = (page: Page, name: string): Promise<boolean> =>
        page.$$eval(".rows .name-cell .name", (found, of) => found.some((one) => one.textContent === of), name);

    for (const [accounts, perUnit] of [
        [1_000, 250],
        [10_000, 2_500],
    ] as const) {
        it(`draws only what is seen of ${accounts.toLocaleString("en-US")} accounts`, async () => {
            const { page, problems } = await openTree(browser(), generatedTree({ accounts, perUnit, hasSpend: true }));
            assert.equal(await textOf(page, "#table-status"), `${accounts.toLocaleString("en-US")} accounts`);
            assert.equal(await rows(page), 9); // folded: no unit with hundreds of accounts fits
            await press(page, "Unfold all");
            assert.ok((await rows(page)) < 60, String(await rows(page)));
            assert.ok((await elements(page)) < MOST_ELEMENTS, String(await elements(page)));
            const height = await page.$eval(".rows", (one) => one.getBoundingClientRect().height);
            assert.equal(height, (accounts + 9) * 30);
            // What is scrolled to is drawn, and what is scrolled away is not.
            const [first, last] = ["shop-prod-0001", (await lastName(page)) ?? ""];
            assert.deepEqual([await hasRow(page, first), await hasRow(page, last)], [true, false]);
            await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
            await page.waitForFunction(
                (name) =>
                    [...document.querySelectorAll(".rows .name-cell .name")].some((one) => one.textContent === name),
                {},
                last,
            );
            assert.equal(await hasRow(page, first), false);
            assert.ok((await elements(page)) < MOST_ELEMENTS, String(await elements(page)));
            assert.deepEqual(problems, []);
            await page.close();
        });
    }

    /** The name of the last account of the document. */
    const lastName = (page: Page): Promise<string | undefined> =>
        page.$eval("#organization-tree", (one) => {
            const { document: tree } = JSON.parse(one.textContent ?? "") as {
                document: { nodes: readonly { key: string }[] };
            };
            return tree.nodes.at(-1)?.key;
        });

    it("keeps the focus where the keys lead, however far, and finds one account among all", async () => {
        const { page } = await openTree(browser(), generatedTree({ accounts: 10_000 }));
        await press(page, "Unfold all");
        await page.focus(".rows [tabindex='0']");
        await page.keyboard.press("End");
        const focused = (): Promise<string | null | undefined> =>
            page.evaluate(() => document.activeElement?.querySelector(".name-cell .name")?.textContent);
        assert.equal(await focused(), "payments-dev-10000");
        // A row with the focus stays, also where somebody scrolls away from it.
        await page.evaluate(() => scrollTo(0, 0));
        await page.waitForFunction(() => document.querySelector("#node-0") !== null);
        assert.equal(await focused(), "payments-dev-10000");
        await page.keyboard.press("ArrowUp");
        assert.equal(await focused(), "search-dev-9999");
        await page.type("#filter", "shop-prod-2501");
        assert.equal(await textOf(page, "#table-status"), "1 of 10,000 accounts");
        assert.equal(await rows(page), 5);
        await showAt(page, "account:data-dev-7502");
        assert.ok(await hasRow(page, "data-dev-7502"));
        await page.close();
    });

    it("has the account of a link on the screen", async () => {
        const { page } = await openTree(browser(), generatedTree({ accounts: 1000 }));
        await showAt(page, "account:payments-dev-0990");
        const isSeen = await page.$eval(".row.selected", (row) => {
            const { top, bottom } = row.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight;
        });
        assert.ok(isSeen);
        await page.close();
    });

    it("shows a hundred people at first, and then all", async () => {
        const document = generatedTree({ accounts: 2 });
        const members = Array.from({ length: 230 }, (_, person) => `person${person}@example.com`);
        const groups = document.groups.map((group) => (group.key === "shop" ? { ...group, members } : group));
        const { page } = await openTree(browser(), { ...document, groups });
        await showAt(page, "account:shop-prod-0001");
        const people = (): Promise<number> => page.$$eval(".people tbody tr", (found) => found.length);
        assert.equal(await people(), 100);
        await press(page, "Show all 132 more");
        assert.equal(await people(), 232);
        await page.close();
    });
});
