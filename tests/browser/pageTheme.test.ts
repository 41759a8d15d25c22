import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Page } from "puppeteer-core";
import { DARK_COLORS, LIGHT_COLORS } from "../../features/costs/page/data/chartPalettes";
import { costPage } from "../../features/costs/page/costPage";
import { CHECKOUT, browserForTests, MADE_AT, openReport } from "./support/browser";
import { generatedReport } from "./support/generatedReport";

describe("the looks of the page of costs", () => {
    const browser = browserForTests();
    const report = generatedReport({ accounts: 16, by: "team" });
    const surface = (page: Page): Promise<string> =>
        page.$eval(".panel", (panel) => getComputedStyle(panel).backgroundColor);
    const [white, dark] = [LIGHT_COLORS.surface, DARK_COLORS.surface].map(rgb);
    const picture = (page: Page): Promise<string> => page.$eval(".months canvas", (canvas) => canvas.toDataURL());

    it("are light or dark as the system is, and follow it", async () => {
        const { page } = await openReport(browser(), report, { scheme: "dark" });
        assert.equal(await surface(page), dark);
        const darkPicture = await picture(page);
        await page.emulateMediaFeatures([
            { name: "prefers-color-scheme", value: "light" },
            { name: "prefers-reduced-motion", value: "reduce" },
        ]);
        await page.waitForFunction(
            (before) => document.querySelector<HTMLCanvasElement>(".months canvas")?.toDataURL() !== before,
            {},
            darkPicture,
        );
        assert.equal(await surface(page), white);
        await page.close();
    });

    it("are switched by mouse and keyboard, and stay until the next visit", async () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "costs-"));
        const file = path.join(folder, "costs.html");
        fs.writeFileSync(file, costPage(report, CHECKOUT, MADE_AT));
        const page = await browser().newPage();
        await page.goto(`file://${file}`);
        await page.waitForSelector("html[data-ready]");
        await page.click("#theme-dark");
        assert.equal(await surface(page), dark);
        await page.reload();
        await page.waitForSelector("html[data-ready]");
        assert.equal(await surface(page), dark);
        assert.equal(await page.$eval("#theme-dark", (input) => (input as HTMLInputElement).checked), true);
        await page.focus("#theme-dark");
        await page.keyboard.press("ArrowLeft");
        assert.equal(await surface(page), white);
        await page.keyboard.press("ArrowLeft");
        assert.equal(await page.evaluate(() => document.documentElement.dataset["theme"]), undefined);
        await page.close();
        fs.rmSync(folder, { recursive: true });
    });

    for (const width of [320, 390, 768, 1024, 1920]) {
        it(`fit a screen of ${width} pixels: only tables scroll sideways`, async () => {
            const { page, problems } = await openReport(browser(), report, { width });
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
            const outside = await page.$$eval("main *, header *, footer *", (found) =>
                found
                    .filter((one) => one.closest(".scroller, .unseen, .chart, .map-name, .mover-name") === null)
                    .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
                    .map((one) => one.className),
            );
            assert.deepEqual(outside, []);
            assert.deepEqual(problems, []);
            await page.close();
        });
    }

    it("on paper are light, without what can only be pressed, and with all rows", async () => {
        const { page } = await openReport(browser(), report, { scheme: "dark" });
        // Charts and their legends change to the colours of the light page when printing begins, and back.
        const swatch = (): Promise<string> =>
            page.$eval(".legend .swatch", (one) => getComputedStyle(one).backgroundColor);
        assert.equal(await swatch(), rgb(DARK_COLORS.layers[0] ?? ""));
        const darkPicture = await picture(page);
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        assert.equal(await swatch(), rgb(LIGHT_COLORS.layers[0] ?? ""));
        assert.notEqual(await picture(page), darkPicture);
        await page.evaluate(() => dispatchEvent(new Event("afterprint")));
        assert.equal(await swatch(), rgb(DARK_COLORS.layers[0] ?? ""));
        await page.emulateMediaType("print");
        await page.setViewport({ width: 718, height: 1000 }); // as wide as A4
        assert.equal(await surface(page), white);
        for (const hidden of [".theme", "#filter", ".skip"]) {
            assert.equal(await page.$eval(hidden, (one) => one.getClientRects().length), 0, hidden);
        }
        const outside = await page.$$eval("canvas", (found) =>
            found.map((one) => {
                const [picture, panel] = [one, one.closest(".panel")].map((box) => box?.getBoundingClientRect());
                return (picture?.right ?? 0) > (panel?.right ?? 0) || (picture?.bottom ?? 0) > (panel?.bottom ?? 0);
            }),
        );
        assert.deepEqual(outside, [false, false]);
        const paper = await page.pdf({ format: "A4" });
        assert.equal(Buffer.from(paper.slice(0, 5)).toString(), "%PDF-");
        await page.close();
    });

    it("do not move where the system asks for less motion", async () => {
        const { page } = await openReport(browser(), report);
        const transitions = await page.$$eval("button, .bar .filled", (found) =>
            found.map((one) => getComputedStyle(one).transitionDuration),
        );
        assert.deepEqual([...new Set(transitions)], ["0s"]);
        // The chart has its last form in the frame in which it is drawn.
        const first = await picture(page);
        await page.evaluate(
            () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
        assert.equal(await picture(page), first);
        await page.close();
    });
});

function rgb(color: string): string {
    return `rgb(${[1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)).join(", ")})`;
}
