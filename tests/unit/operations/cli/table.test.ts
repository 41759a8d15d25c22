import assert from "node:assert/strict";
import * as fc from "fast-check";
import { table } from "../../../../operations/cli/table";
import { widthOf } from "../../../../operations/cli/textWidth";

const lines = (text: string): string[] => text.split("\n");

describe("a table", () => {
    it("has columns as wide as their content, and no empty column", () => {
        assert.equal(
            table(
                ["ACCOUNT", "UNIT", "NOTE"],
                [
                    ["shop", "Workloads", ""],
                    ["a-long-key", "Sandbox", ""],
                ],
            ),
            "ACCOUNT     UNIT\nshop        Workloads\na-long-key  Sandbox",
        );
    });

    it("neither cuts nor wraps without a terminal", () => {
        const long = "x".repeat(5000);
        assert.deepEqual(lines(table(["A", "B"], [["a", long]])), ["A  B", `a  ${long}`]);
    });

    it("wraps cells that are too wide for the terminal, but never keys", () => {
        assert.equal(
            table(
                ["ACCOUNT", "UNIT", "E-MAIL"],
                [
                    ["playground-grace", "Workloads/Production/Frankfurt", "aws+playground-grace@example.com"],
                    ["b", "Sandbox", "b@example.com"],
                ],
                60,
            ),
            [
                "ACCOUNT           UNIT                  E-MAIL",
                "playground-grace  Workloads/            aws+playground-grace",
                "                  Production/Frankfurt  @example.com",
                "b                 Sandbox               b@example.com",
            ].join("\n"),
        );
    });

    it("wraps no numbers", () => {
        const rows = [["shop", "Amazon Elastic Compute Cloud", "$1,234,567.89"]];
        assert.equal(
            table(["ACCOUNT", "SERVICE", "COST"], rows, 36, [2]),
            "ACCOUNT  SERVICE       COST\nshop     Amazon        $1,234,567.89\n         Elastic\n         Compute\n         Cloud",
        );
    });

    it("counts characters that take two columns", () => {
        const text = table(
            ["NAME", "UNIT"],
            [
                ["東京", "a"],
                ["café", "b"],
            ],
        );
        assert.deepEqual(lines(text), ["NAME  UNIT", "東京  a", "café  b"]);
    });

    it("fits if it can, loses nothing, and begins each column at the same place", () => {
        const cell = fc.oneof(
            fc.string({ maxLength: 40 }).map((one) => one.replaceAll(/[\s\p{C}]/gu, "-")),
            fc.constantFrom("Workloads/Production", "aws+shop@example.com", "two words", "東京の会社の口座", ""),
        );
        fc.assert(
            fc.property(
                fc.array(fc.tuple(fc.constantFrom("a", "key-of-it"), cell, cell), { minLength: 1, maxLength: 5 }),
                fc.integer({ min: 40, max: 120 }),
                (rows, width) => {
                    const head = ["ONE", "TWO", "THREE"];
                    const text = table(head, rows, width);
                    for (const line of lines(text)) assert.ok(widthOf(line) <= width, `${width}\n${text}`);
                    const letters = (one: string): string => [...one.replaceAll(/\s/g, "")].sort().join("");
                    const columns = head.map((_, index) => rows.some((row) => row[index]));
                    const shown = [head, ...rows].flatMap((row) => row.filter((_, index) => columns[index]));
                    assert.equal(letters(text), letters(shown.join("")));
                },
            ),
        );
    });
});
