import assert from "node:assert/strict";
import { formatPath } from "../../../../definition";
import { attachmentProblemsMidway } from "../../../../program/review/attachmentsMidway";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

const keys = (count: number, from = 0): string[] => Array.from({ length: count }, (_, index) => `p${from + index}`);
const policy = (key: string): Record<string, unknown> => ({
    type: "SERVICE_CONTROL_POLICY",
    document: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Action: `s3:Delete${key}`, Resource: "*" }],
    },
});

/** What the review says if unit W has the policies `before` and the definition attaches `guardrails` to it. */
function found(before: readonly string[], guardrails: readonly string[]): { path: string; message: string }[] {
    const all = [...new Set([...before, ...guardrails])];
    const model = load({
        policies: Object.fromEntries(all.map((key) => [key, policy(key)])),
        units: { W: { guardrails } },
    });
    const existing: ExistingResources = {
        ...fromState({}),
        policies: new Map(all.map((key) => [key, { id: `p-${key}`, type: "SERVICE_CONTROL_POLICY" }])),
        attachments: { root: [], units: new Map([["W", before]]), accounts: new Map() },
    };
    return attachmentProblemsMidway(model, existing, "x").map(({ path, message }) => ({
        path: formatPath(path),
        message,
    }));
}

describe("program: room for new attachments before old ones are removed", () => {
    it("is usually there", () => {
        assert.deepEqual(found(keys(8), [...keys(7), "p9"]), []);
        assert.deepEqual(found(keys(9), keys(9)), []);
        assert.deepEqual(found(keys(9), keys(8)), []);
        assert.deepEqual(found(keys(8), keys(9)), []);
        assert.deepEqual(found([], keys(9)), []);
    });

    it("is missing if both sides reach AWS's limit, and the message says what to do", () => {
        const [problem, ...more] = found(keys(9), [...keys(8), "p9"]);
        assert.deepEqual(more, []);
        assert.equal(problem?.path, "units.W");
        assert.match(
            problem.message,
            /^attaches p9 to unit W before it detaches p8, .* 11 policies of type SERVICE_CONTROL_POLICY would be attached, 1 of AWS's own among them, but AWS allows 10\. Do it in two steps/,
        );
    });
});
