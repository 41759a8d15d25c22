import assert from "node:assert/strict";
import { partOrders } from "../../../program/parts";
import { fromState, type ExistingResources } from "../../../program/state";
import type { PolicyModel } from "../../../definition";

const content = (names: string): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [...names].map((Sid) => ({ Sid })) });

/** The parts of a policy, each with the names of its statements. */
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

describe("the parts of a divided policy change", () => {
    const lastFirst = [{ part: "p", after: "p-2", attached: true }];

    it("the last first, as long as nothing moves or statements move back", () => {
        assert.deepEqual(partOrders(parts("ab", "c"), inState()), lastFirst);
        assert.deepEqual(partOrders(parts("ab", "c"), inState("abc")), lastFirst);
        assert.deepEqual(partOrders(parts("ax", "bc"), inState("ab", "c")), lastFirst);
        assert.deepEqual(partOrders(parts("ab", "cd"), inState("ab", "c")), lastFirst);
    });

    it("the first first, where statements move forwards", () => {
        assert.deepEqual(partOrders(parts("ac", "d"), inState("ab", "cd")), [
            { part: "p-2", after: "p", attached: false },
        ]);
    });

    it("each with its neighbour", () => {
        assert.deepEqual(partOrders(parts("a", "b", "c"), inState()), [
            { part: "p", after: "p-2", attached: true },
            { part: "p-2", after: "p-3", attached: true },
        ]);
    });

    it("in no order where none is divided", () => {
        const [whole] = parts("a");
        assert.ok(whole);
        const { part: _, ...policy } = whole;
        assert.deepEqual(partOrders([policy], inState()), []);
    });
});
