import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { launch, type Browser, type Page } from "puppeteer-core";
import { costPage } from "../../../features/costs/page/costPage";
import type { AccessReport } from "../../../features/people/matrix";
import { accessPage } from "../../../features/people/page";
import type { CostReport } from "../../../features/costs/report/costReport";
import { treePage } from "../../../operations/commands/tree/page";
import type { TreeDocument } from "../../../pages/data/treeDocument";

export const CHECKOUT = path.resolve(__dirname, "../../..");
const FINDER = path.join(CHECKOUT, "tests", "browser", "chromium");
/** When every page of the tests was made. */
export const MADE_AT = new Date("2026-11-26T09:30:00Z");

export interface PageOptions {
    readonly width?: number;
    readonly height?: number;
    readonly scale?: number;
    readonly scheme?: "light" | "dark";
    readonly lessMotion?: boolean;
}

/** A page in the browser with all that happened in it. */
export interface OpenPage {
    readonly page: Page;
    /** Errors of scripts, messages of the console, and what the Content-Security-Policy has refused. */
    readonly problems: readonly string[];
    /** The addresses that it has asked for, but for its own file. */
    readonly requests: readonly string[];
}

/** Why there is no browser; nothing if there is one. */
export function missingBrowser(): string | undefined {
    const { status, stderr } = spawnSync(FINDER, { encoding: "utf8" });
    return status === 0 ? undefined : stderr.trim().split("\n").at(-1);
}

export function startBrowser(): Promise<Browser> {
    const isRoot = process.getuid?.() === 0;
    return launch({
        executablePath: execFileSync(FINDER, { encoding: "utf8" }).trim(),
        // Chromium's sandbox refuses to work for root, in whose containers tests often run.
        args: ["--disable-dev-shm-usage", "--force-color-profile=srgb", ...(isRoot ? ["--no-sandbox"] : [])],
    });
}

/** Opens the page of a report, from a file as a user does, and waits for its charts. */
export async function openReport(browser: Browser, report: CostReport, options: PageOptions = {}): Promise<OpenPage> {
    return openText(browser, costPage(report, CHECKOUT, MADE_AT), options);
}

/** The same for who has access to what. */
export async function openAccess(browser: Browser, report: AccessReport, options: PageOptions = {}): Promise<OpenPage> {
    return openText(browser, accessPage(report, CHECKOUT, MADE_AT), options);
}

/** The same for the organisation. */
export async function openTree(browser: Browser, tree: TreeDocument, options: PageOptions = {}): Promise<OpenPage> {
    return openText(browser, treePage(tree, CHECKOUT, MADE_AT), options);
}

/** Opens a page that a command of `org` has made. */
export async function openText(browser: Browser, text: string, options: PageOptions): Promise<OpenPage> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "page-"));
    const file = path.join(folder, "page.html");
    fs.writeFileSync(file, text);
    try {
        return await openFile(browser, file, options);
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

async function openFile(browser: Browser, file: string, options: PageOptions): Promise<OpenPage> {
    const { width = 1360, height = 900, scale = 1, scheme = "light", lessMotion = true } = options;
    const page = await browser.newPage();
    const problems: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("dialog", (dialog) => {
        problems.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
    });
    page.on("request", (request) => requests.push(request.url()));
    await page.setViewport({ width, height, deviceScaleFactor: scale });
    await page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value: scheme },
        { name: "prefers-reduced-motion", value: lessMotion ? "reduce" : "no-preference" },
    ]);
    await page.goto(`file://${file}`);
    // A page without scripts is ready at once.
    await page.waitForSelector("html[data-ready], html:not(:has(script))");
    return { page, problems, requests: requests.filter((url) => !url.endsWith("/page.html") && url !== "data:,") };
}

/** Starts a browser for the tests of a `describe`. Where there is none they are pending, and the reason is printed. */
export function browserForTests(): () => Browser {
    let started: Browser | undefined;
    before(async function () {
        this.timeout(120_000);
        const missing = missingBrowser();
        if (missing !== undefined) {
            process.stdout.write(`    pending: ${missing}\n`);
            this.skip();
        }
        started = await startBrowser();
    });
    after(() => started?.close());
    return () => {
        if (started === undefined) throw new Error("the browser has not been started");
        return started;
    };
}

/** The texts of all elements that a selector finds, as they are shown, in the order of the page. */
export function textsOf(page: Page, selector: string): Promise<string[]> {
    return page.$$eval(selector, (elements) => elements.map((one) => (one as HTMLElement).innerText.trim()));
}

/** The text of the first element. */
export async function textOf(page: Page, selector: string): Promise<string> {
    return (await textsOf(page, selector))[0] ?? "";
}
