import assert from "node:assert/strict";
import type { OrganizationModel, PolicyWarning } from "../../../../definition";
import { documentWarnings } from "../../../../program/review/changedDocuments";
import { fromState } from "../../../../program/state";

const warning = (policy: string): PolicyWarning => ({
    place: { file: "policies.yaml", line: 1, column: 1 },
    path: ["policies", policy],
    policy,
    message: `policy ${policy}: something`,
});
const model = {
    policies: [
        { key: "same", content: '{"a":1}' },
        { key: "changed", content: '{"a":2}' },
        { key: "new", content: '{"a":3}' },
        { key: "large", content: '{"a":4}', part: { of: "large", number: 1 } },
        { key: "large-2", content: '{"a":5}', part: { of: "large", number: 2 } },
    ],
} as unknown as OrganizationModel;
const existing = {
    ...fromState({}),
    policies: new Map([
        ["same", { id: "p-1", content: '{ "a": 1 }' }],
        ["changed", { id: "p-2", content: '{"a":1}' }],
        ["large", { id: "p-3", content: '{"a":4}' }],
        ["large-2", { id: "p-4", content: '{"a":0}' }],
    ]),
};

describe("program: warnings about policies' documents in a preview", () => {
    it("are shown for new and changed policies, split ones too; the others are counted", () => {
        const { told, rest } = documentWarnings(
            ["same", "same", "changed", "new", "large"].map(warning),
            model,
            existing,
        );
        assert.deepEqual(
            told.map((text) => text.split("\n")[0]),
            [
                "policies.yaml:1:1 policies.changed",
                "policies.yaml:1:1 policies.new",
                "policies.yaml:1:1 policies.large",
            ],
        );
        assert.equal(rest, 2);
    });

    it("are absent if nothing was found", () => {
        assert.deepEqual(documentWarnings([], model, existing), { told: [], rest: 0 });
    });
});
