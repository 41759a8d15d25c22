import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { reviewedDifference } from "../../../../program/approval/reviewedDifference";
import type { ChangeReview } from "../../../../program/changes";
import { reviewBetween } from "../changes/reviewedDefinitions";

const definition = (tags: string, guardrails = ""): string => `
defaults: { email: "{account}@example.com", tags: { ${tags} } }
units: { Workloads: { guardrails: [${guardrails}], accounts: { shop: {} } } }
`;

describe("a run and what was reviewed", function () {
    this.timeout(30_000);
    let folder = "";
    let review: ChangeReview;
    let other: ChangeReview;
    const written = (content: string): string => {
        const file = path.join(folder, "review.json");
        fs.writeFileSync(file, content);
        return file;
    };
    before(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "reviewed-"));
        review = await reviewBetween(definition(""), definition("Team: shop"));
        other = await reviewBetween(definition(""), definition("Team: shop", "deny-root-user"));
    });
    after(() => fs.rmSync(folder, { recursive: true, force: true }));

    it("are the same by digest, and by file", () => {
        assert.equal(reviewedDifference(review, review.digest), undefined);
        assert.equal(reviewedDifference(review, written(JSON.stringify(review))), undefined);
    });

    it("differ by digest: both are named, with what to read", () => {
        const told = reviewedDifference(review, other.digest) ?? assert.fail();
        for (const text of [review.digest, other.digest, "./org review --preview --stack test"])
            assert.ok(told.includes(text));
    });

    it("differ by file in words, both ways", () => {
        const [guardrail] = ["Guardrail deny-root-user binds unit Workloads from now on."];
        const told = reviewedDifference(other, written(JSON.stringify(review))) ?? assert.fail();
        assert.ok(told.includes(`\n    not reviewed: ${guardrail}`), told);
        const back = reviewedDifference(review, written(JSON.stringify(other))) ?? assert.fail();
        assert.ok(back.includes(`\n    reviewed, and not in this run: ${guardrail}`), back);
    });

    it("differ in values alone", async () => {
        const values = await reviewBetween(definition(""), definition("Team: data"));
        const told = reviewedDifference(values, written(JSON.stringify(review))) ?? assert.fail();
        assert.ok(told.endsWith("\n    the same things change, to other values"), told);
    });

    for (const [about, content, expected] of [
        ["an empty file", "", "cannot be read"],
        ["half a file", '{ "digest": "0123', "cannot be read"],
        ["a page", "<html>", "cannot be read"],
        ["nothing", "null", "cannot be read"],
        ["another JSON", '{ "changes": [] }', "is no review: write one with `./org review --json"],
        ["a list", "[]", "is no review"],
    ] as const) {
        it(`cannot be compared with ${about}`, () => {
            const told = reviewedDifference(review, written(content)) ?? assert.fail();
            assert.ok(told.includes(expected) && told.includes("review.json"), told);
        });
    }

    for (const wrong of ["0123456789AB", "0123456789a", "0123456789abc", "missing.json"]) {
        it(`cannot be compared with ${wrong}, which is neither`, () => {
            assert.match(reviewedDifference(review, wrong) ?? "", /is a digest of 12 hexadecimal digits, or a file/);
        });
    }
});
