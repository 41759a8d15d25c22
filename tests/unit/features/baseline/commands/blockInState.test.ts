import assert from "node:assert/strict";
import { blocksInState } from "../../../../../features/baseline/commands/baseline/blockInState";
import { block, REGION } from "./stacksFixture";

const TYPE = "pulumi-nodejs:dynamic/baseline:BlockStackSet";

describe("the blocks of a state", () => {
    const outputs = {
        name: "baseline-oncall",
        region: REGION,
        rings: ["Sandbox", "others", "Production"],
        accounts: { shop: `id-shop r-1 ${REGION} others` },
    };

    it("are read, and nothing else of it", () => {
        const resources = new Map([
            [TYPE, [{ name: "oncall", outputs }]],
            ["aws:iam/role:Role", [{ name: "other", outputs: {} }]],
        ]);
        assert.deepEqual(blocksInState(resources), [block({ shop: {} })]);
        assert.deepEqual(blocksInState(undefined), []);
    });

    it("say who has not got what the definition says yet, why, and where AWS gives it by itself", () => {
        const target = { unit: "ou-1", regions: [REGION], excluded: ["id-out"] };
        const more = { isAutomatic: true, targets: [target], keptTargets: ["r-1"], pending: ["id-shop"] };
        const resource = { name: "oncall", outputs: { ...outputs, ...more }, errors: ["it stops\n  in shop"] };
        assert.deepEqual(blocksInState(new Map([[TYPE, [resource]]])), [
            block(
                { shop: { isPending: true } },
                {
                    targets: new Map([["ou-1", { regions: [REGION], excluded: new Set(["id-out"]) }]]),
                    formerTargets: ["r-1"],
                    excluded: new Set(["id-out"]),
                    stopped: "it stops",
                },
            ),
        ]);
    });
});
