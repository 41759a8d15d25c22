import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { wantedPageFile, writtenPage } from "../../../../../operations/commands/tree/treePageFile";
import { TREE_PAGE_HEAD, treePage } from "../../../../../operations/commands/tree/page";
import { CHECKOUT } from "../../../../../operations/cli/checkout";
import { generatedTree } from "../../../../browser/support/generatedTree";

describe("the file of the page of the organisation", function () {
    this.timeout(60_000);
    let folder: string;
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "tree-"));
    });
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    it("is checked before anything is asked, and never takes the place of another file", () => {
        const file = (name: string, text?: string): string => {
            const made = path.join(folder, name);
            if (text !== undefined) fs.writeFileSync(made, text);
            return made;
        };
        assert.equal(wantedPageFile({}), undefined);
        assert.equal(wantedPageFile({ html: file("new.html") }), file("new.html"));
        assert.equal(wantedPageFile({ html: file("old.html", TREE_PAGE_HEAD) }), file("old.html"));
        assert.throws(
            () => wantedPageFile({ html: file("mine.html", "<p>mine") }),
            /is no page of org tree, so it is not replaced/,
        );
        assert.throws(() => wantedPageFile({ html: file("organisation.txt") }), /does not end in \.html/);
        assert.throws(() => wantedPageFile({ html: folder }), /is a folder\. Name a file in it: .*organization\.html/);
        assert.throws(() => wantedPageFile({ html: file("a.html"), mermaid: true }), /give one of them/);
    });

    it("is written for its user alone, and may be written again", () => {
        const file = path.join(folder, "organization.html");
        for (const accounts of [1, 2]) {
            assert.equal(writtenPage(file, generatedTree({ accounts })), `The page is in ${file}`);
            assert.equal(wantedPageFile({ html: file }), file);
        }
        assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    });

    it("is one file whose policy allows its own script and styles alone", () => {
        const page = treePage(generatedTree({ accounts: 2 }), CHECKOUT);
        const elements = (name: string): string[] =>
            [...page.matchAll(new RegExp(`<${name}( [^>]*)?>([^]*?)</${name}>`, "g"))].map(([, , text]) => text ?? "");
        const hash = (text = ""): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
        assert.equal(
            /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1],
            `default-src 'none'; script-src ${hash(elements("script").at(-1))}; style-src ${hash(elements("style")[0])}; img-src data:; base-uri 'none'; form-action 'none'`,
        );
        assert.doesNotMatch(page, /\b(src|href)="?(https?:)?\/\//);
        assert.ok(!page.includes(CHECKOUT) && !page.includes("made from:"));
    });

    it("is some 1 MB for 1,000 accounts", () => {
        const { length } = treePage(generatedTree({ accounts: 1000, hasSpend: true }), CHECKOUT);
        assert.ok(length < 1_500_000, String(length));
    });

    it("has a picture that is small enough for a page of the documentation", () => {
        const { size } = fs.statSync(path.join(CHECKOUT, "docs", "pictures", "tree.png"));
        assert.ok(size > 50_000 && size < 300_000, `${size} bytes`);
    });
});
