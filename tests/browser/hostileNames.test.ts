import assert from "node:assert/strict";
import type { CostReport } from "../../features/costs/report/costReport";
import { browserForTests, openReport, textsOf, type OpenPage } from "./support/browser";
import { generatedReport } from "./support/generatedReport";

/** Names that somebody could give an account or a tag, and how the page shows them. */
const NAMES: readonly (readonly [name: string, shown: string])[] = [
    ["</script><script>alert(1)</script>", "</script><script>alert(1)</script>"],
    ["<!--<script>", "<!--<script>"],
    ["<img src=x onerror=alert(2)>", "<img src=x onerror=alert(2)>"],
    [`"'\`><svg/onload=alert(3)>`, `"'\`><svg/onload=alert(3)>`],
    ["]]>{{7*7}}${7*7}\\u003c&lt;&amp;", "]]>{{7*7}}${7*7}\\u003c&lt;&amp;"],
    ["line\u2028separator\u2029", "line\\u2028separator\\u2029"],
    ["left \u202etfel\u202c", "left \\u202etfel\\u202c"],
    ["\u2066isolate\u2069 and zero\u200bwidth", "\\u2066isolate\\u2069 and zero\\u200bwidth"],
    ["nul\u0000 bell\u0007 escape\u001b[31m", "nul\\u0000 bell\\u0007 escape\\u001b[31m"],
    ["חשבון ראשי", "חשבון ראשי"],
    ["{a|rich} {b|text}\n\tnext", "{a|rich} {b|text}\\n\\tnext"],
    ["__proto__", "__proto__"],
    ["constructor", "constructor"],
    ["", "(none)"],
];

describe("names from AWS in the page of costs", () => {
    const browser = browserForTests();
    const plain = generatedReport({ accounts: 16, by: "team" });
    const named = (name: string): CostReport => ({
        ...plain,
        source: name,
        stack: name,
        within: name,
        by: [name],
        lines: plain.lines.map((line) => ({ ...line, keys: [name] })),
        movers: plain.movers.map((line) => ({ ...line, keys: [name] })),
        unassigned: plain.unassigned.map((one) => ({ ...one, name })),
        accounts: plain.accounts.map((one) => ({
            ...one,
            account: name,
            units: [name, ...one.units],
            dimensions: { [name]: name },
        })),
        total: { ...plain.total, budget: { name, period: name, amount: 40_000 } },
    });

    for (const [name, shown] of NAMES) {
        it(`are data: ${JSON.stringify(name)}`, async () => {
            const open = await openReport(browser(), named(name));
            assert.deepEqual(open.problems, []);
            assert.deepEqual(open.requests, []);
            const texts = await open.page.$$eval(
                ".lines tbody th, .map-list .name, .movers .name, h1 bdi, .unassigned bdi",
                (found) => found.map((one) => one.textContent),
            );
            assert.ok(texts.length > 30);
            assert.deepEqual([...new Set(texts.slice(0, 12))], [shown]);
            // A script, an image or a frame of the page that is not its own would be here.
            const foreign = await open.page.$$eval(
                "script, img, iframe, object, embed, style, link, base, form",
                (found) => found.map((one) => one.localName),
            );
            assert.deepEqual(foreign.sort(), ["link", "script", "script", "script", "style"]);
            await showTips(open);
            assert.deepEqual(open.problems, []);
            await open.page.close();
        });
    }

    async function showTips({ page }: OpenPage): Promise<void> {
        for (const chart of [".months", ".map"]) {
            const box = await page.$eval(`${chart} canvas`, (canvas) => {
                canvas.scrollIntoView({ block: "center" });
                const { x, y, width, height } = canvas.getBoundingClientRect();
                return { x: x + width / 3, y: y + height / 2 };
            });
            await page.mouse.move(box.x, box.y);
            await page.waitForSelector(`${chart} .tip`);
            assert.deepEqual(await textsOf(page, ".tip img, .tip script, .tip svg"), []);
        }
    }

    it("of a hundred thousand characters are cut", async () => {
        const open = await openReport(browser(), named("x".repeat(100_000)));
        assert.ok((await open.page.evaluate(() => document.body.innerText.length)) < 20_000);
        assert.equal(await open.page.evaluate(() => document.documentElement.scrollWidth), 1360);
        await open.page.close();
    });
});
