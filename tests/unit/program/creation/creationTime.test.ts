import assert from "node:assert/strict";
import { announcement, creationTime } from "../../../../program/creation/creationTime";

describe("program: the time that creating accounts takes", () => {
    for (const [count, time] of [
        [1, "less than a minute"],
        [3, "less than a minute"],
        [20, "about 3 min"],
        [50, "about 8 min"],
        [363, "about 1 h"],
        [369, "about 1 h 1 min"],
        [1_000, "about 2 h 47 min"],
    ] as const) {
        it(`is ${time} for ${count}`, () => assert.equal(creationTime(count), time));
    }

    it("is shown", () => {
        assert.equal(announcement(1), "1 account is created: less than a minute at AWS's rates");
        assert.equal(announcement(5), "5 accounts are created: less than a minute at AWS's rates");
        assert.equal(announcement(20), "20 accounts are created, five at a time: about 3 min at AWS's rates");
    });
});
