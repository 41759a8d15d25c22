import assert from "node:assert/strict";
import type { ExistingState } from "../../../../definition/feature";
import { reviewBaseline } from "../../../../features/baseline/review";
import { loadBaseline } from "./baselineFixture";
import { stateAfterUp } from "./baselineState";

const UNIT_IDS = new Map([
    ["Workloads", "ou-a1b2-work"],
    ["Workloads/Production", "ou-a1b2-prod"],
    ["Sandbox", "ou-a1b2-sand"],
]);
const units = (sandbox: string, more = ""): string => `
units:
    Workloads: { accounts: { shop: {} }, units: { Production: { accounts: { shop-prod: {} } } } }
    Sandbox: { ${sandbox}accounts: { play: {}${more} } }
`;
const ROOT = "baseline: { ebs-encryption: }";
const WITHOUT = "baseline: { ebs-encryption: false }, ";

/** The state after an `up` with these targets. */
function stateWith(text: string, targets: readonly string[], keptTargets?: readonly string[]): ExistingState {
    const outputs = {
        targets: targets.map((unit) => ({ unit, regions: ["eu-central-1"], excluded: [] })),
        ...(keptTargets && { keptTargets }),
    };
    return { ...stateAfterUp(loadBaseline(text), { "ebs-encryption": outputs }), units: UNIT_IDS };
}

const warningsOf = (text: string, before: ExistingState): readonly string[] => {
    const { model, organization } = loadBaseline(text);
    return reviewBaseline(model, before, organization).warnings.filter((one) => /AWS g/.test(one));
};

describe("former targets of a block", () => {
    it("are warned of when the definition makes targets narrower and AWS cannot", () => {
        const [found, ...others] = warningsOf(ROOT + units(WITHOUT), stateWith(ROOT + units(""), ["r-a1b2"]));
        assert.deepEqual(others, []);
        assert.equal(
            found,
            "AWS goes on giving block ebs-encryption to accounts that come into Sandbox, although the definition no longer has it there. It was given through the root, and AWS ends that only together with all stacks below it, of which some stay. This run takes it from the accounts that are there now. Run `up --refresh` after a new one has come: it takes it away again",
        );
    });

    it("are none where nothing becomes narrower, or AWS can end the target", () => {
        const before = stateWith(ROOT + units(""), ["r-a1b2"]);
        assert.deepEqual(warningsOf(ROOT + units("", ", new: {}"), before), []);
        const ofUnits = (workloads: string, sandbox: string): string => `
units:
    Workloads: { ${workloads}accounts: { shop: {} } }
    Sandbox: { ${sandbox}accounts: { play: {} } }
`;
        assert.deepEqual(
            warningsOf(
                ofUnits(`${ROOT}, `, ""),
                stateWith(ofUnits(`${ROOT}, `, `${ROOT}, `), ["ou-a1b2-work", "ou-a1b2-sand"]),
            ),
            [],
        );
    });

    it("give the block to a new account there, in this run and in later ones", () => {
        const after = ROOT + units(WITHOUT, ", new: {}");
        const now = warningsOf(after, stateWith(ROOT + units(""), ["r-a1b2"]));
        assert.equal(now.length, 2);
        const later = warningsOf(after, stateWith(ROOT + units(WITHOUT), ["ou-a1b2-work"], ["r-a1b2"]));
        assert.equal(later.length, 1);
        assert.match(
            later[0] ?? "",
            /^AWS gives block ebs-encryption to new, although the definition does not: it comes below the root, .* Run `up --refresh` after this `up`/,
        );
        assert.deepEqual(now.slice(1), later);
    });

    it("give nothing to accounts that are there, that have the block, or of which AWS has no former target", () => {
        const after = ROOT + units(WITHOUT);
        const kept = stateWith(after, ["ou-a1b2-work"], ["r-a1b2"]);
        assert.deepEqual(warningsOf(after, kept), []);
        assert.deepEqual(warningsOf(after.replace("shop: {}", "shop: {}, new: {}"), kept), []);
        const none = stateWith(after, ["ou-a1b2-work"]);
        assert.deepEqual(warningsOf(ROOT + units(WITHOUT, ", new: {}"), none), []);
    });

    it("are units too", () => {
        const text = (production: string): string => `
units:
    Workloads: { ${ROOT}, units: { Production: { ${production}accounts: { shop-prod: {} } }, Test: { accounts: { test: {} } } } }
    Sandbox: { accounts: { play: {} } }
`;
        const [found] = warningsOf(text(WITHOUT), stateWith(text(""), ["ou-a1b2-work"]));
        assert.match(found ?? "", /come into Workloads\/Production, .* It was given through Workloads, and AWS/);
    });
});
