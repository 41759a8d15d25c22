import assert from "node:assert/strict";
import { CHANGES } from "./changes";
import type { DefinitionChange } from "./definitionChange";
import { goldenOf, goldenNames, writeGolden } from "./goldenPreviews";
import { stepTexts, union } from "./previewedSteps";
import { ReviewProject } from "./reviewProject";

const GROUPS = [...new Set(Object.values(CHANGES).map(({ group }) => group))].sort();

const inGroup = (group: string): Readonly<Record<string, DefinitionChange>> =>
    Object.fromEntries(Object.entries(CHANGES).filter(([, change]) => change.group === group));

/**
 * What the real engine would do about each change. One preview for each change takes ten minutes, so they are made one by one only to
 * write the golden files (`UPDATE_GOLDEN=1`). The tests preview definitions with many changes, which do what their changes do one by one.
 */
describe("golden: what the engine's preview says of changes", function () {
    this.timeout(180_000);
    let review: ReviewProject;

    before(async () => {
        review = await ReviewProject.start();
    });
    after(() => review.stop());

    it("has a golden file for each change, and no other", () => {
        if (process.env["UPDATE_GOLDEN"]) return;
        assert.deepEqual([...goldenNames()].sort(), Object.keys(CHANGES).sort());
    });

    if (process.env["UPDATE_GOLDEN"]) {
        for (const [name, change] of Object.entries(CHANGES)) {
            it(`alone: ${change.about}`, async () => {
                writeGolden(name, await review.preview({ [name]: change }));
            });
        }
    }

    for (const group of GROUPS.filter((one) => one.startsWith("together"))) {
        it(`${group}: ${Object.keys(inGroup(group)).join(", ")}`, async () => {
            const golden = Object.keys(inGroup(group)).map(goldenOf);
            const { steps, refusals } = await review.preview(inGroup(group));
            assert.deepEqual(refusals, []);
            assert.deepEqual(stepTexts(steps), stepTexts(union(golden.map((one) => one.steps))));
        });
    }

    it("refuses at the places at which it refuses them alone", async () => {
        const golden = Object.keys(inGroup("refused")).flatMap((name) => goldenOf(name).refusals);
        const { steps, refusals } = await review.preview(inGroup("refused"));
        assert.deepEqual(steps, []);
        assert.notEqual(refusals.length, 0);
        // A run checks in stages, and ends after the first one that refuses something.
        const placeOf = (refusal: string): string => refusal.split(" ", 2).join(" ");
        const places = new Set(golden.map(placeOf));
        for (const refusal of refusals) assert.ok(places.has(placeOf(refusal)), refusal);
    });
});
