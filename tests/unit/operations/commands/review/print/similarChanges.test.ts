import assert from "node:assert/strict";
import fc from "fast-check";
import { similarChanges } from "../../../../../../operations/commands/review/print/similarChanges";
import type { PlacedChange } from "../../../../../../program/changes/changeReview";
import { changeOf } from "./exampleReviews";

const NOBODY: ReadonlySet<string> = new Set();

/** The lines as sentences, with all names. */
function sentences(texts: readonly string[], given: Partial<PlacedChange> = {}): readonly string[] {
    return similarChanges(
        texts.map((text) => changeOf({ ...given, text })),
        NOBODY,
    ).map(({ before, names, after }) =>
        [before, names.map(({ name }) => name).join("+"), after].filter((part) => part !== "").join(" "),
    );
}

describe("org review: changes that say the same", () => {
    const tables: readonly (readonly [what: string, texts: readonly string[], lines: readonly string[]])[] = [
        [
            "one line of accounts that move",
            ["a", "b", "c"].map((key) => `Account ${key} moves from Workloads to Sandbox.`),
            ["Accounts a+b+c move from Workloads to Sandbox."],
        ],
        [
            "one line of units that are something",
            ["a", "b", "c"].map((key) => `Unit ${key} is created.`),
            ["Units a+b+c are created."],
        ],
        [
            "one line with their number if there are many",
            Array.from({ length: 9 }, (_, index) => `Policy p${index} carries a tag.`),
            ["9 policies carry a tag: p0+p1+p2+p3+p4+p5+p6+p7+p8 ."],
        ],
        [
            "a sample where the plural is not sure",
            ["a", "b", "c"].map((key) => `Account ${key} leaves its unit and is closed.`),
            ["Account a leaves its unit and is closed. The same for b+c ."],
        ],
        [
            "a sample and the number of the others if there are many",
            Array.from({ length: 9 }, (_, index) => `Account a${index} is closed, with all in it.`),
            ["Account a0 is closed, with all in it. The same for 8 more: a1+a2+a3+a4+a5+a6+a7+a8 ."],
        ],
        [
            "a sample where they differ at another place",
            ["a", "b", "c"].map((key) => `Guardrail regions is attached to account ${key}.`),
            ["Guardrail regions is attached to account a. The same for b+c ."],
        ],
        [
            "nothing of two",
            ["Account a is closed.", "Account b is closed."],
            ["Account a is closed.", "Account b is closed."],
        ],
        [
            "nothing of what says different things",
            ["Account a is closed.", "Account b moves to Sandbox.", "Unit c is created."],
            ["Account a is closed.", "Account b moves to Sandbox.", "Unit c is created."],
        ],
    ];
    for (const [what, texts, lines] of tables) {
        it(`become ${what}`, () => {
            assert.deepEqual(sentences(texts), lines);
        });
    }

    it("stay apart as long as people can read each of them if they are dangerous", () => {
        const texts = ["a", "b", "c", "d", "e"].map((key) => `Account ${key} is closed.`);
        assert.deepEqual(sentences(texts, { risk: "danger" }), texts);
        assert.equal(sentences([...texts, "Account f is closed."], { risk: "danger" }).length, 1);
    });

    it("stay apart where only some are acknowledged, cannot be undone or are not sure", () => {
        const of = (keys: string, given: Partial<PlacedChange>): readonly PlacedChange[] =>
            Array.from(keys, (key) => changeOf({ ...given, text: `Account ${key} is closed.` }));
        const changes = [
            ...of("abc", {}),
            ...of("def", { isIrreversible: true }),
            ...of("ghi", { isUnconfirmed: true }),
            ...of("jkl", { acknowledge: "given" }),
            ...of("mno", { acknowledge: "missing" }),
        ];
        const lines = similarChanges(changes, new Set(["missing"]));
        assert.deepEqual(
            lines.map(({ names }) => names.map(({ name }) => name).join("")),
            ["abc", "def", "ghi", "jkl", "mno"],
        );
    });

    it("are each in exactly one line, with their names", () => {
        const word = fc.constantFrom("Account", "Unit", "a", "b", "c", "moves", "is", "its", ".", ",", "");
        const sentence = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
        fc.assert(
            fc.property(fc.array(sentence, { maxLength: 40 }), (texts) => {
                const changes = texts.map((text) => changeOf({ text }));
                const lines = similarChanges(changes, NOBODY);
                assert.deepEqual(new Set(lines.flatMap((line) => line.changes)), new Set(changes));
                assert.equal(lines.flatMap((line) => line.changes).length, changes.length);
                for (const line of lines)
                    assert.equal(line.things.length, line.changes.length > 1 ? line.changes.length : 0);
            }),
        );
    });

    it("are found in 10,000 within a second or two", () => {
        const keys = Array.from({ length: 10_000 }, (_, index) => `team-${index}`);
        const started = process.cpuUsage();
        const lines = sentences(
            keys.map((key) => `Account ${key} moves from unit Workloads to unit Workloads/Production.`),
        );
        const { user, system } = process.cpuUsage(started);
        assert.equal(lines.length, 1);
        assert.ok((user + system) / 1e6 < 3, `${(user + system) / 1e6} s`);
    });
});
