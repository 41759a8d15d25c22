import assert from "node:assert/strict";
import * as fc from "fast-check";
import { ORGANIZATION } from "../../policies/check/checkedResources";
import { unitDepth } from "../../policies/rules/unitDepth";
import { checkStack, refusedConfigs, unit, UNKNOWN, type GivenStackResource } from "./policySupport";

/** Nested units after they are created. U1 is under the root. */
function chain(length: number): GivenStackResource[] {
    return Array.from({ length }, (_, i) =>
        unit(`U${i + 1}`, i === 0 ? "r-ab12" : `ou-ab12-${i}`, { id: `ou-ab12-${i + 1}` }),
    );
}

/** Nested units before they are created: no id is known, only which value is computed from which resource. */
function plannedChain(length: number): GivenStackResource[] {
    return [
        { type: ORGANIZATION, name: "organization" },
        ...Array.from({ length }, (_, i) => unit(`U${i + 1}`, UNKNOWN, { from: [i === 0 ? "organization" : `U${i}`] })),
    ];
}

const SIXTH =
    'U6: unit "U6" is on level 6: U1 > U2 > U3 > U4 > U5 > U6. At most 5 are allowed.\nGive it a parent further up.';

describe("unit-depth", () => {
    it("accepts five levels", async () => assert.deepEqual(await checkStack(unitDepth, chain(5)), []));
    it("refuses the sixth", async () => assert.deepEqual(await checkStack(unitDepth, chain(6)), [SIXTH]));
    it("accepts five levels that do not exist yet", async () =>
        assert.deepEqual(await checkStack(unitDepth, plannedChain(5)), []));
    it("refuses the sixth that does not exist yet", async () =>
        assert.deepEqual(await checkStack(unitDepth, plannedChain(6)), [SIXTH]));
    it("takes its limit from the configuration", async () =>
        assert.equal((await checkStack(unitDepth, chain(5), { levels: 3 })).length, 2));

    it("counts a parent outside the stack as one level", async () => {
        const [first, ...others] = chain(5);
        const stack = [unit("U1", "ou-ab12-elsewhere", { id: "ou-ab12-1" }), ...others];
        assert.ok(first);
        assert.deepEqual(await checkStack(unitDepth, stack), [
            'U5: unit "U5" is on level 6: (a unit outside this stack) > U1 > U2 > U3 > U4 > U5. At most 5 are allowed.\n' +
                "Give it a parent further up.",
        ]);
    });

    it("skips a unit whose parent is not known", async () =>
        assert.deepEqual(await checkStack(unitDepth, [unit("U1", UNKNOWN)], { levels: 1 }), []));

    it("accepts a unit if one of its possible parents allows it", async () => {
        const stack = [...plannedChain(5), unit("Either", UNKNOWN, { from: ["U1", "U5"] })];
        assert.deepEqual(await checkStack(unitDepth, stack), []);
    });

    it("ends if units contain each other", async () => {
        const stack = [unit("A", "ou-2", { id: "ou-1" }), unit("B", "ou-1", { id: "ou-2" })];
        assert.deepEqual(await checkStack(unitDepth, stack), []);
    });

    it("reports exactly the units that are too deep, in any tree", () =>
        fc.assert(
            fc.asyncProperty(
                fc.array(fc.nat(), { minLength: 1, maxLength: 25 }),
                fc.integer({ min: 1, max: 5 }),
                fc.boolean(),
                async (choices, levels, isPlanned) => {
                    const depths: number[] = [];
                    const stack = choices.map((choice, i) => {
                        const parent = choice % (i + 1); // A parent that is the unit itself stands for the root.
                        depths.push(parent === i ? 1 : (depths[parent] as number) + 1);
                        const id = parent === i ? "r-ab12" : `ou-${parent}`;
                        return isPlanned && parent !== i
                            ? unit(`U${i}`, UNKNOWN, { from: [`U${parent}`] })
                            : unit(`U${i}`, id, { id: isPlanned ? UNKNOWN : `ou-${i}` });
                    });
                    const reported = (await checkStack(unitDepth, stack, { levels })).map((m) => m.split(":")[0]);
                    assert.deepEqual(
                        reported,
                        depths.flatMap((depth, i) => (depth > levels ? [`U${i}`] : [])),
                    );
                },
            ),
        ));

    refusedConfigs(unitDepth, [
        { it: "more levels than AWS has", config: { levels: 6 }, error: "levels must be <= 5" },
        { it: "no level at all", config: { levels: 0 }, error: "levels must be >= 1" },
        { it: "half a level", config: { levels: 1.5 }, error: "levels must be integer" },
    ]);
});
