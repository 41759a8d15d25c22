import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { progressBar } from "../../../../../operations/cli/progressBar";
import { AnswerJournal } from "../../../../../operations/commands/adopt/read/answerJournal";

describe("org adopt: the answers that are kept", () => {
    let folder: string;
    const file = (): string => path.join(folder, "journal.jsonl");
    const morning = new Date("2026-11-24T08:00:00Z");
    const ask = async (journal: AnswerJournal, question: string, answer: unknown): Promise<unknown> =>
        journal.answer(question, () => Promise.resolve(answer));

    beforeEach(async () => {
        folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "journal-")), "adopt");
        const journal = new AnswerJournal(folder, "o-one", false, morning);
        assert.equal(journal.found, 0);
        await ask(journal, "tags a", { Team: "shop" });
        await ask(journal, "tags b", {});
    });
    afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true }));

    it("are not asked for again, in this run or the next; only the user can read them", async () => {
        const journal = new AnswerJournal(folder, "o-one", false, new Date("2026-11-24T08:59:00Z"));
        assert.equal(journal.found, 2);
        assert.equal(journal.begun.toISOString(), morning.toISOString());
        assert.deepEqual(await ask(journal, "tags a", "new"), { Team: "shop" });
        assert.equal(fs.statSync(file()).mode & 0o777, 0o600);
    });

    it("do not include a line that was cut off", async () => {
        fs.truncateSync(file(), fs.statSync(file()).size - 5);
        const journal = new AnswerJournal(folder, "o-one", false, morning);
        assert.equal(journal.found, 1);
        assert.equal(await ask(journal, "tags b", "new"), "new");
        assert.equal(new AnswerJournal(folder, "o-one", false, morning).found, 2);
    });

    for (const [why, journal] of Object.entries({
        "of another organisation": () => new AnswerJournal(folder, "o-two", false, morning),
        "older than an hour": () => new AnswerJournal(folder, "o-one", false, new Date("2026-11-24T09:00:01Z")),
        "of tomorrow, by a clock that was wrong": () =>
            new AnswerJournal(folder, "o-one", false, new Date("2026-11-23T08:00:00Z")),
        "that is not wanted": () => new AnswerJournal(folder, "o-one", true, morning),
        "that is no journal": () => {
            fs.writeFileSync(file(), "[]\nwhat is this\n");
            return new AnswerJournal(folder, "o-one", false, morning);
        },
    })) {
        it(`do not include one ${why}`, async () => {
            const kept = journal();
            assert.equal(kept.found, 0);
            assert.equal(await ask(kept, "tags a", "new"), "new");
        });
    }

    it("do not include a failed call", async () => {
        const journal = new AnswerJournal(folder, "o-one", false, morning);
        await assert.rejects(
            journal.answer("tags c", () => Promise.reject(new Error("denied"))),
            /denied/,
        );
        assert.equal(await ask(journal, "tags c", "new"), "new");
    });
});

describe("org adopt: progress", () => {
    function shown(isTTY: boolean): string {
        let text = "";
        let time = 0;
        const stream = { isTTY, write: (piece: string) => (text += piece) };
        const bar = progressBar("Reading tags", 4, stream, () => time);
        for (let index = 0; index < 4; index++) {
            time += 6_000;
            bar.advance();
        }
        bar.done("Reading tags: tags of 4");
        return text;
    }

    it("is a bar in a terminal", () => {
        const lines = shown(true).split("\r\u001b[K");
        assert.deepEqual(lines.slice(1), [
            "[                        ] Reading tags: 0 of 4",
            "[======                  ] Reading tags: 1 of 4",
            "[============            ] Reading tags: 2 of 4",
            "[==================      ] Reading tags: 3 of 4",
            "[========================] Reading tags: 4 of 4",
            "Reading tags: tags of 4\n",
        ]);
    });

    it("is a line from time to time elsewhere", () => {
        assert.equal(
            shown(false),
            "Reading tags ...\nReading tags: 2 of 4\nReading tags: 4 of 4\nReading tags: tags of 4\n",
        );
    });
});
