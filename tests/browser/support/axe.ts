import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";

/** axe-core (MPL-2.0) is given to the page by the tests only. */
const AXE = fs.readFileSync(createRequire(__filename).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResults {
    readonly violations: readonly {
        readonly id: string;
        readonly help: string;
        readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }[];
    readonly passes: readonly { readonly id: string }[];
}

/** What axe finds wrong in a page as it is now, by the rules of WCAG 2.2 AA and by good practice. */
export async function violations(page: Page): Promise<readonly string[]> {
    // By the debugger, for which the page's Content-Security-Policy does not hold.
    await page.evaluate(AXE);
    const { violations, passes } = (await page.evaluate(
        `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
    )) as AxeResults;
    assert.ok(passes.some(({ id }) => id === "color-contrast"));
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}
