import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import { baselineEffect } from "../../../../features/baseline/effect/baselineEffect";
import { BASELINE_LIBRARY } from "../../../../features/baseline/library";
import type { ExistingState } from "../../../../definition/feature";
import { heldBlocks, knownTargets } from "../../../../features/baseline/plan/automaticTargets";
import { plannedStackSets } from "../../../../features/baseline/plan/plannedStackSets";
import { withStandingRegions, type StandingBaseline } from "../../../../features/baseline/plan/standingRegions";
import { stacksInState } from "../../../../features/baseline/plan/stacksInState";
import { reviewBaseline } from "../../../../features/baseline/review";
import { loadBaseline } from "./baselineFixture";
import { NO_STATE, stateAfterUp } from "./baselineState";

const block = (regions: string): string => `{ search-index: { regions: [${regions}] } }`;
const BOTH = block("eu-central-1, eu-west-1");
const units = (sandbox: string): string =>
    `units: { Workloads: { accounts: { shop: {} } }, Sandbox: { ${sandbox} accounts: { play: {} } } }`;
const NARROW = units("regions: [eu-west-1],");
const AT_ROOT = `baseline: ${BOTH}\n${NARROW}`;

const UNIT_IDS = new Map([
    ["Workloads", "ou-a1b2-work"],
    ["Sandbox", "ou-a1b2-sand"],
]);
const standingIn = (
    { resources, units: ids = UNIT_IDS }: ExistingState,
    moved: readonly string[] = [],
): StandingBaseline => ({
    stacks: stacksInState(resources),
    targets: knownTargets(resources, ids),
    moved: new Set(moved),
});

/** `shop: eu-central-1, eu-west-1` */
const regionsOf = ({ model }: ReturnType<typeof loadBaseline>): string[] =>
    [...model.accounts]
        .flatMap(([key, { blocks }]) => blocks.map(({ regions }) => `${key}: ${regions.join(", ")}`))
        .sort();
const told = (text: string): string[] => {
    const { organization } = loadBaseline(text);
    return organization.features.warnings(organization).filter((one) => /search-index/.test(one));
};

describe("regions that a block names and accounts do not have", () => {
    it("are skipped below the place that brings it, and the definition's check says so", () => {
        const loaded = loadBaseline(AT_ROOT);
        assert.deepEqual(regionsOf(loaded), ["play: eu-west-1", "shop: eu-central-1, eu-west-1"]);
        assert.deepEqual(loaded.planned.get("search-index")?.targets, [
            { unit: "Workloads", regions: ["eu-central-1", "eu-west-1"] },
            { unit: "Sandbox", regions: ["eu-west-1"] },
        ]);
        assert.equal(loaded.planned.get("search-index")?.isAutomatic, true);
        assert.deepEqual(told(AT_ROOT), [
            "block search-index is left out of eu-central-1 in 1 account (play), because `regions` there do not allow it. A stack that is there already stays",
        ]);
        assert.deepEqual(reviewBaseline(loaded.model, NO_STATE, loaded.organization).problems, []);
        assert.deepEqual(told(`baseline: ${BOTH}\n${units("")}`), []);
    });

    it("may be all of them: then the block is not there, and no unit is a target in the home region", () => {
        const loaded = loadBaseline(`baseline: ${block("eu-central-1")}\n${NARROW}`);
        assert.deepEqual(regionsOf(loaded), ["shop: eu-central-1"]);
        assert.deepEqual(loaded.planned.get("search-index")?.targets, [
            { unit: "Workloads", regions: ["eu-central-1"] },
        ]);
    });

    it("are skipped where other parameters are written below too", () => {
        const text = `baseline: { config-recorder: { bucket: logs, regions: [eu-central-1, eu-west-1] } }\n`;
        const own = units("regions: [eu-west-1], baseline: { config-recorder: { bucket: other } },");
        assert.deepEqual(regionsOf(loadBaseline(text + own)), ["play: eu-west-1", "shop: eu-central-1, eu-west-1"]);
    });

    it("are not skipped where stacks are allowed, or the place that brings the block does not have them either", () => {
        const spared = NARROW.replace("[eu-west-1]", '{ only: [eu-west-1], alsoAllowed: ["cloudformation:*"] }');
        assert.deepEqual(regionsOf(loadBaseline(`baseline: ${BOTH}\n${spared}`))[0], "play: eu-central-1, eu-west-1");
        const here = units(`regions: [eu-west-1], baseline: ${BOTH},`);
        const loaded = loadBaseline(here);
        assert.deepEqual(regionsOf(loaded), ["play: eu-central-1, eu-west-1"]);
        assert.match(
            reviewBaseline(loaded.model, NO_STATE, loaded.organization)
                .problems.map(({ message }) => message)
                .join(),
            /^block search-index comes into 1 account \(play\) in eu-central-1, where its stack needs/,
        );
    });

    it("are not skipped by a block with stacks there: they stay, and nothing changes", async () => {
        // What an earlier version deployed: it skipped nothing.
        const earlier = loadBaseline(`baseline: ${BOTH}\n${units("")}`);
        const state = stateAfterUp(earlier);
        const { model, organization } = loadBaseline(AT_ROOT);
        const { problems, warnings } = reviewBaseline(model, state, organization);
        assert.deepEqual(problems, []);
        assert.equal(warnings.length, 1);
        assert.match(
            messageText(warnings[0] ?? ""),
            /^the stacks of block search-index stay in eu-central-1 in 1 account \(play\), where `regions` deny CloudFormation to change them/,
        );
        const effect = await baselineEffect(model, organization, state, false, BASELINE_LIBRARY);
        assert.deepEqual(effect?.other, []);
        const standing = withStandingRegions(model, standingIn(state));
        assert.deepEqual(plannedStackSets(standing, organization), [...earlier.planned.values()]);
        // One that has skipped them goes on.
        const later = stateAfterUp(loadBaseline(AT_ROOT));
        assert.equal(withStandingRegions(model, standingIn(later)), model);
    });

    it("are skipped by accounts that have no stack there, also beside one that has: AWS then gives it to none by itself", () => {
        const state = stateAfterUp(loadBaseline(`baseline: ${BOTH}\n${units("")}`));
        const grown = AT_ROOT.replace("play: {}", "play: {}, games: {}");
        const { model, organization } = loadBaseline(grown);
        const standing = withStandingRegions(model, standingIn(state));
        const [planned] = plannedStackSets(standing, organization);
        assert.equal(planned?.isAutomatic, false);
        assert.deepEqual(
            planned.accounts.map(({ key, regions }) => `${key}: ${regions.join(", ")}`),
            ["games: eu-west-1", "play: eu-central-1, eu-west-1", "shop: eu-central-1, eu-west-1"],
        );
        assert.deepEqual(reviewBaseline(model, state, organization).problems, []);
    });

    it("are left by an account that moves to a place which skips them, which is refused while the policy there denies it, and touches no other", () => {
        const state = stateAfterUp(loadBaseline(AT_ROOT));
        const moved = AT_ROOT.replace("accounts: { shop: {} }", "").replace("play: {}", "play: {}, shop: {}");
        const { model, organization } = loadBaseline(moved);
        const standing = withStandingRegions(model, standingIn(state, ["shop"]));
        const [planned] = plannedStackSets(standing, organization);
        assert.deepEqual(
            planned?.accounts.map(({ key, regions }) => `${key}: ${regions.join(", ")}`),
            ["play: eu-west-1", "shop: eu-west-1"],
        );
        const messages = reviewBaseline(model, state, organization).problems.map(({ message }) => message);
        assert.deepEqual(messages, [
            "block search-index leaves eu-central-1 in 1 account (shop), where `regions` deny CloudFormation to delete its stack. First write `search-index: false` under `baseline` of the account, where it is now, and run `up`. Then move it, and take that line out again",
        ]);
    });

    it("are not skipped by units without accounts to which AWS gives the block: nothing changes until one comes", async () => {
        const empty = (accounts: string): string => `baseline: ${BOTH}\n${NARROW.replace("play: {}", accounts)}`;
        const given = { targets: [{ unit: "r-a1b2", regions: ["eu-central-1", "eu-west-1"], excluded: [] }] };
        const earlier = loadBaseline(`baseline: ${BOTH}\n${units("").replace("play: {}", "")}`);
        const state = { ...stateAfterUp(earlier, { "search-index": given }), units: UNIT_IDS };
        const { model, organization } = loadBaseline(empty(""));
        const standing = withStandingRegions(model, standingIn(state));
        assert.deepEqual(plannedStackSets(standing, organization), [...earlier.planned.values()]);
        assert.equal(heldBlocks(standing, organization, standingIn(state).targets).size, 0);
        assert.deepEqual(reviewBaseline(model, state, organization), { problems: [], warnings: [] });
        const effect = await baselineEffect(model, organization, state, false, BASELINE_LIBRARY);
        assert.deepEqual(effect?.other, []);
        const later = loadBaseline(empty("play: {}"));
        assert.equal(withStandingRegions(later.model, standingIn(state)), later.model);
    });
});
