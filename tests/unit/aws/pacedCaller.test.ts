import assert from "node:assert/strict";
import { PacedCaller } from "../../../aws/pacedCaller";

/** A clock that goes on only when somebody waits. */
function clock(): { now(): number; wait(milliseconds: number): Promise<void>; readonly waited: number[] } {
    let time = 0;
    const waited: number[] = [];
    return {
        now: () => time,
        wait(milliseconds) {
            waited.push(milliseconds);
            time += milliseconds;
            return Promise.resolve();
        },
        waited,
    };
}

describe("aws: calls at AWS's pace", () => {
    it("are paced by operation, but only on AWS", async () => {
        for (const [paced, waits] of [
            [true, [125, 125, 125]],
            [false, []],
        ] as const) {
            const time = clock();
            const caller = new PacedCaller(paced, time);
            for (let index = 0; index < 4; index++) await caller.call("a.One", () => Promise.resolve(index));
            await caller.call("a.Two", () => Promise.resolve());
            assert.deepEqual(time.waited, waits);
            assert.deepEqual(caller.counts, { "a.One": 4, "a.Two": 1 });
        }
    });

    it("are slower for operations with a lower rate", async () => {
        const time = clock();
        const caller = new PacedCaller(true, time);
        for (let index = 0; index < 3; index++) await caller.call("account.ListRegions", () => Promise.resolve());
        assert.deepEqual(time.waited, [250, 250]);
    });

    it("run only a few at a time", async () => {
        const caller = new PacedCaller(false);
        let running = 0;
        let most = 0;
        await Promise.all(
            Array.from({ length: 50 }, () =>
                caller.call("a.One", async () => {
                    most = Math.max(most, ++running);
                    await new Promise((resolve) => setImmediate(resolve));
                    running--;
                }),
            ),
        );
        assert.equal(most, 6);
    });

    it("are repeated while AWS is too busy, and are counted", async () => {
        const time = clock();
        const caller = new PacedCaller(false, time);
        const answers = ["TooManyRequestsException", "TooManyRequestsException"];
        const value = await caller.call("a.One", () => {
            const name = answers.shift();
            return name === undefined ? Promise.resolve("x") : Promise.reject(Object.assign(new Error(name), { name }));
        });
        assert.equal(value, "x");
        assert.deepEqual(time.waited, [200, 400]);
        assert.deepEqual(caller.counts, { "a.One": 3 });
    });

    it("let the next one run after one has failed", async () => {
        const caller = new PacedCaller(false);
        for (let index = 0; index < 10; index++) {
            await assert.rejects(
                caller.call("a.One", () => Promise.reject(new Error("no"))),
                /no/,
            );
        }
        assert.equal(await caller.call("a.One", () => Promise.resolve(1)), 1);
    });

    it("read every page", async () => {
        const caller = new PacedCaller(false);
        const pages = [
            { items: [1], NextToken: "a" },
            { items: [], NextToken: "b" },
            { items: [2, 3], NextToken: "" },
        ];
        const tokens: (string | undefined)[] = [];
        const found = await caller.pages(
            "a.List",
            (token) => {
                tokens.push(token);
                return Promise.resolve(pages.shift() ?? assert.fail());
            },
            ({ items }) => items,
        );
        assert.deepEqual(found, [1, 2, 3]);
        assert.deepEqual(tokens, [undefined, "a", "b"]);
    });
});
