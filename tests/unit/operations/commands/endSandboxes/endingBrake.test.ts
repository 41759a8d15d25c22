import assert from "node:assert/strict";
import { allowedAtOnce, usualAtOnce } from "../../../../../operations/commands/endSandboxes/endingBrake";
import { latestToday } from "../../../../../operations/commands/endSandboxes/judgedSandboxes";
import { load } from "../../../definition/definitionFixtures";

function sandboxes(count: number): ReturnType<typeof load> {
    const accounts = Array.from({ length: count }, (_, index) => `s${index}: {}`).join(", ");
    return load(
        `defaults: { email: "{account}@example.com" }\nunits: { S: { kind: sandbox, accounts: { ${accounts} } }, W: { accounts: { a: {}, b: {}, c: {} } } }`,
    );
}

describe("org end-sandboxes: how many at once", () => {
    it("are half of the sandboxes at most, and five at most, but one may always end", () => {
        for (const [count, usual] of [
            [0, 1],
            [1, 1],
            [2, 1],
            [3, 1],
            [4, 2],
            [10, 5],
            [200, 5],
        ] as const) {
            assert.equal(usualAtOnce(sandboxes(count)), usual, `${count} sandboxes`);
        }
    });

    it("are as many as the command line says, or names", () => {
        const model = sandboxes(4);
        assert.equal(allowedAtOnce(model, {}, 0), 2);
        assert.equal(allowedAtOnce(model, {}, 3), 3);
        assert.equal(allowedAtOnce(model, { upTo: "12" }, 0), 12);
        assert.equal(allowedAtOnce(model, { upTo: "1" }, 3), 1);
    });

    it("are a number, and nothing else", () => {
        for (const upTo of ["", "0", "-1", "1.5", "1e3", "0x9", "all", " 5", "999999", "Infinity", "5; true"]) {
            assert.throws(
                () => allowedAtOnce(sandboxes(4), { upTo }, 0),
                /--up-to .*: give a number of sandboxes/,
                upTo,
            );
        }
    });
});

describe("org end-sandboxes: the last day", () => {
    it("is over when it is over everywhere on earth", () => {
        for (const [now, today] of [
            ["2026-11-30T11:59:59Z", "2026-11-29"],
            ["2026-11-30T12:00:00Z", "2026-11-30"],
            ["2028-03-01T11:00:00Z", "2028-02-29"],
            ["2027-03-01T11:00:00Z", "2027-02-28"],
            ["2027-01-01T00:00:00Z", "2026-12-31"],
        ] as const) {
            assert.equal(latestToday(new Date(now)), today, now);
        }
    });
});
