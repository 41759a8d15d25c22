import assert from "node:assert/strict";
import { reviewBaseline } from "../../../../features/baseline/review";
import { loadBaseline, UNITS } from "./baselineFixture";
import { stateAfterUp } from "./baselineState";

const problemsOf = (
    text: string,
    before: string,
    changed: Readonly<Record<string, Record<string, unknown>>> = {},
): string[] => {
    const { problems } = reviewBaseline(loadBaseline(text).model, stateAfterUp(loadBaseline(before), changed));
    return problems.map(({ path, message }) => `${path.join(".")}: ${message}`);
};
const TABLE = (policies: Readonly<Record<string, string>>, name = "a"): string =>
    JSON.stringify({
        Resources: { Table: { Type: "AWS::DynamoDB::Table", ...policies, Properties: { TableName: name } } },
    });
const RETAINED = { DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" };
/** A block of which the state has another template than the definition: one from before this program asked for policies. */
const WITH = `baseline: { search-index: }\n${UNITS}`;

describe("the review of a baseline", () => {
    it("finds nothing in a first run, a second one, and where nothing that holds data is lost", () => {
        assert.deepEqual(problemsOf(WITH, UNITS), []);
        assert.deepEqual(problemsOf(WITH, WITH), []);
        const all = `baseline: { config-recorder: , backup-vault: , deploy: { block: deploy-role, repository: acme/shop, environment: prod, permissions: ["s3:*"] } }\n${UNITS}`;
        assert.deepEqual(problemsOf(UNITS, all), []);
        assert.deepEqual(problemsOf(WITH, WITH, { "search-index": { template: TABLE(RETAINED) } }), []);
        assert.deepEqual(problemsOf(UNITS, WITH, { "search-index": { template: TABLE(RETAINED) } }), []);
    });

    it("refuses to end a block whose template would delete data", () => {
        const [found, ...others] = problemsOf(UNITS, WITH, { "search-index": { template: TABLE({}) } });
        assert.deepEqual(others, []);
        assert.match(
            found ?? "",
            /^baseline: block search-index ends in 4 accounts \(data-prod, play, shop-dev and shop-prod\), and AWS deletes AWS::DynamoDB::Table Table there with what it holds \(items\)\.\nFirst give Table `DeletionPolicy: RetainExceptOnCreate`/,
        );
    });

    it("refuses to take a block out of one account for the same reason, but not where stacks are kept", () => {
        const out = (keys: string): string =>
            WITH.replace("play: {}", "play: { baseline: { search-index: false } }").replace(
                "search-index:",
                `search-index: ${keys}`,
            );
        const changed = { "search-index": { template: TABLE({}) } };
        const found = problemsOf(out(""), WITH, changed);
        assert.match(found.join("\n"), /block search-index leaves 1 account \(play\)/);
        assert.doesNotMatch(problemsOf(out("{ keepStacks: true }"), WITH, changed).join("\n"), /leaves/);
    });

    it("refuses a template that no longer has a resource with data, or may replace it", () => {
        const table = (policies: Readonly<Record<string, string>>, name = "a"): string => TABLE(policies, name);
        const gone = problemsOf(WITH, WITH, { "search-index": { template: table({}) } });
        assert.match(
            gone[0] ?? "",
            /^baseline\.search-index: the template of block search-index no longer has AWS::DynamoDB::Table Table, and AWS deletes it with what it holds \(items\), in 4 accounts/,
        );
        const { model } = loadBaseline(WITH);
        const replaced = reviewBaseline(
            {
                ...model,
                blocks: model.blocks.map((one) => ({ ...one, template: table({ DeletionPolicy: "Retain" }, "b") })),
            },
            stateAfterUp(loadBaseline(WITH), { "search-index": { template: table({ DeletionPolicy: "Retain" }) } }),
        );
        assert.match(replaced.problems[0]?.message ?? "", /AWS may replace it and delete the old one/);
        const kept = reviewBaseline(
            { ...model, blocks: model.blocks.map((one) => ({ ...one, template: table(RETAINED, "b") })) },
            stateAfterUp(loadBaseline(WITH), { "search-index": { template: table(RETAINED) } }),
        );
        assert.deepEqual(kept.problems, []);
    });

    it("refuses another key for the same block, whose names are still taken", () => {
        const [found, ...others] = problemsOf(`baseline: { index: { block: search-index } }\n${UNITS}`, WITH);
        assert.deepEqual(others, []);
        assert.match(
            found ?? "",
            /^baseline\.index: block index is what search-index was in .*Keep the key search-index/,
        );
    });

    it("does not touch a quarantined account", () => {
        const quarantined = WITH.replaceAll(/(shop-prod|data-prod|shop-dev|play): \{\}/g, "$1: { state: quarantined }");
        assert.deepEqual(problemsOf(quarantined, WITH, { "search-index": { template: TABLE({}) } }), []);
    });

    it("refuses another region for a block that is about the account", () => {
        const text = (regions: string): string => `baseline: { password-policy: { regions: [${regions}] } }\n${UNITS}`;
        const [found, ...others] = problemsOf(text("eu-west-1"), text("eu-central-1"));
        assert.deepEqual(others, []);
        assert.match(
            found ?? "",
            /^baseline\.password-policy: .* goes from eu-central-1 to eu-west-1 in data-prod, play/,
        );
        // Without a region it stays where it is.
        assert.deepEqual(problemsOf(`baseline: { password-policy: }\n${UNITS}`, text("eu-west-1")), []);
        const regional = (regions: string): string => `baseline: { search-index: { regions: [${regions}] } }\n${UNITS}`;
        assert.deepEqual(problemsOf(regional("eu-west-1"), regional("eu-central-1")), []);
    });

    it("refuses to end a block that a quarantined account has", () => {
        const [found, ...others] = problemsOf(UNITS.replace("play: {}", "play: { state: quarantined }"), WITH);
        assert.deepEqual(others, []);
        assert.match(found ?? "", /^baseline: block search-index ends, but account play is quarantined/);
    });
});
