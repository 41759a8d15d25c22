import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { CHECKOUT } from "./gitHubStandIn";

// eslint-disable-next-line @typescript-eslint/no-require-imports -- it is a script, and has no types
const { fitted, neutralMarkdown } = require(path.join(CHECKOUT, ".github/scripts/neutralMarkdown.cjs")) as {
    fitted: (text: string, most: number) => string;
    neutralMarkdown: (text: string, links?: readonly string[]) => string;
};

const LINKS = ["https://github.com/acme/organization/blob/"];
/** The text as it is when the invisible spaces show. */
const shown = (text: string): string => neutralMarkdown(text, LINKS).replaceAll("\u200b", "·");

/** Markdown as GitHub makes it, before it looks for mentions. */
function rendered(markdown: string): string {
    return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

describe("Markdown that somebody else wrote", () => {
    for (const [what, text, expected] of [
        ["a mention", "@acme/owners and (@alice), **x**@bob", "@·acme/owners and (@·alice), **x**@·bob"],
        ["a mention in entities", "&#64;alice &#x40;bob &commat;eve", "@·alice @·bob @·eve"],
        ["a mention whose name is in entities or escaped", "@&#97;lice \\@bob", "@·alice \\@·bob"],
        [
            "a closing keyword",
            "fixes #12, closes acme/x#3, resolves GH-4",
            "fixes #·12, closes acme/x#·3, resolves GH-·4",
        ],
        ["a reference in entities", "&#35;12 &num;3 #&#49;4", "#·12 #·3 #·14"],
        ["a merge request of GitLab", "!12 &#33;13", "!·12 !·13"],
        ["a command of GitLab", "/merge\n  /approve\n> /close\na /b", "·/merge\n  ·/approve\n> ·/close\na /b"],
        ["a comment of HTML", "<!-- org review of prod -->", "<·!-- org review of prod -->"],
        ["HTML", '<img src=x><a href="//x">y</a><details open>', '<·img src=x><·a href="//x">y<·/a><·details open>'],
        [
            "a link elsewhere",
            "[x](https://evil.example/a) [y](//evil.example)",
            "[x]·(https:·//evil.example/a) [y]·(//evil.example)",
        ],
        [
            "a bare address",
            "https://evil.example www.evil.example <ftp://a.b>",
            "https:·//evil.example www·.evil.example <·ftp:·//a.b>",
        ],
        [
            "an address in entities",
            "https&#58;&#47;/evil.example www&#46;evil.example",
            "https:·//evil.example www·.evil.example",
        ],
        ["a link by reference", "[x][y]\n\n[y]: //evil.example", "[x][y]\n\n[y]·: //evil.example"],
        ["what the reader of Markdown takes for an address", "#12@.a", "#·12@·.a"],
        ["a picture", "![x](https://evil.example/x.png)", "![x]·(https:·//evil.example/x.png)"],
        [
            "a link that leaves the repository",
            "[x](https://github.com/acme/organization/blob/../../../evil)",
            "[x]·(https:·//github.com/acme/organization/blob/../../../evil)",
        ],
        [
            "the same in other letters",
            "[x](https://github.com/acme/organization/blob/%2E%2e/x)",
            "[x]·(https:·//github.com/acme/organization/blob/%2E%2e/x)",
        ],
        ["a mention in code that is none", "\\<code>&#64;team</code>", "\\<code>@·team</code>"],
        ["an address in code", "<code>a www.evil.example</code>", "<code>a www·.evil.example</code>"],
        ["what reverses or hides a line", "a\u202eb\u200bc\u001b[2J", "a\\u{202e}b\\u{200b}c\\u{001b}[2J"],
    ] as const) {
        it(`has no effect: ${what}`, () => assert.equal(shown(text), expected));
    }

    it("stays as `org` writes it", () => {
        const review = [
            "### 🛑 Review of prod: 2 dangerous changes",
            "",
            "**Accounts**",
            "",
            "- ⛔ **Cannot be undone:** Account <code>shop&#43;1&#95;x</code> is closed. [<code>shop.yaml&#58;3</code>](https://github.com/acme/organization/blob/0123abc/organizations/prod/a%20b.yaml#L3)",
            "  <details><summary>2 details</summary>",
            "",
            "  - 50% &lt; 100 % & more, aws+shop@example.com",
            "",
            "  </details>",
            "| a | b |",
        ].join("\n");
        assert.equal(shown(review), review);
    });

    it("keeps the lines of a block of code, which people copy", () => {
        const block = '\n```yaml\norganization:\n    - "@x <a> #1 https://a.b"\n```\n';
        assert.equal(shown(`@a\n${block}\n@b`), `@·a\n${block}\n@·b`);
    });

    for (const [what, text] of [
        ["in HTML", "<details>\n```\n@team\n```"],
        ["that another one ends", "text\n```\n@x\n\n```\n@team\n"],
        ["in a list", "- ```\n\n```\n@team\n"],
        ["that is longer", "````\n\n```\n````\n@team\n"],
        ["of another kind", "~~~\n\n```\n~~~\n@team\n"],
        ["of code in a line", "a ``` b\n\n```\n@team\n```\n"],
        ["of a picture", "\n```mermaid\n@team\n```\n"],
    ] as const) {
        it(`has nothing that only seems to be a block of code: ${what}`, () => {
            assert.match(shown(text), /@·team/);
        });
    }

    it("leaves every review of `org review` as it is", () => {
        const folder = path.join(CHECKOUT, "tests/unit/operations/commands/review/print");
        const files = fs.readdirSync(folder).filter((name) => name.endsWith(".md"));
        assert.ok(files.length > 3);
        for (const file of files) {
            const review = fs.readFileSync(path.join(folder, file), "utf8").replace(/^<!--.*-->\n/gm, "");
            assert.equal(rendered(neutralMarkdown(review, LINKS)), rendered(review), file);
        }
    });

    it("never mentions anybody, leads elsewhere or hides anything, whatever it is", () => {
        const pieces =
            "@,a,#,1,&#64;,&#35;,<,!--,<b>,</b>,<pre>,<details>,<!--,-->,[,],](,](//e.x),](https://e.x),: ,:,//,https,://e.x,```,\n```\n,\n\n```yaml\n,\n,\n\n,\\,/,%2e,..,GH-,www,.,&,;,~~~,    ,> ,- ,1. ,`,*,_,|@team,#12,<code>,</code>,<code>&#64;team</code>,<code>a www.e.x</code>".split(
                ",",
            );
        const link = fc.constantFrom(`[a](${LINKS[0]}x#L1)`, `](${LINKS[0]}../../e)`, `<${LINKS[0]}>`);
        fc.assert(
            fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), link), { maxLength: 30 }), (parts) => {
                const html = rendered(neutralMarkdown(parts.join(""), LINKS));
                for (const [, address = ""] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
                    assert.ok(address.startsWith(LINKS[0] ?? "") && !address.includes(".."), html);
                }
                assert.doesNotMatch(html, /<(?:!--|pre>(?!<code)|script|img|a (?!href))/);
                // GitHub looks for mentions and references in the text between the tags, but not in code.
                const texts = html.replace(/<code[^>]*>[^]*?<\/code>/g, "<code>").split(/<[^>]*>/);
                for (const text of texts)
                    assert.doesNotMatch(text, /(?<![A-Za-z0-9])@(?=\w)|(?<!&)#\d|(?<![A-Za-z0-9])GH-\d/i);
            }),
            { numRuns: 300 },
        );
    });

    it("is cut at a line, with everything closed that is open", () => {
        const text = `<details>\n\n\`\`\`yaml\n${"line\n".repeat(500)}\`\`\`\n\n</details>\n`;
        const cut = fitted(text, 1_000);
        assert.ok(cut.length <= 1_000);
        assert.match(cut, /line\n```\n<\/details>\n\n\nCut short: the artifact of the job has the whole text\.\n$/);
        assert.equal(fitted(text, text.length), text);
        assert.ok(fitted("x".repeat(5_000), 500).length <= 500);
        assert.ok(fitted("<details>\n".repeat(500), 500).length <= 500);
    });
});
