import assert from "node:assert/strict";
import fc from "fast-check";
import { costCsv, costJson } from "../../../../../../features/costs/commands/show";
import { costLine } from "../../page/reportLines";
import { shopReport } from "./shopReport";

/** The rows of a CSV text (RFC 4180), read on their own terms. */
function parsed(text: string): readonly (readonly string[])[] {
    const rows: string[][] = [[]];
    const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
    for (const [, quoted, bare = "", end] of text.matchAll(field)) {
        rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
        if (end === "\r\n") rows.push([]);
    }
    assert.deepEqual(rows.pop(), [], "the last row ends");
    return rows;
}

/** A cell without the marks that keep a spreadsheet from running it. */
function asWritten(cell: string): string {
    return cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, "").replace(/(?<=[;\t\r\n] *)'(?=[=+\-@＝＋－＠])/g, "");
}

describe("the CSV file of costs", () => {
    it("has a row for each line, and numbers as they are", () => {
        assert.deepEqual(costCsv(shopReport()).split("\r\n"), [
            "team,currency,2026-04,2026-05,2026-06,2026-07,2026-08,2026-09,2026-10,2026-11,last_month_same_days,share,after_split,forecast,budget,budget_period",
            "shop,USD,0,0,0,0,350,700,720,900,600,0.720000,,,1000,monthly",
            "data,USD,350,350,350,350,350,350,350,350,350,0.280000,,,3000,quarterly",
            "search,USD,0,0,0,0,0,0,60,0.004,50,0.000003,,,,",
            "unassigned,USD,0,0,0,0,0,0,0,-1.5,0,-0.001200,,,,",
            "",
        ]);
    });

    const written = (...amounts: readonly number[]): readonly string[] => {
        const months = amounts.map((_, index) => `month ${index}`);
        const [, row = []] = parsed(costCsv({ ...shopReport(), months, lines: [costLine("shop", ...amounts)] }));
        return row.slice(2, 2 + amounts.length);
    };

    it("has plain numbers, however small or large, without what binary sums leave over", () => {
        assert.deepEqual(written(1e-7, 2e-8, 1e-12, -1e-12, -0, 0.1 + 0.2, 1234567.891, -1e9, 100, 12.352000000195), [
            "0.0000001",
            "0.00000002",
            "0",
            "0",
            "0",
            "0.3",
            "1234567.891",
            "-1000000000",
            "100",
            "12.352",
        ]);
    });

    it("has names that no spreadsheet runs as a formula", () => {
        for (const name of [
            "=1+1",
            "+49",
            "-1",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1+1",
            '=HYPERLINK("http://x","y")',
        ]) {
            const report = { ...shopReport(), lines: [costLine(name, 1)] };
            const cell = parsed(costCsv(report))[1]?.[0] ?? "";
            assert.equal(cell, `'${name.replace(/(?<=^[\t\r\n])=/, "'=")}`);
        }
    });

    it("has names that a spreadsheet with semicolons as separators runs neither", () => {
        for (const [name, shown] of [
            ["shop;=1+1", "shop;'=1+1"],
            ["shop;;@SUM(1)", "shop;;'@SUM(1)"],
            ["shop\t-1", "shop\t'-1"],
            ["shop\r\n+1", "shop\r\n'+1"],
            ["shop; =1", "shop; '=1"],
            ["a-b; c=d", "a-b; c=d"],
        ] as const) {
            assert.equal(parsed(costCsv({ ...shopReport(), lines: [costLine(name, 1)] }))[1]?.[0], shown);
        }
    });

    it("leaves the month before empty if the report has one month", () => {
        const report = { ...shopReport(), months: ["2026-11"], lines: [costLine("shop", 5)] };
        assert.deepEqual(parsed(costCsv(report))[1]?.slice(0, 4), ["shop", "USD", "5", ""]);
    });

    it("can be read again, whatever the names are", () => {
        const name = fc.oneof(
            fc.string(),
            fc.string({ unit: fc.constantFrom(",", '"', "\r", "\n", "'", "=", " ", "é", "a") }),
        );
        fc.assert(
            fc.property(fc.array(fc.tuple(name, name)), (names) => {
                const lines = names.map((keys) => ({ ...costLine("", 1, 2), keys }));
                const [head, ...rows] = parsed(costCsv({ ...shopReport(), by: ["team", "service"], lines }));
                assert.equal(head?.[0], "team");
                for (const row of rows) assert.ok(row.slice(0, 2).every((one) => !/^[=+\-@\t\r\n]/.test(one)));
                assert.deepEqual(
                    rows.map(([one = "", other = ""]) => [one, other].map((cell) => asWritten(cell))),
                    // A name that begins with ' and = looks the same as one that was made safe.
                    names.map((keys) => keys.map(asWritten)),
                );
            }),
        );
    });
});

describe("the JSON output of costs", () => {
    it("is the report, in which every number survives", () => {
        const report = shopReport();
        assert.deepEqual(JSON.parse(JSON.stringify(costJson(report))), report);
    });
});
