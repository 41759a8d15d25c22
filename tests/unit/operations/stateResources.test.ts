import assert from "node:assert/strict";
import { resourcesOf } from "../../../operations/stateResources";
import { fromState } from "../../../program/state";

const urn = (key: string): string => `urn:pulumi:test::x::aws:organizations/policy:Policy::${key}`;
const BARE = "urn:pulumi:test::x::pulumi:x:Y::bare";
const policy = (key: string, more: object = {}): object => ({
    urn: urn(key),
    type: "aws:organizations/policy:Policy",
    id: `p-${key}`,
    outputs: { id: `p-${key}`, type: "SERVICE_CONTROL_POLICY", content: "{}" },
    ...more,
});

describe("org effect: the resources of an exported state", () => {
    it("are those that the engine would tell the program of", () => {
        const resources = [policy("a"), policy("gone", { delete: true }), { urn: BARE, type: "pulumi:x:Y" }];
        const found = resourcesOf({ version: 3, deployment: { resources } });
        assert.deepEqual(Object.keys(found), [urn("a"), BARE]);
        assert.deepEqual(
            [...fromState(found).policies],
            [["a", { id: "p-a", type: "SERVICE_CONTROL_POLICY", content: "{}" }]],
        );
    });

    it("of a new stack are none", () => {
        assert.deepEqual(resourcesOf({ version: 3, deployment: {} }), {});
    });
});
