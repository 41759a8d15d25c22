import assert from "node:assert/strict";
import { countedText, newWarnings, warningMarks } from "../../../../program/review/standingWarnings";
import { fromState } from "../../../../program/state";

const URN = "urn:pulumi:prod::aws-organization::pulumi:pulumi:Stack::aws-organization-prod";

/** The marks that a stack keeps after an `up` with these warnings. */
function appliedWith(warnings: readonly string[]): ReadonlySet<string> | undefined {
    const outputs = { appliedWarnings: warningMarks(warnings) };
    return fromState({ [URN]: { type: "pulumi:pulumi:Stack", outputs } }).appliedWarnings;
}

describe("standing warnings of a definition in a preview", () => {
    const [one, two] = ["dimension team: no account has the value shop", "account old: in the root"];

    it("are told until an `up` has applied a definition with them, and counted then", () => {
        assert.deepEqual(newWarnings([one, two], appliedWith([one])), { told: [two], rest: 1 });
        assert.deepEqual(newWarnings([one, two], appliedWith([two, one])), { told: [], rest: 2 });
    });

    it("are told again when their text changes", () => {
        assert.deepEqual(newWarnings([one.replace("shop", "data")], appliedWith([one])), {
            told: [one.replace("shop", "data")],
            rest: 0,
        });
    });

    it("are all told where the stack does not say what was applied", () => {
        assert.deepEqual(newWarnings([one, two], fromState({}).appliedWarnings), { told: [one, two], rest: 0 });
        const strange = fromState({ [URN]: { type: "pulumi:pulumi:Stack", outputs: { appliedWarnings: "x" } } });
        assert.deepEqual(newWarnings([one], strange.appliedWarnings), { told: [one], rest: 0 });
    });

    it("are always told if their text leaves something out, because it could be about another account", () => {
        for (const long of [
            "in a, b and 12 more",
            "in 1,200 accounts (a, b and 1,198 more)",
            "account aaaa… is in the root",
        ]) {
            assert.deepEqual(newWarnings([long], appliedWith([long])), { told: [long], rest: 0 });
        }
    });

    it("are counted in one line", () => {
        assert.deepEqual(countedText(0), []);
        assert.match(countedText(1)[0] ?? "", /^1 standing warning of the definition, .* shows it$/);
        assert.match(countedText(12)[0] ?? "", /^12 standing warnings of the definition, .* shows them$/);
    });
});
