import assert from "node:assert/strict";
import { nearlyAcknowledged, unusedLines, unusedLineWords } from "../../../../program/changes/unusedLines";

const MISSING = ["detach own from Workloads (d0337c)", "loosen policy own (6a1abc)"];
const [DETACH = "", LOOSEN = ""] = MISSING;
const DID_YOU_MEAN = `Did you mean "${DETACH}"?`;
const typed = (text: string): string => `organization.yaml:7 has "${text}", which names no change of this run.`;

describe("lines of the definition that name no change of a run", () => {
    for (const [about, text, meant, atLine, atChange] of [
        [
            "other digits",
            "detach own from Workloads (abcdef)",
            DETACH,
            "It names another change than this one: it was (abcdef), and this change is (d0337c). Read it again.",
            "organization.yaml:7 names another change than this one: it was (abcdef), and this change is (d0337c). Read it again.",
        ],
        [
            "no digits",
            "loosen policy own",
            LOOSEN,
            "It does not say which change it means: this one is (6a1abc). Read it, and write the digits too.",
            "organization.yaml:7 does not say which change it means: this one is (6a1abc). Read it, and write the digits too.",
        ],
        ["a typing mistake", "dettach own from Workloads (d0337c)", DETACH, DID_YOU_MEAN, typed],
        ["a typing mistake and no digits", "detach own from Workload", DETACH, DID_YOU_MEAN, typed],
        ["capitals", "Detach own from Workloads (D0337C)", DETACH, DID_YOU_MEAN, typed],
        ["the digits alone", "the guardrail own (d0337c)", DETACH, DID_YOU_MEAN, typed],
        ["something else", "close account shop (123456)", undefined, "", ""],
    ] as const) {
        it(`with ${about}: what is said of the line, and of the change`, () => {
            const place = { file: "organization.yaml", line: 7 };
            const lines = unusedLines([LOOSEN, text], { missing: MISSING, unused: [text] }, (index) => {
                assert.equal(index, 1);
                return place;
            });
            assert.deepEqual(lines, [{ text, place, ...(meant && { meant }) }]);
            assert.deepEqual(lines.map(unusedLineWords), [atLine]);
            const expected = typeof atChange === "string" ? atChange : atChange(text);
            assert.equal(nearlyAcknowledged(meant ?? DETACH, lines), expected);
            assert.equal(nearlyAcknowledged("end block x (000000)", lines), "");
        });
    }
});
