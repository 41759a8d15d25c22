import assert from "node:assert/strict";
import fc from "fast-check";
import { markdownCode, sectionMarkdown } from "../../../../../operations/commands/incident/report/markdownText";
import { sectionText } from "../../../../../operations/commands/incident/report/incidentText";
import { outside, type IncidentSection } from "../../../../../operations/commands/incident/report/incidentSection";

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
            head: ["WHO", "FROM"],
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
        assert.equal(sectionText({ ...section, rows: section.rows.slice(0, 14) }).split("\n").length, 17);
    });

    it("is counted where there are too many rows", () => {
        const many: IncidentSection = {
            heading: "X",
            words: [],
            head: ["A"],
            rows: Array.from({ length: 200 }, () => ["a"]),
        };
        assert.match(sectionText(many), /\n\.\.\. and 185 more: --file and --json have all$/);
        assert.match(sectionMarkdown(many), /\nAnd 50 more: `--json` has all\./);
        assert.match(sectionText({ ...many, rows: [], nothing: "Nothing at all." }), /Nothing at all\.$/);
        assert.equal(sectionText({ ...many, rows: [] }), "X");
    });
});
