import assert from "node:assert/strict";
import fc from "fast-check";
import { markdownCode, sectionMarkdown } from "../../../../../operations/commands/incident/report/markdownText";
import { sectionText } from "../../../../../operations/commands/incident/report/incidentText";
import {
    outside,
    outsides,
    type IncidentSection,
} from "../../../../../operations/commands/incident/report/incidentSection";

/** What tries to leave its cell, its line or its block, to be a link, to call somebody, or to hide. */
const HOSTILE = [
    "a|b",
    "a\\|b",
    "`a` | b",
    "``\n| - [x] done |",
    "<img src=x onerror=alert(1)>",
    "<!-- ",
    "</code><script>",
    "[click](https://evil.example)",
    "@acme/security",
    "&lt;b&gt;",
    "&#124;",
    "\u202eevil",
    "\u001b[2Jgone",
    "# Heading",
    " ",
    "\\",
];

describe("org incident: a text of an intruder", () => {
    it("is code in the file: it leaves no cell and no line, and links, calls and hides nothing", () => {
        const check = (text: string): void => {
            const code = markdownCode(text);
            if (code === "") return;
            const span = /^`([^`|\\<>&\n\r]+)`$/.exec(code);
            const element = /^<code>((?:[\p{L}\p{N} ]|&#\d+;)+)<\/code>$/u.exec(code);
            assert.ok(span ?? element, JSON.stringify(code));
        };
        HOSTILE.forEach(check);
        fc.assert(fc.property(fc.string({ unit: "binary" }), check));
        fc.assert(
            fc.property(fc.string({ unit: fc.constantFrom("`", "|", "\\", "\n", "<", " ", "a", "&", "@") }), check),
        );
    });

    it("is readable as it is where it is harmless", () => {
        assert.equal(
            markdownCode("arn:aws:iam::111122223333:role/team/Deploy"),
            "`arn:aws:iam::111122223333:role/team/Deploy`",
        );
        assert.equal(markdownCode("user ada"), "`user ada`");
        assert.equal(markdownCode("a|b"), "<code>a&#124;b</code>");
        assert.equal(markdownCode("a[b]"), "<code>a&#91;b&#93;</code>");
    });

    it("leaves each row of a table one line with as many cells as the head, in the file and in the terminal", () => {
        const section: IncidentSection = {
            heading: "Who",
            words: [["It is ", outside("a\n## b")]],
            weight: 1,
            columns: [{ name: "WHO" }, { name: "FROM" }],
            rows: HOSTILE.map((text) => [outside(text), "here"]),
        };
        const lines = sectionMarkdown(section).split("\n");
        const rows = lines.filter((line) => line.startsWith("|"));
        assert.equal(rows.length, HOSTILE.length + 2);
        for (const row of rows) assert.equal(row.split("|").length, 4, row);
        assert.deepEqual(
            lines.filter((line) => line.startsWith("#")),
            ["## Who"],
        );
        assert.equal(sectionText({ ...section, rows: section.rows.slice(0, 12) }, 110).split("\n").length, 15);
    });

    it("is counted where there are too many rows for the terminal, and the file has all", () => {
        const many: IncidentSection = {
            heading: "X",
            weight: 1,
            words: [],
            columns: [{ name: "A" }],
            rows: Array.from({ length: 200 }, () => ["a"]),
        };
        assert.match(
            sectionText(many, 110),
            /^X \(200\)\n[^]*\n\.\.\. and 188 more: --file FILE\.md or --json shows all$/,
        );
        assert.equal(
            sectionMarkdown(many)
                .split("\n")
                .filter((line) => line === "| a |").length,
            200,
        );
        assert.match(sectionText({ ...many, rows: [], nothing: "Nothing at all." }, 110), /Nothing at all\.$/);
        assert.equal(sectionText({ ...many, rows: [] }, 110), "X");
    });

    it("shows all of a list in the file, and the first of it in the terminal, in lines that fit", () => {
        const names = Array.from({ length: 30 }, (_, index) => `a-rather-long-name-of-a-user-${index}`);
        const section: IncidentSection = {
            heading: "X",
            weight: 1,
            words: [["Sentences are wrapped. ".repeat(20)]],
            columns: [{ name: "LAST" }, { name: "WHO" }, { name: "ON", below: "on" }, { name: "REGION", below: "in" }],
            rows: [["now", outside("x".repeat(250)), outsides(names), "eu-central-1"]],
        };
        assert.ok(names.every((name) => sectionMarkdown(section).includes(`\`${name}\``)));
        for (const width of [60, 80, 110]) {
            const text = sectionText(section, width);
            assert.ok(Math.max(...text.split("\n").map((line) => line.length)) <= width, text);
            assert.match(text, /on a-rather-long-name-of-a-user-0,[^]*26 more[^]*in eu-central-1/);
        }
    });
});
