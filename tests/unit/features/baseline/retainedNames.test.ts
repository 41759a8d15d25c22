import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import { reviewBaseline } from "../../../../features/baseline/review";
import { loadBaseline, UNITS } from "./baselineFixture";
import { stateAfterUp } from "./baselineState";

const WITH = `baseline: { search-index: }\n${UNITS}`;
const RETAINED = { DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" };
const template = (name: unknown, policies: Readonly<Record<string, string>> = RETAINED): string =>
    JSON.stringify({
        Resources: {
            Data: {
                Type: "AWS::S3::Bucket",
                ...policies,
                Properties: name === undefined ? {} : { BucketName: name },
            },
            Role: { Type: "AWS::IAM::Role", Properties: { RoleName: "reader" } },
        },
    });

function warningsOf(text: string, of: string, before = WITH): readonly string[] {
    const { model, organization } = loadBaseline(text);
    const state = stateAfterUp(loadBaseline(before), { "search-index": { template: of } });
    return reviewBaseline(model, state, organization).warnings.map(messageText);
}

describe("names that stay when a block ends", () => {
    it("are named, with what to do before the block comes back", () => {
        assert.deepEqual(warningsOf(UNITS, template("acme-data")), [
            "block search-index ends in 4 accounts (data-prod, play, shop-dev and shop-prod), and AWS::S3::Bucket Data (acme-data) stays there with its name. A stack that makes it again fails, because the name is taken: before you write the block there again, delete it in the account or import it into a stack, or use another name",
        ]);
        const [found] = warningsOf(UNITS, template({ "Fn::Sub": "data-${AWS::AccountId}" }));
        assert.match(found ?? "", /AWS::S3::Bucket Data \(data-\$\{AWS::AccountId\}\) stays/);
    });

    it("are named where the block leaves an account, or its stacks stay", () => {
        const out = WITH.replace("play: {}", "play: { baseline: { search-index: false } }");
        assert.match(
            warningsOf(out, template("acme-data")).join("\n"),
            /^block search-index leaves 1 account \(play\)/,
        );
        const kept = (text: string): string => text.replace("search-index:", "search-index: { keepStacks: true }");
        const found = warningsOf(UNITS, template("acme-data", {}), kept(WITH));
        assert.match(
            found.join("\n"),
            /AWS::IAM::Role Role \(reader\) and AWS::S3::Bucket Data \(acme-data\) stay there/,
        );
    });

    it("are named where a move deletes the stack and makes it anew", () => {
        const block = "baseline: { search-index: }";
        const units = (one: string, two: string): string =>
            `units: { One: { ${block}, accounts: { ${one} } }, Two: { ${block}, accounts: { ${two} } } }`;
        const [found, ...others] = warningsOf(
            units("", "a: {}, b: {}"),
            template("acme-data"),
            units("a: {}", "b: {}"),
        );
        assert.deepEqual(others, []);
        assert.equal(
            found,
            "block search-index is at the old and at the new unit of a: AWS deletes its stack there and sets it up anew, and AWS::S3::Bucket Data (acme-data) stays there with its name, so the new stack fails. First write the block at a place above both units, and run `up`; then a move changes nothing",
        );
    });

    it("are none if CloudFormation makes the name, the resource goes, or the block stays", () => {
        assert.deepEqual(warningsOf(UNITS, template(undefined)), []);
        assert.deepEqual(warningsOf(UNITS, template("acme-data", {})), []);
        assert.deepEqual(warningsOf(WITH, template("acme-data")), []);
    });
});
