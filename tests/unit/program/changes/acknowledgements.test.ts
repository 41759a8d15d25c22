import assert from "node:assert/strict";
import { acknowledgementCode } from "../../../../program/changes";
import { acknowledgements } from "../../../../program/changes/acknowledgements";

const [ONE, TWO] = ["detach own from Workloads", "loosen policy own"];

describe("acknowledgements", () => {
    for (const [about, needed, written, codes, expected] of [
        ["nothing is dangerous", [undefined], [], [], { missing: [], given: [], unused: [] }],
        ["nobody has acknowledged", [ONE, TWO], [], [], { missing: [ONE, TWO], given: [], unused: [] }],
        ["one line", [ONE, TWO], [ONE], [], { missing: [TWO], given: [ONE], unused: [] }],
        ["a code", [ONE], [], [acknowledgementCode(ONE)], { missing: [], given: [ONE], unused: [] }],
        [
            "the code of something else",
            [ONE],
            [],
            [acknowledgementCode(TWO)],
            { missing: [ONE], given: [], unused: [] },
        ],
        ["a text where a code is meant", [ONE], [], [ONE], { missing: [ONE], given: [], unused: [] }],
        [
            "a line in other letters",
            [ONE],
            [ONE.toUpperCase()],
            [],
            { missing: [ONE], given: [], unused: [ONE.toUpperCase()] },
        ],
        ["a line that nothing needs", [], [ONE], [], { missing: [], given: [], unused: [ONE] }],
        ["two changes with one text", [ONE, ONE], [], [], { missing: [ONE], given: [], unused: [] }],
    ] as const) {
        it(`with ${about}`, () => {
            const changes = needed.map((text) => (text === undefined ? {} : { acknowledge: text }));
            assert.deepEqual(acknowledgements(changes, written, codes), expected);
        });
    }

    it("have a code of eight hexadecimal digits, which names the text", () => {
        assert.match(acknowledgementCode(ONE), /^[0-9a-f]{8}$/);
        assert.notEqual(acknowledgementCode(ONE), acknowledgementCode(TWO));
    });
});
