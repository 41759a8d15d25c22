import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Page } from "puppeteer-core";
import { treePage } from "../../operations/commands/tree/page";
import { browserForTests, CHECKOUT, MADE_AT, openTree, textOf, textsOf, type OpenPage } from "./support/browser";
import { treeWithChanges } from "./support/comparedTree";
import { generatedTree, treeWithBudgets } from "./support/generatedTree";
import { filled, press, rowTexts, showAt } from "./support/treePageSteps";

describe("the page of the organisation", () => {
    const browser = browserForTests();
    let open: OpenPage;
    let page: Page;
    beforeEach(async () => {
        open = await openTree(browser(), generatedTree({ accounts: 12, perUnit: 6, hasSpend: true }));
        page = open.page;
    });
    afterEach(async () => {
        assert.deepEqual([open.problems, open.requests], [[], []]);
        await page.close();
    });

    it("shows units and accounts with their figures, and the root's details at first", async () => {
        assert.equal(await textOf(page, "h1"), "Organisation acme");
        assert.match(
            await textOf(page, ".page-head p"),
            /^12 accounts in 6 units, 5 guardrails, 12 people and groups · 26 November 2026$/,
        );
        const rows = await rowTexts(page);
        assert.deepEqual(rows.slice(0, 6), [
            "Root, 12 accounts, 2 guardrails, $2,466 in Oct 26",
            "Sandbox, 0 accounts, 3 guardrails",
            "Workloads, 12 accounts, 3 guardrails, $2,466 in Oct 26",
            "Production, 6 accounts, 4 guardrails, $1,215 in Oct 26",
            "team-001, 6 accounts, 4 guardrails, $1,215 in Oct 26",
            "shop-prod-0001, Team shop, 4 guardrails, 4 people, $200 in Oct 26",
        ]);
        assert.equal(rows.length, 19);
        assert.equal(await textOf(page, "#details h2"), "RootOrganisation");
        assert.match(await textOf(page, ".identity"), /o-abcdefghij[^]*123456789012[^]*12 accounts in 6 units/);
    });

    it("folds and unfolds a unit by its sign, and by a press on a unit that is chosen", async () => {
        await page.click("#node-3 .twisty");
        assert.equal((await rowTexts(page)).length, 12);
        assert.equal(await page.$eval("#node-3", (row) => row.ariaExpanded), "false");
        assert.equal(await textOf(page, "#details h2"), "RootOrganisation");
        await page.click("#node-3 .name");
        assert.equal(await page.$eval("#node-3", (row) => row.ariaExpanded), "true");
        assert.equal(await textOf(page, "#details h2"), "ProductionUnit");
        await page.click("#node-3 .name");
        assert.equal(await page.$eval("#node-3", (row) => row.ariaExpanded), "false");
        await press(page, "Unfold all");
        assert.equal((await rowTexts(page)).length, 19);
        await press(page, "Fold all");
        assert.deepEqual((await rowTexts(page)).length, 3);
    });

    it("says of an account what binds it and from where, who may enter it and through which group, and its money", async () => {
        await showAt(page, "account:shop-prod-0006");
        assert.equal(await textOf(page, "#details h2"), "shop-prod-0006Account");
        assert.deepEqual(await textsOf(page, ".way li"), ["Root", "Workloads", "Production", "team-001"]);
        assert.deepEqual(await textsOf(page, "[data-section=guardrails] h4"), [
            "From Root",
            "From Workloads",
            "From Workloads/Production",
            "Its own",
        ]);
        assert.deepEqual(
            (await textsOf(page, ".guardrail-head")).map((text) => text.replaceAll("\n", " ")),
            [
                "deny-leaving SCP organization.yaml:3",
                "tag-values tag policy organization.yaml:4",
                "regions SCP organization.yaml:27",
                "require-encryption SCP organization.yaml:38",
                "require-encryption SCP accounts/shop.yaml:7",
            ],
        );
        assert.deepEqual(
            (await textsOf(page, ".people tbody tr")).map((text) => text.replaceAll(/\s+/g, " ")),
            [
                "ada.shop@example.com developer through shop, people.yaml:12",
                "auditorsexternal group read-only the audit of 2026, people.yaml:12",
                "grace@example.com admin until 2026-12-31, people.yaml:12",
                "linus.shop@example.com developer through shop, people.yaml:12",
            ],
        );
        assert.deepEqual(await textsOf(page, ".spend tbody tr"), ["October 2026\t$205.00", "September 2026\t$105.00"]);
        assert.match(
            await textOf(page, "[data-section=costBudgets]"),
            /team shop monthly\s+1,000 USD\s+spending\.yaml:5/,
        );
    });

    it("compares what a month has cost with the budget and with the whole, and says until when the last one is known", async () => {
        const { page: other } = await openTree(browser(), treeWithBudgets());
        const rows = await rowTexts(other);
        assert.match(rows[5] ?? "", /^shop-prod-0001, .*, \$100 in Sep 26$/);
        await showAt(other, "account:shop-prod-0001");
        assert.deepEqual(await textsOf(other, ".spend tbody tr"), [
            "October 2026 until 21 October 2026\t$200.00",
            "September 2026\t$100.00",
        ]);
        assert.equal(
            await textOf(other, "[data-section=spend] p"),
            "September 2026: 66.7 % of the budget of $150.00 a month, 5.0 % of the organisation's costs",
        );
        assert.deepEqual(
            await other.$$eval(".spend .bar", (bars) => bars.map((bar) => [bar.className, bar.children.length])),
            [
                ["bar over", 2],
                ["bar within", 2],
            ],
        );
        await other.close();
    });

    it("shows what a policy does when it is unfolded, with its document", async () => {
        await showAt(page, "unit:Workloads");
        assert.equal(await page.$("#details pre"), null);
        await page.click(".guardrails li:first-child summary");
        await page.waitForSelector("#details pre");
        assert.equal(await textOf(page, ".guardrails details[open] .says"), "denies deny-leaving:*");
        assert.match(await textOf(page, "#details pre"), /"Action": "deny-leaving:\*"/);
    });

    it("keeps what is folded of the details from account to account", async () => {
        await showAt(page, "account:shop-prod-0001");
        await page.click("[data-section=guardrails] > summary");
        await page.click("[data-section=tags] > summary");
        await showAt(page, "account:data-prod-0002");
        const opened = await page.$$eval(".detail-section[open]", (found) =>
            found.map((one) => one.getAttribute("data-section")),
        );
        assert.deepEqual(opened, ["people", "spend", "costBudgets", "tags"]);
    });

    it("goes to a unit from the details of an account, and back by the browser's way", async () => {
        await page.click("#node-5");
        await page.click(".way li:nth-child(3) button");
        assert.equal(await textOf(page, "#details h2"), "ProductionUnit");
        assert.equal(await page.evaluate(() => document.activeElement?.id), "details-title");
        assert.deepEqual(await textsOf(page, ".row.selected .name-cell .name"), ["Production"]);
        await page.goBack();
        assert.equal(await textOf(page, "#details h2"), "shop-prod-0001Account");
        assert.deepEqual(await textsOf(page, ".row.selected .name-cell .name"), ["shop-prod-0001"]);
    });

    it("finds what somebody types, in its context, and marks the words", async () => {
        await page.type("#filter", "dev-0008");
        assert.deepEqual(await textsOf(page, ".rows .name-cell .name"), [
            "Root",
            "Workloads",
            "NonProduction",
            "team-001",
            "platform-dev-0008",
        ]);
        assert.deepEqual(await textsOf(page, ".row:not(.context):not(.head) mark"), ["dev-0008"]);
        assert.equal(await textOf(page, "#table-status"), "1 of 12 accounts");
        await page.keyboard.press("Escape");
        assert.equal(await textOf(page, "#table-status"), "12 accounts");
        await page.type("#filter", "nothing at all");
        assert.equal(await textOf(page, "#table-status"), "0 of 12 accounts");
        assert.deepEqual(await rowTexts(page), []);
    });

    it("filters by unit, tag, guardrail and person, together, and forgets it all at once", async () => {
        await filled(page, "Unit", "Workloads/Production");
        assert.equal(await textOf(page, "#table-status"), "6 of 12 accounts and 2 units");
        await filled(page, "Tag", "Team=shop");
        assert.equal(await textOf(page, "#table-status"), "2 of 12 accounts");
        await filled(page, "Guardrail", "!require-encryption");
        assert.equal(await textOf(page, "#table-status"), "0 of 12 accounts");
        await press(page, "Clear");
        assert.equal(await textOf(page, "#table-status"), "12 accounts");
        assert.equal(await page.$eval(".clear", (button) => (button as HTMLElement).hidden), true);
        await filled(page, "Who", "ada.data@example.com");
        assert.equal(await textOf(page, "#table-status"), "3 of 12 accounts");
        assert.equal(await page.evaluate(() => location.hash), "#who=ada.data%40example.com");
    });

    it("filters by state, where there are several", async () => {
        assert.ok(!(await textsOf(page, ".fields label > span")).includes("State"));
        const other = await openTree(browser(), generatedTree({ accounts: 100 }));
        await filled(other.page, "State", "closing");
        assert.deepEqual(await textsOf(other.page, ".account .state"), [",\nclosing"]);
        await other.page.click(".account");
        assert.equal(
            await textOf(other.page, ".state-line"),
            "to be closed: AWS closes it when it is removed from the definition",
        );
        await other.page.close();
    });

    it("shows the same again from its address", async () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tree-"));
        const file = path.join(folder, "tree.html");
        fs.writeFileSync(file, treePage(generatedTree({ accounts: 12 }), CHECKOUT, MADE_AT));
        const kept = await browser().newPage();
        await kept.goto(`file://${file}`);
        await kept.waitForSelector("html[data-ready]");
        await kept.type("#filter", "shop");
        await filled(kept, "Tag", "Stage=dev");
        await kept.click(".rows .account");
        await kept.reload();
        await kept.waitForSelector("html[data-ready]");
        assert.equal(await kept.$eval("#filter", (field) => (field as HTMLInputElement).value), "shop");
        assert.equal(await textOf(kept, "#table-status"), "1 of 12 accounts");
        assert.equal(await textOf(kept, "#details h2"), "shop-dev-0011Account");
        assert.deepEqual(await textsOf(kept, ".row.selected .name-cell .name"), ["shop-dev-0011"]);
        await kept.close();
        fs.rmSync(folder, { recursive: true });
    });

    it("opens by a link, and says nothing of what there is not", async () => {
        await page.evaluate(() => (location.hash = "#at=account%3Agone&tag=Team%3Dnone"));
        await page.waitForFunction(() => document.getElementById("table-status")?.textContent === "0 of 12 accounts");
        assert.equal(await textOf(page, "#details h2"), "RootOrganisation");
    });
});

describe("the page of the organisation with another commit", () => {
    const browser = browserForTests();

    it("counts what is different, and marks it by words and signs", async () => {
        const { page, problems } = await openTree(browser(), treeWithChanges());
        assert.equal(await textOf(page, "#changes h2"), "Changes since main");
        assert.deepEqual(await textsOf(page, "#changes .choice"), [
            "Whole organisation",
            "Only changes (5)",
            "+1 added",
            "−1 removed",
            "→1 moved",
            "≈1 renamed",
            "~1 changed",
        ]);
        assert.equal(await textOf(page, ".policy-changes"), "1 policy differs: regions (changed)");
        assert.deepEqual((await rowTexts(page)).slice(3, 10), [
            "Production, 5 accounts, changed, 4 guardrails",
            "team-001, 5 accounts, 4 guardrails",
            "shop-prod-0001, added, Team shop, 4 guardrails, 4 people",
            "data-prod-0002, removed, Team data",
            "platform-prod-0003, moved from Sandbox, Team platform, 4 guardrails, 4 people",
            "search-prod-0004, renamed, Team search, 4 guardrails, 4 people",
            "payments-prod-0005, Team payments, 4 guardrails, 4 people",
        ]);
        assert.equal(
            await textOf(page, ".page-head p"),
            "11 accounts in 6 units, 5 guardrails, 12 people and groups · 26 November 2026",
        );
        assert.deepEqual(problems, []);
        await page.close();
    });

    it("shows only changes, or those of one kind, and how many are in what is folded", async () => {
        const { page } = await openTree(browser(), treeWithChanges());
        await page.click("#change-any");
        assert.equal(await textOf(page, "#table-status"), "4 of 11 accounts and 1 unit");
        assert.deepEqual(await textsOf(page, ".rows .row:not(.context) .name-cell .name"), [
            "Production",
            "shop-prod-0001",
            "data-prod-0002",
            "platform-prod-0003",
            "search-prod-0004",
        ]);
        await page.click("#change-moved");
        assert.deepEqual(await textsOf(page, ".rows .row:not(.context) .name-cell .name"), ["platform-prod-0003"]);
        assert.equal(await page.evaluate(() => location.hash), "#change=moved");
        await page.click("#change-");
        await press(page, "Fold all");
        assert.match((await rowTexts(page)).at(-1) ?? "", /^Workloads, 11 accounts, 5 changes below/);
        await page.close();
    });

    it("says what of an account is different", async () => {
        const { page } = await openTree(browser(), treeWithChanges());
        await showAt(page, "account:platform-prod-0003");
        assert.equal(await textOf(page, ".change-line"), "→\nmoved\nfrom Sandbox");
        assert.deepEqual(await textsOf(page, ".changes tbody tr"), ["tag Stage\tdev\tprod"]);
        await showAt(page, "unit:Workloads/Production");
        assert.deepEqual(await textsOf(page, ".changes tbody tr"), ["guardrail require-encryption\tnone\tattached"]);
        await page.close();
    });
});
