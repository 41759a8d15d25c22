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

    it("pairs each text with its label, in the order of the dangerous changes, and says what is nearly right", () => {
        const digits = ["d0337c", "6a1abc"] as const;
        const [detach, close] = [`detach own from Workloads (${digits[0]})`, `close account shop (${digits[1]})`];
        const danger = { risk: "danger" } as const;
        const changes = [
            changeOf({ ...danger, subject: "guardrails", text: "One.", acknowledge: detach, code: "11111111" }),
            changeOf({ ...danger, subject: "accounts", text: "Two.", acknowledge: close, code: "22222222" }),
        ];
        const place = { file: "organization.yaml", line: 7 };
        const unusedLines = [
            { text: "detach own from Workloads (abcdef)", place, meant: detach },
            { text: "close account data (123456)", place: { ...place, line: 8 } },
        ];
        const unused = unusedLines.map(({ text }) => text);
        const acknowledgements = { missing: [detach, close], given: [], unused, unusedLines };
        const lines = reviewText(reviewOf({ changes, acknowledgements }), 80).split("\n");
        const from = (start: string): string => {
            const at = lines.findIndex((line) => line.startsWith(start));
            return lines.slice(at, lines.indexOf("", at)).join("\n");
        };
        assert.equal(
            from("ACKNOWLEDGE BEFORE"),
            `ACKNOWLEDGE BEFORE IT IS MERGED
\`up\` refuses each of these changes until the definition has its line, or the
pull request the label above it:
    organization:
        acknowledge:
            changes:
                # label: acknowledge 22222222
                - "${close}"
                # organization.yaml:7 names another change than this one: it was
                # (abcdef), and this change is (d0337c). Read it again.
                # label: acknowledge 11111111
                - "${detach}"`,
        );
        assert.equal(
            from("ACKNOWLEDGEMENTS TO REMOVE"),
            `ACKNOWLEDGEMENTS TO REMOVE: THEY NAME NO CHANGE OF THIS RUN
  - detach own from Workloads (abcdef)
    organization.yaml:7
    It names another change than this one: it was (abcdef), and this change is
    (d0337c). Read it again.
  - close account data (123456)
    organization.yaml:8`,
        );
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
