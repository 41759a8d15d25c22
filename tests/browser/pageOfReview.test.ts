import assert from "node:assert/strict";
import { reviewPage } from "../../operations/commands/review/print/reviewPage";
import { sourceLinks } from "../../operations/commands/review/print/sourceLinks";
import { changeOf, EXAMPLES, GITHUB, reviewOf } from "../unit/operations/commands/review/print/exampleReviews";
import { HOSTILE } from "../unit/operations/commands/review/print/hostileReviews";
import { violations } from "./support/axe";
import { browserForTests, CHECKOUT, MADE_AT, openText, textsOf } from "./support/browser";

describe("the page of a review", () => {
    const browser = browserForTests();
    const how = { link: sourceLinks(GITHUB), checkout: CHECKOUT, madeAt: MADE_AT };
    const mix = EXAMPLES["dangerous-mix"] ?? reviewOf();

    for (const scheme of ["light", "dark"] as const) {
        it(`has nothing that axe finds wrong, asks for nothing, and fits into a telephone: ${scheme}`, async () => {
            const refused = { ...mix, refusals: EXAMPLES["refused"]?.refusals ?? [] };
            const { page, problems, requests } = await openText(browser(), reviewPage(refused, how), {
                scheme,
                width: 390,
            });
            await page.$$eval("details", (found) => found.forEach((one) => (one.open = true)));
            assert.deepEqual(await violations(page), []);
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
            assert.deepEqual([problems, requests], [[], []]);
            await page.close();
        });
    }

    it("leads to the line of the pull request, and is whole on paper", async () => {
        const { page } = await openText(browser(), reviewPage(mix, how), {});
        const [address] = await page.$$eval("section.danger .at a", (found) => found.map((one) => one.href));
        assert.match(address ?? "", /^https:\/\/github\.com\/acme\/organization\/blob\/[0-9a-f]+\/.*shop\.yaml#L14$/);
        const seen = (): Promise<boolean[]> =>
            page.$$eval("details li", (found) => found.map((one) => one.checkVisibility()));
        assert.deepEqual(new Set(await seen()), new Set([false]));
        await page.emulateMediaType("print");
        assert.deepEqual(new Set(await seen()), new Set([true]));
        await page.close();
    });

    it("shows hostile texts as texts", async () => {
        const changes = HOSTILE.map((text) =>
            changeOf({ text: `Account <${text}> is closed.`, risk: "attention", kind: text }),
        );
        const { page, problems, requests } = await openText(browser(), reviewPage(reviewOf({ changes }), how), {});
        assert.deepEqual([problems, requests], [[], []]);
        assert.equal((await textsOf(page, ".things li")).length, HOSTILE.length);
        const foreign = await page.$$eval("script, img, iframe, form, base, a", (found) => found.length);
        assert.equal(foreign, 0);
        await page.close();
    });
});
