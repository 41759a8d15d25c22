import assert from "node:assert/strict";
import { accountCount } from "../../bench/accountsArgument";

const SIZE = { usual: 200, least: 10, reason: "its rings name the last of ten units" };

describe("the number of accounts of a bench", () => {
    it("is what is written, or the usual one", () => {
        assert.equal(accountCount(undefined, SIZE), 200);
        assert.equal(accountCount("10", SIZE), 10);
    });

    it("is refused at the start if its organisation needs more", () => {
        for (const written of ["9", "0", "-20", "ten", "12.5", ""]) {
            assert.throws(() => accountCount(written, SIZE), {
                message: `"${written}" is no number of accounts: write 10 or more, because its rings name the last of ten units. Without it: 200`,
            });
        }
    });
});
