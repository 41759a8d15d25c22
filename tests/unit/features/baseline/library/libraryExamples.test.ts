import assert from "node:assert/strict";
import { blocksOf } from "../../../docs/pages";
import { baselineMistakes, loadBaseline } from "../baselineFixture";

describe("the examples of the library's pages", () => {
    const examples = ["docs/when/a-pipeline-needs-to-deploy.md", "docs/baseline-blocks.md"]
        .flatMap(blocksOf)
        .filter(({ language }) => language === "yaml");

    for (const { at, text } of examples) {
        it(`${at} is a definition without a mistake`, () => {
            assert.deepEqual(baselineMistakes(`${text}\n`), []);
            assert.ok(loadBaseline(`${text}\n`).model.blocks.length > 0);
        });
    }

    it("of other values in production makes one template, with another subject there", () => {
        const text = examples.find((one) => one.text.includes("environment: dev"))?.text ?? assert.fail();
        const { model } = loadBaseline(text.replace("Production: {", "Production: { accounts: { shop-prod: },"));
        assert.equal(model.blocks.length, 1);
        const subjects = (account: string): unknown => model.accounts.get(account)?.blocks[0]?.parameters.Subjects;
        assert.equal(subjects("shop-dev"), "repo:acme/shop:environment:dev");
        assert.equal(subjects("shop-prod"), "repo:acme/shop:environment:prod");
    });
});
