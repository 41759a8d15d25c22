import assert from "node:assert/strict";
import { atOnce, inTurns } from "../../../../program/register/inTurns";

/** Steps that run until the test ends them one by one, and the steps that have started. */
function slow(count: number): {
    readonly steps: Generator<{ registration(): Promise<void> }, string>;
    readonly started: number[];
    readonly end: (step: number) => Promise<void>;
} {
    const ends = new Map<number, () => void>();
    const started: number[] = [];
    function* steps(): Generator<{ registration(): Promise<void> }, string> {
        for (let step = 0; step < count; step++) {
            started.push(step);
            yield { registration: () => new Promise<void>((resolve) => ends.set(step, resolve)) };
        }
        return "all";
    }
    return {
        steps: steps(),
        started,
        end: async (step) => {
            ends.get(step)?.();
            await new Promise((resolve) => setImmediate(resolve));
        },
    };
}

describe("program: registering a limited number of accounts at a time", () => {
    it("starts as many as are allowed, and the next one when any of them ends", async () => {
        const { steps, started, end } = slow(5);
        const result = inTurns(steps, 2);
        assert.deepEqual(started, [0, 1]);
        await end(1);
        assert.deepEqual(started, [0, 1, 2]);
        await end(0);
        assert.deepEqual(started, [0, 1, 2, 3]);
        await end(2);
        await end(3);
        assert.deepEqual(started, [0, 1, 2, 3, 4]);
        await end(4);
        assert.equal(await result, "all");
    });

    it("waits for none if there are fewer than are allowed", async () => {
        const { steps, started } = slow(3);
        assert.equal(await inTurns(steps, 4), "all");
        assert.deepEqual(started, [0, 1, 2]);
    });

    it("starts all at once if that is requested", () => {
        const { steps, started } = slow(3);
        assert.equal(atOnce(steps), "all");
        assert.deepEqual(started, [0, 1, 2]);
    });
});
