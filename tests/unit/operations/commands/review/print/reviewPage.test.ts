import assert from "node:assert/strict";
import * as path from "node:path";
import fc from "fast-check";
import { REVIEW_PAGE_HEAD, reviewPage } from "../../../../../../operations/commands/review/print/reviewPage";
import { sourceLinks } from "../../../../../../operations/commands/review/print/sourceLinks";
import type { ChangeReview } from "../../../../../../program/changes/changeReview";
import { EXAMPLES, GITHUB, reviewOf } from "./exampleReviews";
import { hostileReview } from "./hostileReviews";

const checkout = path.resolve(__dirname, "../../../../../..");

function print(review: ChangeReview): string {
    return reviewPage(review, { link: sourceLinks(GITHUB), checkout, madeAt: new Date("2026-11-27T19:30:00Z") });
}

describe("org review --html", () => {
    it("is one file without scripts that leaves nothing out", () => {
        const page = print(EXAMPLES["thousand-accounts"] ?? reviewOf());
        assert.ok(page.startsWith(REVIEW_PAGE_HEAD));
        assert.doesNotMatch(page, /<script|javascript:|<link rel="stylesheet"|\bsrc=/);
        for (const key of ["team-0000-prod", "team-0999-prod"]) assert.ok(page.includes(`<bdi>${key}</bdi>`));
        assert.ok(page.includes("Made at 2026-11-27 19:30 UTC."));
    });

    it("has only elements and attributes of ours, whatever the texts are", () => {
        const check = (review: ChangeReview): void => {
            const body = print(review)
                .replace(/^[^]*?<body>/, "")
                .replace(/<\/body>[^]*$/, "");
            const open: string[] = [];
            for (const [, slash, name = "", attributes = ""] of body.matchAll(/<(\/?)([a-zA-Z!][^\s>]*)([^>]*)>/g)) {
                assert.ok(ELEMENTS.has(name), `<${name}>`);
                assert.match(attributes, ATTRIBUTES);
                if (name === "br") continue;
                if (slash === "") open.push(name);
                else assert.equal(open.pop(), name);
            }
            assert.deepEqual(open, []);
            assert.doesNotMatch(body, /<(?![a-z/])/);
        };
        fc.assert(fc.property(hostileReview(4), check), { numRuns: 60 });
    });
});

const ELEMENTS = new Set(
    "header div h1 h2 h3 bdi p main section span ul li strong details summary a pre code br table caption thead tbody tr th td footer".split(
        " ",
    ),
);
const ATTRIBUTES =
    /^(?: (?:class="[a-z -]*"|scope="(?:row|col)"|tabindex="0"|role="region"|aria-label="[A-Za-z ]*"|href="https:\/\/github\.com\/acme\/organization\/blob\/[^"<>\s]*"))*$/;
