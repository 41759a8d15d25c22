import assert from "node:assert/strict";
import { assertions } from "../../../../../features/assertions/definition";
import { withBase } from "../../../../../operations/commands/review/reviewedStack";
import type { DefinitionClaim } from "../../../../../definition/feature";
import { load } from "../../../definition/definitionFixtures";
import { changeOf, reviewOf } from "./print/exampleReviews";

function claimsOf(written: string): readonly DefinitionClaim[] {
    const model = load(
        `${written}\ndefaults: { email: "{account}@example.com" }\nunits: { U: { accounts: { shop: {} } } }`,
    );
    return assertions.claims?.(model.features.get(assertions)) ?? [];
}

const LOGS = 'logs-stay: { cannot: ["s3:DeleteBucket"], in: [shop] }';
const TABLES = 'tables-stay: { cannot: ["dynamodb:DeleteTable"] }';
const BASE = claimsOf(`assertions: { ${LOGS}, ${TABLES} }`);

/** The changes that a review against another commit names, beside those of the run. */
function named(now: readonly DefinitionClaim[]): readonly string[] {
    return withBase(reviewOf({ claims: now }), reviewOf({ claims: BASE })).changes.map(({ text }) => text);
}

describe("a review against another commit", () => {
    it("marks what that one changes as well", () => {
        const [own, both] = [changeOf({ text: "Account a moves." }), changeOf({ text: "Account b moves." })];
        const { changes } = withBase(reviewOf({ changes: [own, both] }), reviewOf({ changes: [both] }));
        assert.deepEqual(changes, [own, { ...both, isWaiting: true }]);
    });

    it("names assertions that are gone, and those that claim something else", () => {
        assert.deepEqual(named(claimsOf("")), [
            "Assertion logs-stay is removed: nothing proves any more what it claims.",
            "Assertion tables-stay is removed: nothing proves any more what it claims.",
        ]);
        assert.deepEqual(
            named(claimsOf(`assertions: { ${LOGS.replace("DeleteBucket", "DeleteObject")}, ${TABLES} }`)),
            ["Assertion logs-stay claims something else."],
        );
    });

    it("says nothing of assertions that stay, come, or are only written elsewhere", () => {
        assert.deepEqual(named(BASE), []);
        const elsewhere = claimsOf(
            `# more lines\n\nassertions:\n    ${TABLES.replace(" }", ', because: "audits" }')}\n    ${LOGS}\n    more: { cannot: ["iam:CreateUser"] }`,
        );
        assert.deepEqual(named(elsewhere), []);
    });
});
