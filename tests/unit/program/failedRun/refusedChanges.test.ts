import assert from "node:assert/strict";
import { refusedChanges } from "../../../../program/failedRun";

const [ONE, TWO] = ["urn:pulumi:s::p::t::one", "urn:pulumi:s::p::t::two"];
const exported = (resources: readonly object[]): string => JSON.stringify({ version: 3, deployment: { resources } });

describe("program: the changes in a state that AWS refused", () => {
    it("are those of the resources with an error", () => {
        const resources = [{ urn: ONE, initErrors: ["not today"] }, { urn: TWO, initErrors: [] }, { urn: "stack" }];
        assert.deepEqual(refusedChanges(exported(resources)), [ONE]);
        assert.deepEqual(refusedChanges(exported(resources.slice(1))), []);
    });

    it("are none if the state has no errors, no resources, or is no state", () => {
        const text = { urn: ONE, outputs: { content: '{"initErrors": []}' } };
        for (const state of [exported([text]), JSON.stringify({ deployment: null }), '{"initErrors": ', ""]) {
            assert.deepEqual(refusedChanges(state), []);
        }
    });

    it("are none of a block of the baseline, which goes on where it has stopped", () => {
        const urn =
            "urn:pulumi:test::p::aws-organization:index:Organization$pulumi-nodejs:dynamic/baseline:BlockStackSet::oncall";
        assert.deepEqual(refusedChanges(exported([{ urn, initErrors: ["no"] }])), []);
    });
});
