import assert from "node:assert/strict";
import { PROGRAM_FEATURES } from "../../../../features/programs";
import { BLOCK_RESOURCE } from "../../../../features/baseline/plan/homeRegion";
import { order } from "../../../../program/order";
import { registerAtOnce } from "../../../../program/register";
import { fromState } from "../../../../program/state";
import { record } from "../../../golden/recorder";
import { BASELINE_FINDINGS, registrationOf } from "../../program/register/registerModel";
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
                    found: new Map([["baseline", { ...BASELINE_FINDINGS, home: "eu-west-1" }]]),
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

    it("keep the stacks of a quarantined account where its unit no longer has the block, and of no other", async () => {
        const { organization } = loadBaseline(
            `baseline: { search-index: }\n${UNITS}`
                .replace("kind: sandbox,", "kind: sandbox, baseline: { search-index: false },")
                .replace("play: {}", "play: { state: quarantined }, active: {}"),
        );
        const had = (name: string): object => ({
            id: name,
            name,
            target: "ou-former",
            ring: "Sandbox",
            regions: ["eu-west-1"],
            parameters: {},
            isLeftAlone: false,
        });
        const standing = new Map([["search-index", ["play", "active", "shop-dev"].map(had)]]);
        const registered = await record(() =>
            registerAtOnce(
                {
                    ...registrationOf(organization),
                    found: new Map([["baseline", { ...BASELINE_FINDINGS, home: "eu-west-1", standing }]]),
                },
                order(organization, fromState({})),
                PROGRAM_FEATURES,
            ),
        );
        const [block] = registered.filter(({ urn }) => urn.includes(BLOCK_RESOURCE));
        const { accounts } = block?.inputs as { readonly accounts: Readonly<Record<string, string>> };
        assert.deepEqual(Object.keys(accounts).sort(), ["data-prod", "play", "shop-dev", "shop-prod"]);
        assert.equal(accounts["play"], "play ou-former eu-west-1 Sandbox left-alone");
    });
});
