import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { byKey, load, mistakes, refused } from "./definitionFixtures";

const DEFAULTS = `defaults: { email: "{account}@example.com" }\n`;

describe("definition: the end of a sandbox", () => {
    it("is inherited from the unit, becomes a tag beside the last day, and an account may have another one", () => {
        const { accounts } = load(`${DEFAULTS}units:
    Sandbox:
        kind: sandbox
        end: empty
        accounts:
            a: { expires: 2027-01-31 }
            b: { expires: 2027-01-31, end: close }
            c: { expires: 2027-01-31, end: remind }
            d:
        units: { Team: { accounts: { e: { expires: 2027-01-31 } } } }
`);
        assert.deepEqual(
            accounts.map(({ key, end, tags }) => [key, end, tags["WhenExpired"]]),
            [
                ["a", "empty", "empty"],
                ["b", "close", "close"],
                ["c", undefined, undefined],
                ["d", undefined, undefined],
                ["e", "empty", "empty"],
            ],
        );
    });

    it("is a mistake anywhere but in a sandbox", () => {
        refused(
            `${DEFAULTS}units: { Workloads: { kind: workloads, ▶end: empty } }`,
            "says what happens to sandboxes after their last day, and the kind of this unit is workloads",
        );
        refused(
            `${DEFAULTS}units: { Plain: { accounts: { a: { expires: 2027-01-31, ▶end: remind } } } }`,
            "says what happens to a sandbox after its last day, and the account is in a unit of kind plain",
        );
        assert.match(mistakes(`defaults: { email: "a@b.c", end: empty }`)[0]?.message ?? "", /end/);
        assert.match(
            mistakes(`${DEFAULTS}units: { S: { kind: sandbox, end: delete } }`)[0]?.message ?? "",
            /remind.*empty.*close/,
        );
    });

    it("needs a last day where an account has an end of its own", () => {
        refused(
            `${DEFAULTS}units: { S: { kind: sandbox, accounts: { a: { ▶end: close } } } }`,
            "says what happens after the account's last day, and it has none",
        );
        assert.deepEqual(mistakes(`${DEFAULTS}units: { S: { kind: sandbox, accounts: { a: { end: remind } } } }`), []);
    });

    it("may stay at an account that is closed in another unit", () => {
        const text = `${DEFAULTS}units: { Suspended: { accounts: { a: { expires: 2027-01-31, end: close, state: closing, acknowledge: { closing: "111122223333" } } } } }`;
        const { accounts } = load(text);
        assert.equal(byKey(accounts, "a").end, undefined);
    });

    it("reaches nothing but sandboxes, whatever units lie between", () => {
        const kinds = fc.constantFrom(undefined, "sandbox", "sandbox", "workloads", "plain", "security");
        fc.assert(
            fc.property(fc.array(kinds, { minLength: 1, maxLength: 4 }), (path) => {
                const unit = (index: number): object => ({
                    ...(path[index] !== undefined && { kind: path[index] }),
                    ...(index === 0 && path[0] === "sandbox" && { end: "close" }),
                    accounts: { [`a${index}`]: { expires: "2027-01-31" } },
                    ...(index + 1 < path.length && { units: { U: unit(index + 1) } }),
                });
                const { accounts } = load(`${DEFAULTS}${stringify({ units: { U: unit(0) } })}`);
                const above = accounts.map(({ key }) => path.slice(0, Number(key.slice(1)) + 1));
                accounts.forEach(({ kind, end }, index) => {
                    assert.equal(end !== undefined && kind !== "sandbox", false);
                    // Nothing but a whole chain of sandboxes passes it down.
                    const isChain =
                        path[0] === "sandbox" &&
                        (above[index] ?? []).every((one) => one === undefined || one === "sandbox");
                    assert.equal(end, isChain ? "close" : undefined);
                });
            }),
            { numRuns: 40 },
        );
    });
});
