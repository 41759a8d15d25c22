import assert from "node:assert/strict";
import { patiently } from "../../../aws/patiently";

function failure(name: string): Error {
    return Object.assign(new Error(`AWS says ${name}`), { name });
}

describe("a call to an AWS that is busy", () => {
    it("is repeated, each time a little later", async () => {
        const answers = ["ConcurrentModificationException", "TooManyRequestsException"];
        const waited: number[] = [];
        let calls = 0;
        await patiently(
            () => {
                calls++;
                const name = answers.shift();
                return name === undefined ? Promise.resolve() : Promise.reject(failure(name));
            },
            [],
            (pause) => Promise.resolve(waited.push(pause)),
        );
        assert.equal(calls, 3);
        assert.deepEqual(waited, [200, 400]);
    });

    it("is given up after two minutes", async () => {
        let waited = 0;
        await assert.rejects(
            patiently(
                () => Promise.reject(failure("ConcurrentModificationException")),
                [],
                (pause) => Promise.resolve((waited += pause)),
            ),
            /AWS says ConcurrentModificationException/,
        );
        assert.ok(waited >= 120_000 && waited < 150_000, String(waited));
    });
});
