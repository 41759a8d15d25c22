import assert from "node:assert/strict";
import type { ReviewedChange } from "../../../../definition/feature";
import { reviewNotes } from "../../../../program/changes/reviewNotes";
import { warningNotes } from "../../../../program/plan/notes";

function closed(...names: readonly string[]): ReviewedChange {
    return {
        kind: "account-closed",
        subject: "accounts",
        ...{ risk: "danger", acknowledgedBy: "close" },
        text: "It is closed.",
        details: [],
        resources: names.map(
            (name) => `urn:pulumi:prod::org::a:index:Account$aws:organizations/account:Account::${name}`,
        ),
    };
}

describe("the notes of a review", () => {
    const CASES: readonly [what: string, saidBy: object, changes: readonly ReviewedChange[], isShown: boolean][] = [
        ["a change of its kind says it", { kind: "account-closed", names: ["a"] }, [closed("a")], false],
        [
            "two changes together say it",
            { kind: "account-closed", names: ["a", "b"] },
            [closed("a"), closed("b")],
            false,
        ],
        ["the changes say a part of it", { kind: "account-closed", names: ["a", "b"] }, [closed("a")], true],
        ["a change of another kind has its name", { kind: "account-leaves", names: ["a"] }, [closed("a")], true],
        ["a change of any kind has its name", { names: ["a"] }, [closed("a")], false],
        ["a key ends as another", { names: ["a"] }, [closed("legacy::a")], true],
        ["the subject is another", { subject: "costs", names: ["a"] }, [closed("a")], true],
        ["any change of the subject says it", {}, [closed("a")], false],
        ["nothing changes", {}, [], true],
    ];
    for (const [what, saidBy, changes, isShown] of CASES) {
        it(`${isShown ? "show" : "leave out"} what is told if ${what}`, () => {
            const notes = warningNotes("review", [
                "said by nothing",
                { message: "told", saidBy: { subject: "accounts", ...saidBy } },
            ]);
            assert.deepEqual(
                reviewNotes(notes, changes).map(({ message }) => message),
                isShown ? ["said by nothing", "told"] : ["said by nothing"],
            );
        });
    }
});
