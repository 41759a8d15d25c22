import assert from "node:assert/strict";
import { MANAGEMENT_ACCOUNT, type AccessReport, type ReportedAccess } from "../../features/people/matrix";
import { violations } from "./support/axe";
import { browserForTests, openAccess, textOf, textsOf } from "./support/browser";

/** A report in which everybody has something everywhere, as in no sane organisation: people times accounts lines. */
function generatedAccess(people: number, accounts: number): AccessReport {
    const named = Array.from({ length: accounts }, (_, index) => ({
        key: index === 0 ? MANAGEMENT_ACCOUNT : `account-${index}`,
        ...(index > 0 && { id: String(100_000_000_000 + index) }),
        units: index === 0 ? [] : ["Workloads", `Workloads/Team ${index % 20}`],
    }));
    const line = (person: number, account: (typeof named)[number]): ReportedAccess => ({
        who: person === 0 ? "auditors" : `person${person}@example.com`,
        kind: person === 0 ? "external group" : "person",
        ...(person % 3 === 1 && { through: `team ${person % 7}` }),
        permissionSet: ["ReadOnly", "Developer", "Admin"][person % 3] ?? "",
        account: account.key,
        ...(account.units.length > 0 && { unit: account.units.at(-1) ?? "" }),
        ...(person % 5 === 0 && { until: "2026-12-31" }),
        ...(person % 2 === 0 && { because: `reason ${person}` }),
        grant: person,
        path: ["access", person],
        from: `organizations/dev/people.yaml:${person + 3}:5`,
    });
    return {
        stack: "acme",
        day: "2026-11-27",
        accounts: named,
        lines: named.flatMap((account) => Array.from({ length: people }, (_, person) => line(person, account))),
        notes: ["The members of 1 external group (auditors) are not known here: another directory has them."],
    };
}

describe("the page of access", () => {
    const browser = browserForTests();

    it("shows who may do what where, and filters by typing and choosing", async () => {
        const { page, problems, requests } = await openAccess(browser(), generatedAccess(6, 41));
        assert.equal(await textOf(page, "h1"), "Access in acme");
        assert.equal(
            await textOf(page, "#table-status"),
            "246 lines: 6 people and groups, 41 accounts, the first 100 are shown",
        );
        await page.type("#filter", "person4 account-7");
        assert.deepEqual(await textsOf(page, ".lines tbody td:nth-child(4)"), [
            "account-7 100000000007".replace(" ", ""),
        ]);
        await page.keyboard.press("Escape");
        await page.select("label:nth-of-type(2) select", "Admin");
        assert.match(await textOf(page, "#table-status"), /^82 lines of 246: 2 people and groups, 41 accounts/);
        await page.select("label:nth-of-type(3) select", "Workloads/Team 3");
        assert.match(await textOf(page, "#table-status"), /^4 lines of 246: 2 people and groups, 2 accounts$/);
        await page.click(".lines thead th:first-child button");
        assert.deepEqual((await textsOf(page, ".lines tbody th"))[0], "person2@example.com");
        await page.click(".lines thead th:first-child button");
        assert.deepEqual((await textsOf(page, ".lines tbody th"))[0], "person5@example.com");
        assert.deepEqual([problems, requests], [[], []]);
        await page.close();
    });

    it("breaks no address at 1200 pixels, shows its hint whole, and has no column that is empty", async () => {
        const report = generatedAccess(6, 4);
        const lines = report.lines.map(({ until: _, ...line }) => ({
            ...line,
            ...(line.kind === "person" && { who: "augusta.ada.king@example.com" }),
            unit: "Workloads/NonProduction",
        }));
        const { page } = await openAccess(browser(), { ...report, lines }, { width: 1200 });
        const rows = (selector: string): Promise<number> =>
            page.evaluate(
                (of) =>
                    Math.max(
                        ...Array.from(
                            document.querySelectorAll(of),
                            (one) => new Set(Array.from(one.getClientRects(), ({ top }) => top)).size,
                        ),
                    ),
                selector,
            );
        assert.equal(await rows(".lines tbody th .name"), 1);
        assert.ok((await textsOf(page, ".lines thead th")).includes("Because"));
        assert.ok(!(await textsOf(page, ".lines thead th")).includes("Until"));
        const hint = await page.evaluate(() => {
            const field = document.querySelector<HTMLInputElement>("#filter");
            if (!field) return 0;
            const { font, paddingLeft, paddingRight } = getComputedStyle(field);
            const text = document.createElement("canvas").getContext("2d");
            if (!text) return 0;
            text.font = font;
            // The field keeps some 16 pixels free for the cross that empties it.
            const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - 16;
            return room - text.measureText(field.placeholder).width;
        });
        assert.ok(hint > 0, `${hint} pixels are left of the hint's place`);
        await page.close();
    });

    for (const scheme of ["light", "dark"] as const) {
        for (const width of [1360, 390]) {
            it(`has nothing that axe finds wrong: ${scheme}, ${width} pixels`, async () => {
                const { page } = await openAccess(browser(), generatedAccess(6, 41), { scheme, width });
                assert.deepEqual(await violations(page), []);
                await page.type("#filter", "auditors");
                assert.deepEqual(await violations(page), []);
                assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
                await page.close();
            });
        }
    }

    it("shows names as data, whatever they are", async () => {
        const name = "</script><img src=x onerror=alert(1)>\u202e";
        const report = generatedAccess(1, 2);
        const lines = report.lines.map((line) => ({
            ...line,
            who: name,
            because: name,
            permissionSet: name,
            from: name,
        }));
        const { page, problems } = await openAccess(browser(), { ...report, lines, stack: name, notes: [name] });
        assert.equal(await textOf(page, ".lines tbody th bdi"), "</script><img src=x onerror=alert(1)>\\u202e");
        assert.deepEqual(await textsOf(page, "img, iframe"), []);
        assert.deepEqual(problems, []);
        await page.close();
    });

    it("filters and sorts 200,000 lines while somebody types", async () => {
        const { page, problems } = await openAccess(browser(), generatedAccess(200, 1000));
        assert.match(await textOf(page, "#table-status"), /^200,000 lines: 200 people and groups, 1,000 accounts/);
        const timed = (action: string): Promise<number> =>
            page.evaluate(`new Promise((done) => {
                const started = performance.now();
                ${action};
                requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
            })`) as Promise<number>;
        const typed = await timed(
            `const field = document.querySelector("#filter"); field.value = "person7 team"; field.dispatchEvent(new Event("input"))`,
        );
        const sorted = await timed(`document.querySelector(".lines thead th:nth-child(4) button").click()`);
        // Alone they take some 30 and 60 milliseconds.
        assert.ok(typed < 1500 && sorted < 1500, `${typed} and ${sorted} milliseconds`);
        assert.deepEqual(problems, []);
        await page.close();
    });
});
