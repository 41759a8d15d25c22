import assert from "node:assert/strict";
import { reviewJson } from "../../../../../../operations/commands/review/print/reviewJson";
import { EXAMPLES, reviewOf } from "./exampleReviews";

describe("org review --json", () => {
    it("has the same keys in the same order for every review", () => {
        const keys =
            "version stack digest tone headline isConfirmed acknowledgements refusals changes others counts notes claims policyPack work unknown";
        for (const review of Object.values(EXAMPLES)) {
            assert.deepEqual(Object.keys(reviewJson(review)), keys.split(" "));
        }
    });

    it("leaves nothing out", () => {
        const review = EXAMPLES["thousand-accounts"] ?? reviewOf();
        const json = JSON.parse(JSON.stringify(reviewJson(review))) as Record<string, unknown>;
        for (const [key, value] of Object.entries(review)) assert.deepEqual(json[key], value);
        assert.equal(json["tone"], "danger");
        assert.equal(json["headline"], "1 change weakens guardrails: acknowledge it first");
    });
});
