import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import type { ExistingState } from "../../../../definition/feature";
import { baselineEffect } from "../../../../features/baseline/effect/baselineEffect";
import { BASELINE_LIBRARY } from "../../../../features/baseline/library";
import { heldBlocks, knownTargets } from "../../../../features/baseline/plan/automaticTargets";
import { plannedStackSets } from "../../../../features/baseline/plan/plannedStackSets";
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
function stateWith(
    text: string,
    targets: readonly string[],
    more: { readonly keptTargets?: readonly string[]; readonly isAutomatic?: boolean } = {},
): ExistingState {
    const outputs = {
        targets: targets.map((unit) => ({ unit, regions: ["eu-central-1"], excluded: [] })),
        ...more,
    };
    return { ...stateAfterUp(loadBaseline(text), { "ebs-encryption": outputs }), units: UNIT_IDS };
}

const warningsOf = (text: string, before: ExistingState): readonly string[] => {
    const { model, organization } = loadBaseline(text);
    return reviewBaseline(model, before, organization)
        .warnings.map(messageText)
        .filter((one) => /AWS g/.test(one));
};

/** Whether AWS gives the block by itself after a run. */
function isAutomatic(text: string, { resources, units: ids }: ExistingState): boolean | undefined {
    const { model, organization } = loadBaseline(text);
    const held = heldBlocks(model, organization, knownTargets(resources, ids ?? []));
    return plannedStackSets(model, organization, held)[0]?.isAutomatic;
}

const AT_ROOT = stateWith(ROOT + units(""), ["r-a1b2"]);
const OFF = { isAutomatic: false, keptTargets: ["r-a1b2"] };

describe("a block whose targets the definition makes narrower", () => {
    it("is no longer given by AWS where AWS would keep a target, and the preview says so in a line", async () => {
        const after = ROOT + units(WITHOUT);
        assert.equal(isAutomatic(after, AT_ROOT), false);
        assert.deepEqual(warningsOf(after, AT_ROOT), []);
        const { model, organization } = loadBaseline(after);
        const effect = await baselineEffect(model, organization, AT_ROOT, false, BASELINE_LIBRARY);
        assert.deepEqual(
            effect?.other.map(messageText).filter((one) => /by itself/.test(one)),
            [
                "Baseline: block ebs-encryption: AWS no longer gives it by itself to accounts that come, because it would go on giving it where the definition no longer has it. The `up` that makes or moves an account gives it. Accounts that the definition does not have, and to which AWS has given it, lose it with the next refresh and `up`: add them to the definition first",
            ],
        );
    });

    it("stays so in later runs, and after one that has failed", () => {
        const after = ROOT + units(WITHOUT);
        assert.equal(isAutomatic(after, stateWith(after, ["ou-a1b2-work", "ou-a1b2-prod"], OFF)), false);
        const failed = stateWith(after, ["r-a1b2"], { isAutomatic: true, keptTargets: ["r-a1b2"] });
        assert.equal(isAutomatic(after, failed), false);
    });

    it("is given by AWS again when the definition has it wherever AWS would give it, or nowhere below that", () => {
        const off = stateWith(ROOT + units(WITHOUT), ["ou-a1b2-work", "ou-a1b2-prod"], OFF);
        assert.equal(isAutomatic(ROOT + units(""), off), true);
        const former = { isAutomatic: false, keptTargets: ["ou-a1b2-work"] };
        const inSandbox = units("baseline: { ebs-encryption: }, ");
        assert.equal(isAutomatic(inSandbox, stateWith(inSandbox, ["ou-a1b2-sand"], former)), true);
    });

    it("stays automatic where nothing becomes narrower, AWS can end the target, or an earlier version has kept one", () => {
        assert.equal(isAutomatic(ROOT + units("", ", new: {}"), AT_ROOT), true);
        const ofUnits = (sandbox: string): string => `
units:
    Workloads: { ${ROOT}, accounts: { shop: {} } }
    Sandbox: { ${sandbox}accounts: { play: {} } }
`;
        const both = stateWith(ofUnits(`${ROOT}, `), ["ou-a1b2-work", "ou-a1b2-sand"]);
        assert.equal(isAutomatic(ofUnits(""), both), true);
        const after = ROOT + units(WITHOUT);
        assert.equal(isAutomatic(after, stateWith(after, ["ou-a1b2-work"], { keptTargets: ["r-a1b2"] })), true);
        const byName = stateWith(after, ["ou-a1b2-work"], { isAutomatic: false });
        assert.equal(isAutomatic(after, byName), true);
    });

    it("is one of units too", () => {
        const text = (production: string): string => `
units:
    Workloads: { ${ROOT}, units: { Production: { ${production}accounts: { shop-prod: {} } }, Test: { accounts: { test: {} } } } }
    Sandbox: { accounts: { play: {} } }
`;
        assert.equal(isAutomatic(text(WITHOUT), stateWith(text(""), ["ou-a1b2-work"])), false);
    });
});

describe("accounts that come below a former target", () => {
    it("are warned of: AWS gives them the block before the run can end that, or in each run of an older state", () => {
        const after = ROOT + units(WITHOUT, ", new: {}");
        const now = warningsOf(after, AT_ROOT);
        const older = stateWith(ROOT + units(WITHOUT), ["ou-a1b2-work"], { keptTargets: ["r-a1b2"] });
        assert.deepEqual(warningsOf(after, older), now);
        assert.deepEqual(now, [
            "AWS gives block ebs-encryption to new, although the definition does not: it comes below the root, through which AWS still gives the block by itself. Run `up --refresh` after this `up`: it takes it away again",
        ]);
    });

    it("are none that are there, that have the block, of which AWS has no former target, or that AWS gives nothing by itself", () => {
        const after = ROOT + units(WITHOUT);
        const grown = ROOT + units(WITHOUT, ", new: {}");
        const older = stateWith(after, ["ou-a1b2-work"], { keptTargets: ["r-a1b2"] });
        assert.deepEqual(warningsOf(after, older), []);
        assert.deepEqual(warningsOf(after.replace("shop: {}", "shop: {}, new: {}"), older), []);
        assert.deepEqual(warningsOf(grown, stateWith(after, ["ou-a1b2-work"])), []);
        assert.deepEqual(warningsOf(grown, stateWith(after, ["ou-a1b2-work"], OFF)), []);
    });
});
