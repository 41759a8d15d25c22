import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as fc from "fast-check";
import { costPage, isCostPage } from "../../../../../features/costs/page/costPage";
import type { CostReport } from "../../../../../features/costs/report/costReport";

const CHECKOUT = path.resolve(__dirname, "../../../../..");
const MADE_AT = new Date("2026-11-26T09:30:00Z");

function report(stack: string): CostReport {
    const figures = { months: [1, 2], thisMonth: 2, lastMonth: 1, lastMonthSameDay: 1 };
    return {
        source: "Cost Explorer",
        usage: { requests: 1, cached: 0, usd: 0.01 },
        currency: "USD",
        metric: "unblended",
        stack,
        until: "2026-11-25",
        notes: [],
        months: ["2026-10", "2026-11"],
        isPartial: true,
        by: ["team"],
        total: figures,
        apart: [],
        lines: [{ keys: [stack], figures, share: 1 }],
        movers: [],
        unassigned: [],
        accounts: [],
    };
}

describe("costPage", function () {
    this.timeout(60_000);
    const page = costPage(report("acme"), CHECKOUT, MADE_AT);
    const elements = (name: string, html = page): string[] =>
        [...html.matchAll(new RegExp(`<${name}( [^>]*)?>([^]*?)</${name}>`, "g"))].map(([, , text]) => text ?? "");

    it("is one file whose policy allows its own script and styles alone", () => {
        const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
        const hash = (text = ""): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
        assert.equal(
            policy,
            `default-src 'none'; script-src ${hash(elements("script").at(-1))}; style-src ${hash(elements("style")[0])}; img-src data:; base-uri 'none'; form-action 'none'`,
        );
        assert.doesNotMatch(page, /\b(src|href)="?(https?:)?\/\//);
        assert.doesNotMatch(page, / on[a-z]+=["']/);
    });

    it("has the licences of what it contains, and no folder of this machine", () => {
        const licences = JSON.parse(elements("script")[1] ?? "") as string;
        assert.match(licences, /Apache ECharts\nCopyright 2017-\d+ The Apache Software Foundation/);
        assert.match(licences, /Apache License\s+Version 2\.0/);
        assert.match(licences, /BSD 3-Clause License[^]*Baidu Inc/);
        assert.match(licences, /Mike Bostock/);
        assert.ok(!page.includes(CHECKOUT) && !page.includes("made from:"));
    });

    it("has the report as JSON that no name can end", () => {
        const names = fc.oneof(
            fc.string({ unit: "binary" }),
            fc.constantFrom("</script>", "<!--", "]]>", "\u2028", "'\"&"),
        );
        fc.assert(
            fc.property(
                fc.array(names, { maxLength: 5 }).map((some) => some.join("")),
                (name) => {
                    const made = costPage(report(name), CHECKOUT, MADE_AT);
                    const [json = "", , script] = elements("script", made);
                    const data = JSON.parse(json) as { report: CostReport; madeAt: string };
                    assert.equal(data.report.lines[0]?.keys[0], data.report.stack);
                    assert.equal(script, elements("script")[2]);
                    assert.equal(elements("script", made).length, 3);
                    assert.equal(data.madeAt, MADE_AT.toISOString());
                },
            ),
            { numRuns: 50 },
        );
    });

    it("has a script and styles that do not end their elements", () => {
        const script = elements("script").at(-1) ?? "";
        assert.ok(script.length > 100_000 && script.trimEnd().endsWith("})();"));
        assert.doesNotMatch(script, /<\/script|<!--/i);
        assert.doesNotMatch(elements("style")[0] ?? "", /<\/|url\(|@import/i);
    });

    it("is known as what it is", () => {
        assert.ok(isCostPage(page));
        for (const other of ["", "<!doctype html>\n<html>", "notes", ` ${page}`]) assert.ok(!isCostPage(other));
    });

    it("is made quickly once its script is compiled", () => {
        const started = performance.now();
        costPage(report("acme"), CHECKOUT, MADE_AT);
        assert.ok(performance.now() - started < 1000);
    });

    it("keeps the compiled script apart from the report, in .build", () => {
        for (const name of ["costPage.js", "costPage.css"]) {
            assert.ok(fs.existsSync(path.join(CHECKOUT, ".build", name)), name);
        }
        assert.throws(() => costPage(report("acme"), os.tmpdir(), MADE_AT), /pageParts/);
    });
});

describe("the picture of the page", () => {
    it("is small enough for a page of the documentation", () => {
        const { size } = fs.statSync(path.join(CHECKOUT, "docs", "pictures", "costs.png"));
        assert.ok(size > 50_000 && size < 300_000, `${size} bytes`);
    });
});
