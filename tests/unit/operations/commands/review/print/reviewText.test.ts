import assert from "node:assert/strict";
import fc from "fast-check";
import { widthOf } from "../../../../../../operations/cli/textWidth";
import { reviewText } from "../../../../../../operations/commands/review/print/reviewText";
import { changeOf, EXAMPLES, reviewOf } from "./exampleReviews";
import { hostileReview } from "./hostileReviews";

describe("org review: the text for the terminal", () => {
    it("says in one line that nothing changes", () => {
        assert.equal(reviewText(reviewOf()), "Nothing changes in stack prod. Pulumi's preview confirms this.");
    });

    it("begins with what is to do, marks in words what cannot be undone, and has the lines for the definition", () => {
        const text = reviewText(EXAMPLES["dangerous-mix"] ?? reviewOf(), 100);
        const lines = text.split("\n");
        assert.equal(
            lines.slice(0, 2).join(" "),
            "Review of prod: 2 changes cannot be undone and 1 weakens guardrails: acknowledge 2 of them first     (1 done)",
        );
        for (const expected of [
            "DANGEROUS (3 changes)",
            "  - CANNOT BE UNDONE: Account old-shop (111122223333) is closed. (not acknowledged)",
            "    organizations/prod/accounts/shop.yaml:14",
            '                - "detach regions from Workloads"',
            "  - Accounts ci-dev, ci-prod and data-dev get the tag CostCenter.",
            "EFFECT IN THE ACCOUNTS",
            "  - LOOSER: Workloads (312 accounts) may do more: 613 actions, and perhaps 1 more (policy regions",
            "    is detached from unit Workloads)",
        ]) {
            assert.ok(lines.includes(expected), `${expected}\n\n${text}`);
        }
    });

    it("says which changes wait for an up already, and does not mix them with those of the pull request", () => {
        const accounts = ["ci", "shop", "wiki", "data"];
        const changes = accounts.map((key, index) =>
            changeOf({ text: `Account ${key} is created.`, ...(index === 0 && { isWaiting: true }) }),
        );
        const lines = reviewText(reviewOf({ changes })).split("\n");
        assert.ok(lines.includes("  - Account ci is created. (waits for an `up` already)"), lines.join("\n"));
        assert.ok(lines.includes("  - Accounts shop, wiki and data are created."), lines.join("\n"));
    });

    it("stays short and narrow at 1,000 accounts", () => {
        const lines = reviewText(EXAMPLES["thousand-accounts"] ?? reviewOf(), 80).split("\n");
        assert.ok(lines.length < 90, String(lines.length));
        assert.ok(lines.every((line) => widthOf(line) <= 80));
    });

    it("has no character that controls a terminal or hides", () => {
        fc.assert(
            fc.property(hostileReview(4), (review) => {
                assert.doesNotMatch(reviewText(review, 80), /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u200b]/u);
            }),
            { numRuns: 50 },
        );
        const message = "one\ttwo";
        const tabs = reviewText(
            reviewOf({ refusals: [{ message }], notes: [{ severity: "info", topic: "found", message }] }),
        );
        assert.doesNotMatch(tabs, /\t/);
    });
});
