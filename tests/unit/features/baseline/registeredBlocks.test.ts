import assert from "node:assert/strict";
import { PROGRAM_FEATURES } from "../../../../features/programs";
import { BLOCK_RESOURCE } from "../../../../features/baseline/plan/homeRegion";
import { order } from "../../../../program/order";
import { registerAtOnce } from "../../../../program/register";
import { fromState } from "../../../../program/state";
import { record } from "../../../golden/recorder";
import { registrationOf } from "../../program/register/registerModel";
import { loadBaseline, UNITS } from "./baselineFixture";

describe("the blocks that are registered", () => {
    it("have the organisation's tags beside their own, so that a rule about tags does not refuse what stacks make", async () => {
        const { organization } = loadBaseline(
            `baseline: { search-index: }\n${UNITS}`.replace("units:", "units:\n    Security: {}"),
        );
        const tagged = { ...organization, tags: { CostCenter: "platform" } };
        const registered = await record(() =>
            registerAtOnce(
                {
                    ...registrationOf(tagged),
                    found: new Map([["baseline", { home: "eu-west-1", ofStacks: new Map(), standing: new Map() }]]),
                },
                order(tagged, fromState({})),
                PROGRAM_FEATURES,
            ),
        );
        const blocks = registered.filter(({ urn }) => urn.includes(BLOCK_RESOURCE));
        assert.equal(blocks.length, 1);
        const inputs = blocks[0]?.inputs as Readonly<Record<string, unknown>>;
        assert.deepEqual(inputs["tags"], { CostCenter: "platform", "aws-organization:block": "search-index" });
        assert.equal(inputs["region"], "eu-west-1");
    });
});
