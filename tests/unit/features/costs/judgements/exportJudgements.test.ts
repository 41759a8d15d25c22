import assert from "node:assert/strict";
import { messageText } from "../../../../../evaluator/effect";
import { costs } from "../../../../../features/costs/definition";
import { NO_COSTS_FOUND } from "../../../../../features/costs/plan/foundCosts";
import { COST_RESOURCES } from "../../../../../features/costs/plan/stackBefore";
import { reviewCosts } from "../../../../../features/costs/review";
import { load } from "../../../definition/definitionFixtures";

/** What the review says of an export, with a bucket of us-east-1 in the state. */
function reviewed(said: string, bucket: string): { readonly problems: number; readonly text: string } {
    const model = load(`
defaults: { email: "{account}@example.com" }
costs: { export: ${said} }
units: { A: { accounts: { shop: {} } } }
`).features.get(costs);
    const resources = new Map([[COST_RESOURCES.bucket, [{ name: "costs", outputs: { bucket, region: "us-east-1" } }]]]);
    const { problems, warnings } = reviewCosts(model, { accounts: new Map(), resources }, NO_COSTS_FOUND);
    return {
        problems: problems.length,
        text: [...problems.map(({ message }) => message), ...warnings.map(messageText)].join("\n"),
    };
}

describe("the bucket of an export whose name is not written", () => {
    it("is the export's name and the account, and says nothing while it stays", () => {
        assert.deepEqual(reviewed("true", "costs-111122223333"), { problems: 0, text: "" });
    });

    for (const [what, said, bucket] of [
        ["the export gets another name", "{ name: bills }", "costs-111122223333"],
        ["the bucket is no longer written", "true", "acme-costs"],
        ["both change, and the region", "{ name: bills, region: eu-central-1 }", "costs-111122223333"],
    ] as const) {
        it(`is another one if ${what}`, () => {
            const { problems, text } = reviewed(said, bucket);
            assert.equal(problems, 0, text);
            assert.match(
                text,
                /^the export of costs goes to the bucket "(bills|costs)-<management account>"\. The bucket "[^"]+" stays in AWS with its files$/,
            );
        });
    }

    it("cannot move to another region", () => {
        assert.match(reviewed("{ region: eu-central-1 }", "costs-111122223333").text, /AWS cannot move it/);
    });
});
