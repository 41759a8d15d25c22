import assert from "node:assert/strict";
import type { TreeDocument } from "../../pages/data/treeDocument";
import { violations } from "./support/axe";
import { browserForTests, openTree, textOf, textsOf } from "./support/browser";
import { treeWithChanges } from "./support/comparedTree";
import { generatedTree } from "./support/generatedTree";
import { filled, rowTexts, showAt } from "./support/treePageSteps";

describe("the looks of the page of the organisation", () => {
    const browser = browserForTests();

    for (const scheme of ["light", "dark"] as const) {
        for (const width of [1360, 390]) {
            it(`have nothing that axe finds wrong: ${scheme}, ${width} pixels`, async () => {
                const { page } = await openTree(
                    browser(),
                    { ...treeWithChanges(), notes: ["A note."] },
                    { scheme, width },
                );
                assert.deepEqual(await violations(page), []);
                await page.type("#filter", "dev");
                assert.deepEqual(await violations(page), []);
                await showAt(page, "account:platform-prod-0003");
                await page.$$eval("details", (found) => found.forEach((one) => (one.open = true)));
                await page.waitForSelector("#details pre");
                assert.deepEqual(await violations(page), []);
                assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
                await page.close();
            });
        }
    }

    for (const width of [320, 768, 1024, 1920]) {
        it(`fit a screen of ${width} pixels`, async () => {
            const { page } = await openTree(browser(), treeWithChanges(), { width });
            for (const ref of ["", "account:platform-prod-0003"]) {
                if (ref !== "") await showAt(page, ref);
                assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
                const outside = await page.$$eval("main *, header *", (found) =>
                    found
                        .filter((one) => one.closest(".unseen, .name-cell, .cell") === null)
                        .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
                        .map((one) => one.className),
                );
                assert.deepEqual(outside, []);
            }
            await page.close();
        });
    }

    it("can be enlarged by two: rows are as high as their letters need", async () => {
        const { page } = await openTree(browser(), treeWithChanges(), { width: 680 });
        await page.evaluate(() => {
            document.documentElement.style.fontSize = "32px";
            dispatchEvent(new Event("resize"));
        });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 680);
        const tops = await page.$$eval(".rows .row", (rows) =>
            rows.slice(0, 3).map((row) => row.getBoundingClientRect()),
        );
        assert.equal(tops.length, 3);
        const [first, second] = await page.$$eval(".rows .row", (rows) =>
            rows.slice(0, 2).map((row) => {
                const { top, bottom } = row.getBoundingClientRect();
                return { top, bottom };
            }),
        );
        assert.equal(first?.bottom, second?.top);
        await page.close();
    });

    it("have titles in their order", async () => {
        const { page } = await openTree(browser(), treeWithChanges());
        const titles = await page.$$eval("h1, h2, h3", (found) =>
            found.map((one) => `${one.localName} ${one.textContent}`),
        );
        assert.deepEqual(titles.slice(0, 5), [
            "h1 Organisation acme",
            "h2 Changes since main",
            "h2 Units and accounts",
            "h2 RootOrganisation",
            "h3 Guardrails",
        ]);
        await page.close();
    });

    it("on paper are light and whole: all rows that the filter lets through, and nothing to press", async () => {
        const { page } = await openTree(browser(), generatedTree({ accounts: 400 }), { scheme: "dark" });
        await filled(page, "Tag", "Team=shop");
        await page.click("#node-0 .twisty");
        assert.equal((await rowTexts(page)).length, 1);
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        await page.emulateMediaType("print");
        const printed = await rowTexts(page);
        assert.equal(printed.filter((row) => row.includes("Team shop")).length, 80);
        assert.equal(await textOf(page, ".filter-words"), "Tag: Team=shop");
        const hidden = await page.$$eval("button, select, input, .theme, .skip, #details", (found) =>
            found.filter((one) => one.getClientRects().length > 0).map((one) => one.outerHTML.slice(0, 80)),
        );
        assert.deepEqual(hidden, []);
        const surface = (): Promise<string> => page.$eval(".panel", (panel) => getComputedStyle(panel).backgroundColor);
        assert.equal(await surface(), "rgb(255, 255, 255)");
        const overlaps = await page.$$eval(
            ".rows .row",
            (rows) =>
                rows.filter((row, place) => {
                    const above = rows[place - 1]?.getBoundingClientRect();
                    return above !== undefined && row.getBoundingClientRect().top < above.bottom - 0.5;
                }).length,
        );
        assert.equal(overlaps, 0);
        await page.evaluate(() => dispatchEvent(new Event("afterprint")));
        assert.equal((await rowTexts(page)).length, 1);
        // The browser's own way to paper sends these events, too: 124 rows are some sheets.
        const paper = Buffer.from(await page.pdf({ format: "A4" })).toString("latin1");
        assert.ok((paper.match(/\/Type\s*\/Page\b/g) ?? []).length >= 2);
        assert.equal((await rowTexts(page)).length, 1);
        await page.close();
    });

    it("on paper have the details of what is chosen, unfolded", async () => {
        const { page } = await openTree(browser(), treeWithChanges());
        await showAt(page, "account:platform-prod-0003");
        const folded = (): Promise<number> =>
            page.$$eval(".detail-section", (found) => found.filter((one) => !(one as HTMLDetailsElement).open).length);
        const before = await folded();
        assert.ok(before > 0);
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        await page.emulateMediaType("print");
        await page.setViewport({ width: 718, height: 1000 }); // as wide as A4
        assert.equal(await folded(), 0);
        assert.ok((await textOf(page, "#details")).includes("organization.yaml:15"));
        assert.ok((await textsOf(page, ".rows .row")).length === 19);
        await page.evaluate(() => dispatchEvent(new Event("afterprint")));
        assert.equal(await folded(), before);
        await page.close();
    });
});

describe("names in the page of the organisation", () => {
    const browser = browserForTests();
    const named = (name: string): TreeDocument => {
        const document = treeWithChanges();
        const said = JSON.stringify(document, (key, value: unknown) =>
            ["kind", "ref", "parent", "holder", "type", "state", "policy", "key", "who", "day", "madeAt"].includes(
                key,
            ) || typeof value !== "string"
                ? value
                : name,
        );
        const tree = JSON.parse(said) as TreeDocument;
        // Keys name each other, so that all of one key are renamed alike.
        return {
            ...tree,
            nodes: tree.nodes.map((node) => ({ ...node, key: name, guardrails: [{ policy: name, from: name }] })),
            policies: tree.policies.map((policy) => ({ ...policy, key: name })),
        };
    };

    for (const [name, shown] of [
        ["</script><script>alert(1)</script>", "</script><script>alert(1)</script>"],
        ["<img src=x onerror=alert(2)>", "<img src=x onerror=alert(2)>"],
        [`"'\`><svg/onload=alert(3)>`, `"'\`><svg/onload=alert(3)>`],
        ["left \u202etfel\u202c\u2028", "left \\u202etfel\\u202c\\u2028"],
        ["__proto__", "__proto__"],
        ["constructor", "constructor"],
    ] as const) {
        it(`are data: ${JSON.stringify(name)}`, async () => {
            const open = await openTree(browser(), named(name));
            await open.page.type("#filter", shown.slice(0, 4));
            await open.page.click(".rows .account");
            await open.page.$$eval("details", (found) => found.forEach((one) => (one.open = true)));
            await open.page.waitForSelector("#details pre");
            const texts = await textsOf(open.page, "h1 bdi, #details h2 bdi, .guardrail-name bdi, .description bdi");
            assert.ok(texts.length > 4);
            assert.deepEqual([...new Set(texts)], [shown]);
            const foreign = await open.page.$$eval(
                "script, img, svg, iframe, object, embed, style, link, base, form",
                (found) => found.map((one) => one.localName),
            );
            assert.deepEqual(foreign.sort(), ["link", "script", "script", "style"]);
            assert.deepEqual([open.problems, open.requests], [[], []]);
            await open.page.close();
        });
    }
});
