import assert from "node:assert/strict";
import type { AccountEvent } from "../../../../../definition/feature";
import { byKey, load } from "../../../definition/definitionFixtures";

const DEFINITION = `
defaults: { email: "{account}@example.com" }
budget: 1000
costs: { notify: [a@example.com], dimensions: { team: { tag: Team, values: { shop: { budget: 70 } }, default: none } } }
units:
    Work: { budget: 10, accounts: { shop: { tags: { Team: shop }, budget: { monthly: 5, yearly: 50 } }, blog: {} } }
    Box: { kind: sandbox, accountBudget: { monthly: 50, stop: true }, accounts: { play: {}, ada: {} } }
`;
/** Without a budget that counts every account. */
const FEW = DEFINITION.replace("budget: 1000\n", "").replace("budget: 10, ", "");
/** A single account that a budget stops. */
const ONE = DEFINITION.replace(", ada: {}", "");

function words(key: string, event: AccountEvent, text = DEFINITION): readonly string[] {
    const model = load(text);
    return model.features.wordsOnAccount(byKey(model.accounts, key), event);
}

const STOPPED = ["FullAWSAccess", "stop-spending"];
const resume = "let it spend again: `./org resume-spending play`.";

describe("what costs say of an account", () => {
    it("are the budgets that end with it, those that no longer count it, and those that still count what it cost", () => {
        const budgets =
            'its budgets "account shop monthly" and "account shop yearly" are deleted, budgets "unit Work monthly" and "team shop monthly" no longer count it ' +
            'and budget "organization monthly" still counts what it cost.';
        assert.deepEqual(words("shop", { kind: "closing", attached: [] }), [
            `At the latest when it is removed from the definition, ${budgets}`,
        ]);
        assert.deepEqual(words("shop", { kind: "hand-over", attached: [] }), [`When it has left, ${budgets}`]);
    });

    it("are all budgets that count it, before a quarantine, and those that are about it alone when it expires", () => {
        assert.deepEqual(words("blog", { kind: "quarantine" }), [
            'The budgets "unit Work monthly" and "organization monthly" go on counting it: what runs in it still costs money.',
        ]);
        assert.deepEqual(words("blog", { kind: "expiry" }), [
            'The budget "unit Work monthly" counts what it still costs.',
        ]);
        assert.deepEqual(words("ada", { kind: "expiry" }), [
            'The budget "account ada monthly" counts what it still costs.',
            "AWS Budgets stops it when its monthly budget of 50 USD is used up.",
        ]);
    });

    it("are nothing where no budget counts it", () => {
        for (const kind of ["closing", "hand-over", "quarantine", "expiry"] as const) {
            assert.deepEqual(words("blog", { kind, attached: [] }, FEW), [], kind);
        }
        assert.deepEqual(words("blog", { kind: "expiry" }, DEFINITION.replace("budget: 10, ", "")), []);
    });

    it("tell a quarantine of a stopped account that it stays stopped, whether AWS was asked or not", () => {
        const last = (attached?: string[]): string | undefined =>
            words("play", { kind: "quarantine", ...(attached && { attached }) }).at(-1);
        assert.equal(
            last(STOPPED),
            `AWS Budgets has stopped it: stop-spending is attached, and stays attached after the quarantine. Then ${resume}`,
        );
        const afterwards = `during the quarantine, stop-spending stays attached afterwards. Then ${resume}`;
        assert.equal(last([]), `If AWS Budgets stops it ${afterwards}`);
        assert.equal(last(), `If AWS Budgets has stopped it, or does so ${afterwards}`);
    });

    it("tell the closing of a stopped account to let it spend again first", () => {
        const last = (attached?: string[]): string | undefined =>
            words("play", { kind: "closing", ...(attached && { attached }) }).at(-1);
        const first = `Before a change takes its budget away (a move to another unit, or the removal), ${resume}`;
        assert.equal(
            last(STOPPED),
            `AWS Budgets has stopped it: stop-spending is attached, and nothing detaches it once its budget action is deleted. ${first}`,
        );
        const ends = "The budget action that can stop it is deleted with its budget.";
        assert.equal(last([]), ends);
        assert.equal(last(), `${ends} AWS did not say whether it is stopped now. If it is: ${first}`);
    });

    it("tell a hand-over of a stopped account that it is free then, or what to do first if the policy would be deleted", () => {
        const last = (text: string, attached = STOPPED): string | undefined =>
            words("play", { kind: "hand-over", attached }, text).at(-1);
        const free =
            "AWS Budgets has stopped it: stop-spending is attached. When it has left, the policy no longer binds it, and its budget action is deleted.";
        assert.equal(last(DEFINITION), free);
        assert.equal(
            last(ONE),
            `${free} If nothing else in the definition needs stop-spending, this is refused until you let it spend again, because AWS deletes no policy that is attached: \`./org resume-spending play\`.`,
        );
        assert.equal(last(ONE, []), "The budget action that can stop it is deleted with its budget.");
    });

    it("do not take a policy that the definition attaches for a stop", () => {
        const text = DEFINITION.replace("blog: {}", "blog: { guardrails: [stop-spending] }");
        assert.equal(words("blog", { kind: "closing", attached: STOPPED }, text).length, 1);
        assert.equal(words("blog", { kind: "closing", attached: STOPPED }).length, 2);
    });
});
