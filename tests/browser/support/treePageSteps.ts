import type { Page } from "puppeteer-core";

/** The rows of the tree that are in the page, each as a screen reader says it. */
export function rowTexts(page: Page): Promise<string[]> {
    return page.$$eval(".rows .row", (rows) =>
        rows.map((row) =>
            [...row.querySelectorAll(".name-cell, .cell")]
                .flatMap((cell) => [...cell.childNodes])
                .filter((one) => !(one instanceof Element) || one.ariaHidden !== "true")
                .map((one) => one.textContent)
                .join("")
                .trim(),
        ),
    );
}

/** Shows a node's details by the page's address. */
export async function showAt(page: Page, ref: string): Promise<void> {
    await page.evaluate((at) => (location.hash = `#at=${encodeURIComponent(at)}`), ref);
    await page.waitForFunction(
        (name) => document.querySelector("#details h2 .name")?.textContent === name,
        {},
        ref.slice(Math.max(ref.indexOf(":"), ref.lastIndexOf("/")) + 1),
    );
}

/** Chooses a value of the field with this title. */
export async function filled(page: Page, title: string, value: string): Promise<void> {
    const field = await page.evaluateHandle(
        (wanted) =>
            [...document.querySelectorAll(".fields label")].find(
                (label) => label.firstElementChild?.textContent === wanted,
            )?.lastElementChild ?? null,
        title,
    );
    await (field as unknown as { select(value: string): Promise<string[]> }).select(value);
}

/** Presses the button with this text. */
export async function press(page: Page, text: string): Promise<void> {
    await page.$$eval(
        "button",
        (buttons, wanted) => buttons.find((button) => button.textContent === wanted)?.click(),
        text,
    );
}
