import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { parseDocument } from "yaml";
import {
    commentMarker,
    MOST_OF_COMMENT,
    reviewMarkdown,
} from "../../../../../../operations/commands/review/print/reviewMarkdown";
import { sourceLinks } from "../../../../../../operations/commands/review/print/sourceLinks";
import type { ChangeReview } from "../../../../../../program/changes/changeReview";
import { accountUrn, changeOf, EXAMPLES, GITHUB, reviewOf } from "./exampleReviews";
import { hostileReview } from "./hostileReviews";

const link = sourceLinks(GITHUB);
const LINK = /^https:\/\/github\.com\/acme\/organization\/blob\/[0-9a-f]{40}\/[^()<>\s]*$/;

function print(review: ChangeReview): string {
    return reviewMarkdown(review, { link });
}

/** The comment as GitHub's Markdown makes it. Only what GitHub does afterwards, such as mentions, is not in it. */
function rendered(markdown: string): string {
    return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

describe("org review: the comment on a pull request", () => {
    for (const [name, review] of Object.entries(EXAMPLES)) {
        it(`is for people, and stays as somebody has read it: ${name}.md`, () => {
            const file = path.join(__dirname, `${name}.md`);
            const markdown = print(review);
            if (process.env["UPDATE_GOLDEN"]) fs.writeFileSync(file, markdown);
            assert.equal(markdown, fs.readFileSync(file, "utf8"));
        });
    }

    it("is shown the same after the workflow has made it harmless, because it may be of another program", () => {
        const { neutralMarkdown } = createRequire(__filename)(
            path.resolve(__dirname, "../../../../../../.github/scripts/neutralMarkdown.cjs"),
        ) as { readonly neutralMarkdown: (text: string, links: readonly string[]) => string };
        for (const review of Object.values(EXAMPLES)) {
            const markdown = print(review).replaceAll(/^<!--.*-->\n/gm, "");
            const neutral = neutralMarkdown(markdown, ["https://github.com/acme/organization/blob/"]);
            const shown = (text: string): string => rendered(text).replaceAll(/<a href="mailto:[^>]*>|<\/a>/g, "");
            assert.equal(shown(neutral), shown(markdown));
        }
    });

    it("says in one line that nothing changes, below the lines by which programs know it", () => {
        const [marker, digest, ...lines] = print(reviewOf()).trimEnd().split("\n");
        assert.equal(marker, commentMarker("prod"));
        assert.equal(digest, "<!-- org review digest: 3f2a9c0d11ee -->");
        assert.deepEqual(
            lines.filter((line) => line !== ""),
            ["Nothing changes in stack prod. Pulumi's preview confirms this."],
        );
    });

    it("has the lines for the definition as YAML, with the whole text of each", () => {
        const missing = ["close a", 'delete "b": #1 | `c` ```', `close ${"d".repeat(900)}`, "close \u202e@e\n- f"];
        const markdown = print(reviewOf({ acknowledgements: { missing, given: [], unused: [], unusedLines: [] } }));
        const [, yaml = ""] = /^(?:`{3,})yaml\n([^]*?)\n`{3,}$/m.exec(markdown) ?? [];
        assert.deepEqual(parseDocument(yaml).toJS(), { organization: { acknowledge: { changes: missing } } });
    });

    it("says first what cannot be undone, then what matters less", () => {
        const of = (risk: "danger" | "attention" | "routine", isIrreversible: boolean): ReturnType<typeof changeOf> =>
            changeOf({
                risk,
                text: `Account ${risk}-${isIrreversible} changes.`,
                ...(isIrreversible && { isIrreversible }),
            });
        const changes = [of("routine", false), of("attention", false), of("danger", false), of("danger", true)];
        const found = Array.from(print(reviewOf({ changes })).matchAll(/Account (\S+) changes/g), ([, name]) => name);
        assert.deepEqual(found, ["danger-true", "danger-false", "attention-false", "routine-false"]);
    });
});

describe("org review: a comment with too much in it", () => {
    const many = (count: number, risk: "danger" | "routine", length = 20): ChangeReview["changes"] =>
        Array.from({ length: count }, (_, index) =>
            changeOf({
                kind: `kind-${index}`,
                risk,
                text: `Account ${risk}-${index} is ${"very ".repeat(length)}different.`,
                details: ["One.", "Two."],
                resources: [accountUrn(String(index))],
                place: { file: "organizations/prod/accounts.yaml", line: index + 1 },
            }),
        );

    it("lacks details of routine changes first, then routine changes, and says how many", () => {
        const markdown = print(reviewOf({ changes: [...many(60, "danger"), ...many(900, "routine")] }));
        assert.ok(Buffer.byteLength(markdown) <= MOST_OF_COMMENT);
        const shown = (risk: string): number => markdown.match(new RegExp(`Account ${risk}-`, "g"))?.length ?? 0;
        assert.equal(shown("danger"), 60);
        assert.ok(shown("routine") > 50);
        const missing = 900 - shown("routine");
        assert.ok(markdown.includes(`**and ${missing} more routine changes**`));
        assert.ok(
            markdown.includes(
                `> **This comment is cut**, because GitHub allows no more: ${missing} entries and the details of`,
            ),
        );
        assert.equal(markdown.match(/Account danger-.*\n {2}<details>/g)?.length, 60);
    });

    it("has no routine change where a dangerous one found no room, and counts both", () => {
        const markdown = print(reviewOf({ changes: [...many(700, "danger", 60), ...many(3, "routine")] }));
        assert.ok(Buffer.byteLength(markdown) <= MOST_OF_COMMENT);
        const shown = markdown.match(/Account danger-/g)?.length ?? 0;
        assert.ok(markdown.includes(`**and ${700 - shown} more dangerous changes**`));
        assert.ok(markdown.includes("**and 3 more routine changes**"));
        assert.ok(!markdown.includes("Account routine-"));
    });
});

describe("org review: a comment made of hostile texts", () => {
    const check = (review: ChangeReview): void => {
        const markdown = print(review);
        assert.ok(Buffer.byteLength(markdown) <= MOST_OF_COMMENT, `${Buffer.byteLength(markdown)} bytes`);
        assertHarmless(rendered(markdown));
        const dangers = review.changes.filter(({ risk }) => risk === "danger").length;
        if (dangers > 0) assert.ok(markdown.includes(`🛑 Dangerous (${dangers} change`));
    };

    it("has only links of ours, folded parts that are closed, and nothing that GitHub or GitLab makes of texts", () => {
        fc.assert(fc.property(hostileReview(5), check), { numRuns: Number(process.env["RUNS"] ?? 60) });
    });

    it("fits, however much there is", () => {
        fc.assert(fc.property(hostileReview(300), check), { numRuns: 3 });
    }).timeout(60_000);
});

/** @throws if HTML has an element, a link or a word that a text has brought in. */
function assertHarmless(html: string): void {
    const open: string[] = [];
    for (const [, slash, name = "", attributes = ""] of html.matchAll(/<(\/?)([a-zA-Z!][^\s>]*)([^>]*)>/g)) {
        if (name === "!--") continue;
        assert.ok(ELEMENTS.has(name), `<${name}>`);
        if (name === "a" && slash === "") assert.match(/^ href="([^"]*)"$/.exec(attributes)?.[1] ?? "", LINK);
        else
            assert.ok(
                attributes === "" || /^ (?:class="language-yaml"|\/)$/.test(attributes),
                `<${name}${attributes}>`,
            );
        if (name === "hr" || name === "br") continue;
        if (slash === "") open.push(name);
        else assert.equal(open.pop(), name, html);
    }
    assert.deepEqual(open, []);
    assert.equal(html.match(/<!--/g)?.length, 2);
    // What GitHub and GitLab look for in the text of the finished HTML, outside of code.
    const text = html
        .replaceAll(/<!--[^]*?-->/g, "")
        .replaceAll(/<pre>[^]*?<\/pre>|<code>[^]*?<\/code>/g, "")
        .replaceAll(/<[^>]*>/g, "");
    for (const word of [
        /[@#~^[\]|`\\*_<]/,
        /&(?!amp;|lt;|gt;|quot;)/,
        /&(?:amp|lt|gt);/,
        /\bGH-\d/i,
        /[!$%]\w/,
        /:\w+:/,
        /:\/\//,
        /\bwww\./i,
    ]) {
        assert.doesNotMatch(text, word);
    }
}

const ELEMENTS = new Set(
    "h3 h4 p ul li a code pre strong b details summary table thead tbody tr th td blockquote hr".split(" "),
);
