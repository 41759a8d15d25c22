import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DayCache } from "../../../../../../features/costs/bill/explorer/dayCache";
import { awsError, FakeExplorer, page, question } from "./explorerClient";

describe("the day's answers of Cost Explorer", () => {
    let scratch = "";
    let folder = "";
    const today = (day = "2026-11-26"): DayCache => new DayCache(folder, day);
    const files = (): readonly string[] => fs.globSync("*/*", { cwd: folder }).sort();

    beforeEach(() => {
        scratch = fs.mkdtempSync(path.join(os.tmpdir(), "explorer-"));
        folder = path.join(scratch, "cost-explorer", "123456789012");
    });
    afterEach(() => fs.rmSync(scratch, { recursive: true }));

    /** Asks the same twice-paged question with its own source, and gives the amount and what was asked. */
    async function ask(cache: DayCache, amount = "2", fresh = false): Promise<string> {
        const source = new FakeExplorer(page({ "1": "1" }, { token: "2" }), page({ "1": amount })).source({
            cache,
            fresh,
        });
        const [row] = await source.costs(question());
        const { requests, cached } = source.usage();
        return `${row?.amount}: ${requests} asked, ${cached} kept`;
    }

    it("are kept until the end of the day", async () => {
        assert.equal(await ask(today()), "3: 2 asked, 0 kept");
        assert.equal(await ask(today(), "9"), "3: 0 asked, 2 kept");
        assert.equal(await ask(today("2026-11-27"), "9"), "10: 2 asked, 0 kept");
    });

    it("cost nothing, so they do not count for the limit", async () => {
        await ask(today());
        const rows = await new FakeExplorer().source({ cache: today(), most: 0 }).costs(question());
        assert.equal(rows[0]?.amount, 3);
    });

    it("are asked again and replaced with --fresh", async () => {
        await ask(today());
        assert.equal(await ask(today(), "9", true), "10: 2 asked, 0 kept");
        assert.equal(await ask(today()), "10: 0 asked, 2 kept");
    });

    it("are of their question alone", async () => {
        await ask(today());
        const source = new FakeExplorer(page({ "1": "5" })).source({ cache: today() });
        assert.equal((await source.costs(question({ accounts: ["1"] })))[0]?.amount, 5);
        assert.equal(source.usage().requests, 1);
    });

    it("keep that there is no forecast, and no errors", async () => {
        const forecast = (answer: object | Error): Promise<unknown> => {
            const source = new FakeExplorer(answer).source({ cache: today() });
            return source.forecast("2026-11-26", "unblended");
        };
        await assert.rejects(forecast(awsError("LimitExceededException")));
        assert.equal(await forecast(awsError("DataUnavailableException")), undefined);
        assert.equal(await forecast({ Total: { Amount: "5" } }), undefined, "kept");
    });

    it("are asked again where a file is damaged", async () => {
        const damages: readonly ((text: string) => string)[] = [
            () => "",
            () => "null",
            () => '{"ResultsByTime":[]}',
            (text) => text.slice(0, -1),
            (text) => text.slice(0, text.indexOf("\n") + 1),
            (text) => text.replace('"Amount":"1"', '"Amount":"7"').replace('"Amount":"2"', '"Amount":"7"'),
        ];
        for (const [index, damaged] of damages.entries()) {
            await ask(today());
            for (const file of files().map((one) => path.join(folder, one)))
                fs.writeFileSync(file, damaged(fs.readFileSync(file, "utf8")));
            assert.equal(await ask(today(), "9"), "10: 2 asked, 0 kept", String(index));
            assert.equal(await ask(today()), "10: 0 asked, 2 kept", String(index));
            fs.rmSync(folder, { recursive: true });
        }
    });

    it("are asked every time where the folder cannot be made or written", async () => {
        fs.writeFileSync(path.join(scratch, "cost-explorer"), "a file in the way");
        assert.equal(await ask(today()), "3: 2 asked, 0 kept");
        assert.equal(await ask(today()), "3: 2 asked, 0 kept");
        assert.deepEqual(fs.readdirSync(scratch), ["cost-explorer"]);
    });

    it("can be read by the user alone", async () => {
        await ask(today());
        const modeOf = (file: string): number => fs.statSync(path.join(folder, file)).mode & 0o777;
        assert.equal(files().length, 2, "no temporary file is left");
        for (const file of files()) assert.equal(modeOf(file), 0o600);
        for (const one of [".", "2026-11-26", ".."]) assert.equal(modeOf(one), 0o700, one);
    });

    it("are removed on a later day, and nothing else is", async () => {
        await ask(today("2026-11-24"));
        await ask(today("2026-11-25"));
        fs.mkdirSync(path.join(folder, "mine"));
        await ask(today());
        assert.deepEqual(fs.readdirSync(folder).sort(), ["2026-11-26", "mine"]);
    });
});
