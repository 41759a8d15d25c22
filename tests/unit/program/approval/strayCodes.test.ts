import assert from "node:assert/strict";
import { strayCodes } from "../../../../program/approval/strayCodes";
import { changeOf } from "../../operations/commands/review/print/exampleReviews";

describe("codes that acknowledge nothing of a run", () => {
    const code = "1a2b3c4d";
    const changes = [changeOf({ text: "Account shop is closed.", code }), changeOf({ text: "Account data is made." })];
    const told = (...codes: readonly string[]): string => strayCodes({ changes, refusals: [] }, codes).join("\n");

    it("are not those of its changes, nor `unknown`", () => assert.equal(told(code, "unknown"), ""));

    it("are named once, each with what is wrong", () => {
        assert.equal(
            told("00000000", "00000000"),
            "No change of this run has the code 00000000 of AWS_ORGANIZATION_ACKNOWLEDGED: it acknowledges nothing",
        );
        for (const wrong of ["1a2b3c4", "1a2b3c4d5", "acknowledge", "g0000000"]) {
            assert.ok(told(wrong).startsWith(`"${wrong}" in AWS_ORGANIZATION_ACKNOWLEDGED is no code`), told(wrong));
        }
    });

    it("are not known where the run is refused", () => {
        assert.deepEqual(strayCodes({ changes: [], refusals: [{ message: "is wrong" }] }, [code]), []);
    });
});
