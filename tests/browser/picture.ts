import * as fs from "node:fs";
import * as path from "node:path";
import { CHECKOUT, openReport, startBrowser } from "./support/browser";
import { generatedReport } from "./support/generatedReport";

/** The picture of the costs page in the documentation, from a made-up organisation. `make picture` runs this file. */
const PICTURE = path.join("docs", "pictures", "costs.png");
const [WIDTH, EDGE] = [1240, 12];

async function main(): Promise<void> {
    const browser = await startBrowser();
    try {
        const { page } = await openReport(browser, generatedReport({ accounts: 28, by: "team" }), { width: WIDTH });
        // The bill and the footer add nothing to a first impression.
        const bottom = await page.$eval("#lines tbody tr:nth-child(3)", (row) => row.getBoundingClientRect().bottom);
        const image = await page.screenshot({ clip: { x: 0, y: 0, width: WIDTH, height: Math.round(bottom) + EDGE } });
        fs.mkdirSync(path.join(CHECKOUT, "docs", "pictures"), { recursive: true });
        fs.writeFileSync(path.join(CHECKOUT, PICTURE), image);
        process.stdout.write(`${PICTURE}: ${Math.round(image.length / 1024)} KB\n`);
    } finally {
        await browser.close();
    }
}

void main();
