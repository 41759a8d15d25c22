import assert from "node:assert/strict";
import { reviewFigures, runFigures } from "../../../../../../operations/commands/review/print/reviewFigures";
import { isOneLine, reviewHeadline } from "../../../../../../operations/commands/review/print/reviewHeadline";
import type { ChangeReview, PlacedChange } from "../../../../../../program/changes/changeReview";
import { accountUrn, changeOf, reviewOf } from "./exampleReviews";

const text = "Account a changes.";
const DANGER = changeOf({ text, risk: "danger" });
const FINAL = changeOf({ text, risk: "danger", isIrreversible: true });
const GUARDRAIL = changeOf({ text, risk: "danger", subject: "guardrails" });
const LOOK = changeOf({ text, risk: "attention" });
const ROUTINE = changeOf({ text });
const DELETED = { operation: "delete", urn: "u", type: "t", name: "n", properties: [] } as const;
const CREATED = { ...DELETED, operation: "create" } as const;

function missing(count: number, given = 0): Partial<ChangeReview> {
    const texts = (number: number): string[] => Array.from({ length: number }, (_, index) => `close ${index}`);
    return { acknowledgements: { missing: texts(count), given: texts(given), unused: [], unusedLines: [] } };
}

describe("org review: the headline", () => {
    const changes = (...list: PlacedChange[]): Partial<ChangeReview> => ({ changes: list });
    const tables: readonly (readonly [given: Partial<ChangeReview>, tone: string, words: string])[] = [
        [{}, "nothing", "nothing changes"],
        [
            { notes: [{ severity: "warning", topic: "found", message: "m" }] },
            "nothing",
            "nothing changes, but there is 1 warning",
        ],
        [{ refusals: [{ message: "m" }], ...changes(FINAL) }, "refused", "1 thing is refused: correct it first"],
        [
            { policyPack: [{ policy: "p", level: "mandatory", message: "m" }], ...changes(FINAL) },
            "refused",
            "the policy pack refuses the run, for 1 reason",
        ],
        [
            { ...changes(FINAL, FINAL, GUARDRAIL), ...missing(3) },
            "danger",
            "2 changes cannot be undone and 1 weakens guardrails: acknowledge them first",
        ],
        [{ ...changes(FINAL), ...missing(1) }, "danger", "1 change cannot be undone: acknowledge it first"],
        [
            { ...changes(GUARDRAIL, GUARDRAIL, DANGER), ...missing(1, 2) },
            "danger",
            "2 changes weaken guardrails and 1 is dangerous: acknowledge 1 of them first (2 done)",
        ],
        [
            { ...changes(DANGER, DANGER), ...missing(1) },
            "danger",
            "2 changes are dangerous: acknowledge 1 of them first",
        ],
        [{ ...changes(DANGER, DANGER, ROUTINE), ...missing(0, 2) }, "danger", "2 changes are dangerous"],
        [missing(1), "danger", "changes need an acknowledgement: acknowledge it first"],
        [
            changes(changeOf({ text, risk: "attention", isIrreversible: true }), LOOK),
            "attention",
            "1 change cannot be undone",
        ],
        [changes(LOOK), "attention", "Account a changes"],
        [changes(ROUTINE), "routine", "Account a changes"],
        [changes(LOOK, ROUTINE, ROUTINE), "attention", "1 change needs a look, and 2 are routine"],
        [{ ...changes(ROUTINE), others: [DELETED] }, "attention", "1 change needs a look, and 1 is routine"],
        [{ others: [CREATED, CREATED] }, "routine", "2 routine changes"],
    ];
    for (const [given, tone, words] of tables) {
        it(words, () => {
            assert.deepEqual(reviewHeadline(reviewOf(given)), { tone, words });
        });
    }

    it("is all of it only where there is nothing else to say", () => {
        assert.ok(isOneLine(reviewOf()));
        const unused = { acknowledgements: { missing: [], given: [], unused: ["close a"], unusedLines: [] } };
        for (const given of [changes(ROUTINE), { others: [CREATED] }, unused, { refusals: [{ message: "m" }] }]) {
            assert.ok(!isOneLine(reviewOf(given)));
        }
    });
});

describe("org review: the figures", () => {
    it("count what the resources of the changes belong to, once", () => {
        const stack = "urn:pulumi:prod::p::aws-organization:index:Organization";
        const resources = [
            accountUrn("shop"),
            `${stack}$aws-organization:index:Account$aws:budgets/budget:Budget::account shop monthly`,
            `${stack}$aws-organization:index:Account$aws:budgets/budgetAction:BudgetAction::stop account shop monthly`,
            `${stack}$aws-organization:index:Account$aws:account/alternativeContact:AlternativeContact::SECURITY@me@shop`,
            accountUrn("me@shop"),
            `${stack}$aws-organization:index:Account$aws:budgets/budget:Budget::account data quarterly`,
            `${stack}$aws-organization:index:OrganizationalUnit$aws:organizations/organizationalUnit:OrganizationalUnit::Sandbox`,
            `${stack}$aws:organizations/policy:Policy::regions`,
            `${stack}$aws-organization:index:OrganizationalUnit$aws:organizations/policyAttachment:PolicyAttachment::regions@Sandbox`,
            `${stack}$pulumi-nodejs:dynamic/people:AccountAccess::Reader@shop-team`,
        ];
        assert.deepEqual(reviewFigures(reviewOf({ isConfirmed: false, changes: [changeOf({ text, resources })] })), [
            "Changed: 3 accounts, 1 unit, 1 policy and the access of 1 user or group.",
            "Computed from the definition and the state; not confirmed by Pulumi's preview.",
        ]);
    });

    it("say how long it takes at least", () => {
        const { counts } = reviewOf({ counts: { ...reviewOf().counts, same: 0 } });
        const words = (calls: number, seconds: number): string =>
            runFigures(reviewOf({ work: { calls, seconds }, counts })).join(" ");
        assert.equal(words(0, 0), "");
        assert.equal(words(1, 0), "The run makes about 1 call to AWS.");
        const time = (seconds: number): string | undefined => /at least (.*?),/.exec(words(70, seconds))?.[1];
        assert.deepEqual([12.2, 60, 235, 3_600, 5_000].map(time), [
            "13 seconds",
            "1 minute",
            "4 minutes",
            "1 hour",
            "1 hour and 24 minutes",
        ]);
    });
});
