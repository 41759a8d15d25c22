import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Page } from "puppeteer-core";
import { CHECKOUT, openReport, openText, startBrowser } from "./support/browser";
import { generatedReport } from "./support/generatedReport";

/** The pictures of the pages in the documentation. `make picture` runs this file. */
const FOLDER = path.join("docs", "pictures");
const [WIDTH, EDGE] = [1240, 12];

async function main(): Promise<void> {
    const browser = await startBrowser();
    try {
        const costs = await openReport(browser, generatedReport({ accounts: 28, by: "team" }), { width: WIDTH });
        // The bill and the footer add nothing to a first impression.
        await draw("costs.png", costs.page, "#lines tbody tr:nth-child(3)");
        const access = await openText(browser, pageOfTheExample("access"), { width: WIDTH });
        await access.page.type("#filter", "shop-prod");
        await draw("access.png", access.page, ".lines tbody tr:last-child");
        const tree = await openText(browser, pageOfTheExample("tree", "--no-ids"), { width: WIDTH, height: 1000 });
        await tree.page.$$eval(".rows .account", (rows) => {
            rows.find((row) => row.textContent?.startsWith("shop-prod"))?.dispatchEvent(
                new MouseEvent("click", { bubbles: true }),
            );
        });
        // The reader of the documentation did not ask for ids.
        await tree.page.$$eval("#notes, :focus", ([notes, focused]) => {
            notes?.remove();
            (focused as HTMLElement | undefined)?.blur();
        });
        await draw("tree.png", tree.page, ".rows .row:last-child");
    } finally {
        await browser.close();
    }
}

/** Draws a page from its top to an element's bottom. */
async function draw(name: string, page: Page, last: string): Promise<void> {
    const bottom = await page.$eval(last, (element) => element.getBoundingClientRect().bottom);
    const image = await page.screenshot({ clip: { x: 0, y: 0, width: WIDTH, height: Math.round(bottom) + EDGE } });
    fs.mkdirSync(path.join(CHECKOUT, FOLDER), { recursive: true });
    fs.writeFileSync(path.join(CHECKOUT, FOLDER, name), image);
    process.stdout.write(`${path.join(FOLDER, name)}: ${Math.round(image.length / 1024)} KB\n`);
}

/** A page that `./org` makes of organizations/dev. */
function pageOfTheExample(command: string, ...options: readonly string[]): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "picture-"));
    const file = path.join(folder, "page.html");
    execFileSync("./org", [command, "--stack", "dev", ...options, "--html", file], { cwd: CHECKOUT, stdio: "pipe" });
    const text = fs.readFileSync(file, "utf8");
    fs.rmSync(folder, { recursive: true });
    return text;
}

void main();
