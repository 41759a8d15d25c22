import assert from "node:assert/strict";
import { partOrders, statementOrders } from "../../../../program/order/statementOrder";
import { fromState, type ExistingResources } from "../../../../program/state";
import type { PolicyModel } from "../../../../definition";

const content = (names: string): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [...names].map((Sid) => ({ Sid })) });

/** The parts of a split policy, each with the names of its statements. */
function parts(...all: string[]): PolicyModel[] {
    return all.map((names, index) => ({
        key: index === 0 ? "p" : `p-${index + 1}`,
        type: "SERVICE_CONTROL_POLICY",
        name: "p",
        description: "",
        content: content(names),
        tags: {},
        place: { file: "" },
        path: [],
        part: { of: "p", number: index + 1 },
    }));
}

function inState(...all: string[]): ExistingResources {
    const urn = (key: string): string => `urn:pulumi:test::x::aws:organizations/policy:Policy::${key}`;
    return fromState(
        Object.fromEntries(
            all.map((names, index) => [
                urn(index === 0 ? "p" : `p-${index + 1}`),
                { type: "aws:organizations/policy:Policy", outputs: { id: `p-${index}`, content: content(names) } },
            ]),
        ),
    );
}

describe("the order of the parts of a split policy", () => {
    const lastFirst = [{ policy: "p", after: "p-2", attached: true }];

    it("is last to first if no statement moves or statements move backwards", () => {
        assert.deepEqual(partOrders(parts("ab", "c"), inState()), lastFirst);
        assert.deepEqual(partOrders(parts("ab", "c"), inState("abc")), lastFirst);
        assert.deepEqual(partOrders(parts("ax", "bc"), inState("ab", "c")), lastFirst);
        assert.deepEqual(partOrders(parts("ab", "cd"), inState("ab", "c")), lastFirst);
    });

    it("is first to last if statements move forwards", () => {
        assert.deepEqual(partOrders(parts("ac", "d"), inState("ab", "cd")), [
            { policy: "p-2", after: "p", attached: false },
        ]);
    });

    it("depends only on neighbours", () => {
        assert.deepEqual(partOrders(parts("a", "b", "c"), inState()), [
            { policy: "p", after: "p-2", attached: true },
            { policy: "p-2", after: "p-3", attached: true },
        ]);
    });

    it("is empty if no policy is split", () => {
        const [whole] = parts("a");
        assert.ok(whole);
        const { part: _, ...policy } = whole;
        assert.deepEqual(partOrders([policy], inState()), []);
    });
});

describe("the order of policies between which statements move", () => {
    const policies = (all: Readonly<Record<string, string>>): PolicyModel[] =>
        Object.entries(all).map(([key, names]) => {
            const [{ part: _, ...policy } = assert.fail("no policy")] = parts(names);
            return { ...policy, key };
        });
    const existing = (all: Readonly<Record<string, string>>): ExistingResources =>
        fromState(
            Object.fromEntries(
                Object.entries(all).map(([key, names]) => [
                    `urn:pulumi:test::x::aws:organizations/policy:Policy::${key}`,
                    { type: "aws:organizations/policy:Policy", outputs: { id: key, content: content(names) } },
                ]),
            ),
        );
    const orders = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] =>
        statementOrders(policies(after), existing(before)).map(
            ({ policy, after: other, attached }) => `${policy} after ${other}${attached ? ", attached" : ""}`,
        );

    it("makes the losing policy wait until the gaining one is changed and attached", () => {
        assert.deepEqual(orders({ p: "ab" }, { p: "a", q: "b" }), ["p after q, attached"]);
        assert.deepEqual(orders({ p: "ab", q: "c" }, { p: "a", q: "cb" }), ["p after q, attached"]);
        assert.deepEqual(orders({ p: "abc" }, { p: "a", q: "b", r: "c" }), [
            "p after q, attached",
            "p after r, attached",
        ]);
    });

    it("is empty if no statement moves", () => {
        assert.deepEqual(orders({ p: "a" }, { p: "a", q: "b" }), []);
        assert.deepEqual(orders({ p: "ab" }, { p: "a" }), []);
        assert.deepEqual(orders({ p: "ab", q: "b" }, { p: "a", q: "b" }), []);
        // A policy that is removed as a whole is removed last anyway.
        assert.deepEqual(orders({ p: "a" }, { q: "a" }), []);
    });

    it("has no circle", () => {
        assert.deepEqual(orders({ p: "a", q: "b" }, { p: "b", q: "a" }), ["p after q, attached"]);
        assert.deepEqual(orders({ p: "a", q: "b", r: "c" }, { p: "c", q: "a", r: "b" }), [
            "p after q, attached",
            "q after r, attached",
        ]);
    });
});
