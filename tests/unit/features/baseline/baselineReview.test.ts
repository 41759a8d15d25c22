import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import { packedAccounts } from "../../../../cloudformation/packedBlock";
import { reviewBaseline } from "../../../../features/baseline/review";
import { STACK_SETS_SERVICE } from "../../../../limits";
import { loadBaseline, UNITS } from "./baselineFixture";
import { accountIdOf, stateAfterUp } from "./baselineState";

const problemsOf = (
    text: string,
    before: string,
    changed: Readonly<Record<string, Record<string, unknown>>> = {},
): string[] => {
    const { model, organization } = loadBaseline(text);
    const { problems } = reviewBaseline(model, stateAfterUp(loadBaseline(before), changed), organization);
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

    it("refuses a move that deletes a stack and makes it anew, because its units are two targets", () => {
        const units = (one: string, two: string): string =>
            `units: { One: { baseline: { search-index: }, accounts: { ${one} } }, Two: { baseline: { search-index: }, accounts: { ${two} } } }`;
        const [before, after] = [units("a: {}", "b: {}"), units("", "a: {}, b: {}")];
        const changed = (policies: Readonly<Record<string, string>>, keepsStacks = false) => ({
            "search-index": { template: TABLE(policies), keepsStacks },
        });
        const moved = (found: readonly string[]): readonly string[] =>
            found.filter((one) => /sets it up anew/.test(one));
        const [found, ...others] = moved(problemsOf(after, before, changed({})));
        assert.deepEqual(others, []);
        assert.match(
            found ?? "",
            /^units\.One\.baseline\.search-index: block search-index is at the old and at the new unit of 1 account \(a\) that moves: AWS deletes its stack there and sets it up anew, and with it AWS::DynamoDB::Table Table with what it holds \(items\)\.\nFirst give Table `DeletionPolicy: RetainExceptOnCreate`.*, or write the block at a place above both units/,
        );
        assert.deepEqual(moved(problemsOf(after, before, changed(RETAINED))), []);
        assert.deepEqual(moved(problemsOf(after, before, changed({}, true))), []);
        const block = "baseline: { search-index: }";
        const above = (text: string): string => `${block}\n${text.replaceAll(`${block}, `, "")}`;
        assert.deepEqual(moved(problemsOf(above(after), above(before), changed({}))), []);
    });

    it("refuses a template that no longer has a resource with data, or may replace it", () => {
        const table = (policies: Readonly<Record<string, string>>, name = "a"): string => TABLE(policies, name);
        const gone = problemsOf(WITH, WITH, { "search-index": { template: table({}) } });
        assert.match(
            gone[0] ?? "",
            /^baseline\.search-index: the template of block search-index no longer has AWS::DynamoDB::Table Table, and AWS deletes it with what it holds \(items\), in 4 accounts/,
        );
        const { model, organization } = loadBaseline(WITH);
        const replaced = reviewBaseline(
            {
                ...model,
                blocks: model.blocks.map((one) => ({ ...one, template: table({ DeletionPolicy: "Retain" }, "b") })),
            },
            stateAfterUp(loadBaseline(WITH), { "search-index": { template: table({ DeletionPolicy: "Retain" }) } }),
            organization,
        );
        assert.match(replaced.problems[0]?.message ?? "", /AWS may replace it and delete the old one/);
        const kept = reviewBaseline(
            { ...model, blocks: model.blocks.map((one) => ({ ...one, template: table(RETAINED, "b") })) },
            stateAfterUp(loadBaseline(WITH), { "search-index": { template: table(RETAINED) } }),
            organization,
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
        const quarantined = WITH.replace("play: {}", "play: { state: quarantined }");
        const play = { id: accountIdOf("play"), name: "play", target: "r", ring: "", regions: ["eu-west-1"] };
        const left = packedAccounts([{ ...play, parameters: {}, isLeftAlone: true }]);
        const changed = { "search-index": { accounts: left } };
        // Pulumi may end the quarantine after it has tried to delete.
        assert.equal(problemsOf(UNITS, quarantined, changed).length, 1);
        assert.deepEqual(problemsOf(WITH, quarantined, changed), []);
    });

    it("refuses to end a block where a policy denies that, such as one of regions that get fewer", () => {
        const at = (regions: string): string => `regions: [${regions}]\nbaseline: { search-index: }\n${UNITS}`;
        const [found, ...others] = problemsOf(at("eu-central-1"), at("eu-central-1, eu-west-1"));
        assert.deepEqual(others, []);
        assert.match(
            found ?? "",
            /^baseline\.search-index: block search-index leaves eu-west-1 in 4 accounts \(.*\), where `regions` deny CloudFormation to delete its stack\. First take only the block out of the region/,
        );
        const policy = `policies: { mine: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "cloudformation:Delete*", Resource: "*" }] } } }\nguardrails: [mine]\n`;
        assert.match(
            problemsOf(policy + UNITS, WITH).join("\n"),
            /ends in .*, where policy mine denies CloudFormation/,
        );
        assert.deepEqual(problemsOf(`${policy}${WITH}`, WITH), []);
    });

    it("warns of a block about the account whose stacks stay in a region that is denied now", () => {
        const at = (regions: string, keys = ""): string =>
            `regions: [${regions}]\nbaseline: { password-policy: ${keys} }\n${UNITS}`;
        const { model, organization } = loadBaseline(at("eu-west-1"));
        const { problems, warnings } = reviewBaseline(
            model,
            stateAfterUp(loadBaseline(at("eu-central-1, eu-west-1"))),
            organization,
        );
        assert.deepEqual(problems, []);
        assert.equal(warnings.length, 1);
        assert.match(
            messageText(warnings[0] ?? ""),
            /^the stacks of block password-policy stay in eu-central-1 in 4 accounts \(.*\), where `regions` deny CloudFormation to change them.* Allow the region, or write `alsoAllowed` below `regions`$/,
        );
        const policy = `policies: { mine: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "cloudformation:*", Resource: "*" }] } } }\nguardrails: [mine]\n`;
        const global = at("eu-central-1, eu-west-1");
        const denied = loadBaseline(policy + global);
        assert.match(
            reviewBaseline(denied.model, stateAfterUp(loadBaseline(global)), denied.organization)
                .warnings.map(messageText)
                .join("\n"),
            /where policy mine denies CloudFormation to change them.* Spare the roles arn:\*:iam::\*:role\/stacksets-exec-\* in the policy$/,
        );
    });

    it("refuses to end the access of StackSets together with the last blocks", () => {
        const before = loadBaseline(WITH);
        const after = loadBaseline(UNITS);
        const withoutAccess = { ...after.organization, withoutServiceAccess: [STACK_SETS_SERVICE] };
        const { problems } = reviewBaseline(after.model, stateAfterUp(before), withoutAccess);
        assert.deepEqual(
            problems.map(({ path }) => path),
            [["organization", "withoutServiceAccess"]],
        );
        assert.match(
            problems[0]?.message ?? "",
            /still have the stacks of search-index, .*First remove `baseline` alone/,
        );
        const gone = { ...stateAfterUp(before), resources: new Map() };
        assert.deepEqual(reviewBaseline(after.model, gone, withoutAccess).problems, []);
    });
});
