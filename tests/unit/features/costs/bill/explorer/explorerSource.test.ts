import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DayCache } from "../../../../../../aws/dayCache";
import { ExplorerError, ExplorerSource } from "../../../../../../features/costs/bill/explorer";
import { answering, awsError, NOVEMBER, page } from "./explorerAnswer";

const EC2 = "Amazon Elastic Compute Cloud - Compute";

describe("Cost Explorer as a source of costs", () => {
    let folder = "";
    const cache = (day = "2026-11-26"): DayCache => new DayCache(folder, day);
    const files = (): string[] =>
        fs
            .readdirSync(folder, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => path.join(entry.parentPath, entry.name));

    beforeEach(() => {
        folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "explorer-")), "123456789012");
    });
    afterEach(() => {
        fs.rmSync(path.dirname(folder), { recursive: true });
    });

    it("sums all pages, counts each as a request, and joins AWS's two names of EC2", async () => {
        const { clients, asked } = answering(
            page([[["111", EC2], "1.25"]], "second"),
            page([[["111", "EC2 - Other"], "0.5"]], ""),
        );
        const source = new ExplorerSource({ clients, most: 20 });
        assert.deepEqual(await source.costs(NOVEMBER), [
            { month: "2026-11", keys: ["111", "Amazon Elastic Compute Cloud"], amount: 1.75 },
        ]);
        assert.deepEqual(source.usage(), { requests: 2, cached: 0, usd: 0.02 });
        assert.equal(asked[1]?.NextPageToken, "second");
        assert.equal(source.currency(), "USD");
    });

    it("answers the same question of the same day from files that only the user can read", async () => {
        const { clients, asked } = answering(page([[["111", "A"], "1"]]), page([[["111", "A"], "2"]]));
        const first = new ExplorerSource({ clients, most: 20, cache: cache() });
        const rows = await first.costs(NOVEMBER);
        const second = new ExplorerSource({ clients, most: 20, cache: cache() });
        assert.deepEqual(await second.costs(NOVEMBER), rows);
        assert.deepEqual(second.usage(), { requests: 0, cached: 1, usd: 0 });
        assert.equal(asked.length, 1);
        assert.equal(files().length, 1);
        for (const file of files()) assert.equal(fs.statSync(file).mode & 0o777, 0o600);
        assert.equal(fs.statSync(folder).mode & 0o777, 0o700);

        const fresh = new ExplorerSource({ clients, most: 20, cache: cache(), fresh: true });
        assert.equal((await fresh.costs(NOVEMBER))[0]?.amount, 2);
        const third = new ExplorerSource({ clients, most: 20, cache: cache() });
        assert.equal((await third.costs(NOVEMBER))[0]?.amount, 2);
    });

    it("asks again on the next day, and removes the answers of the day before", async () => {
        const { clients } = answering(page([[["111", "A"], "1"]]), page([[["111", "A"], "2"]]));
        await new ExplorerSource({ clients, most: 20, cache: cache() }).costs(NOVEMBER);
        const next = new ExplorerSource({ clients, most: 20, cache: cache("2026-11-27") });
        assert.equal((await next.costs(NOVEMBER))[0]?.amount, 2);
        assert.deepEqual(fs.readdirSync(folder), ["2026-11-27"]);
    });

    for (const damaged of [
        "",
        "{",
        "null",
        '{"answer":null}',
        '{"answer":[]}',
        '{"answer":{}}',
        '{"answer":{"ResultsByTime":5}}',
        '{"answer":{"ResultsByTime":[{"TimePeriod":{"Start":"2026-11-01"},"Groups":[{"Keys":["1","A"]}]}]}}',
        '{"answer":{"ResultsByTime":[{"TimePeriod":{"Start":"2026-11-01"},"Groups":[{"Keys":["1","A"],"Metrics":{"UnblendedCost":{"Amount":"x"}}}]}]}}',
    ]) {
        it(`asks again where a kept file is damaged: ${damaged || "empty"}`, async () => {
            const { clients } = answering(page([[["111", "A"], "1"]]), page([[["111", "A"], "2"]]));
            await new ExplorerSource({ clients, most: 20, cache: cache() }).costs(NOVEMBER);
            fs.writeFileSync(files()[0] ?? "", damaged);
            const source = new ExplorerSource({ clients, most: 20, cache: cache() });
            assert.equal((await source.costs(NOVEMBER))[0]?.amount, 2);
            assert.deepEqual(source.usage(), { requests: 1, cached: 0, usd: 0.01 });
        });
    }

    it("answers without a cache where its folder cannot be made", async () => {
        fs.writeFileSync(folder, "a file");
        const { clients } = answering(page([[["111", "A"], "1"]]));
        const source = new ExplorerSource({ clients, most: 20, cache: cache() });
        assert.equal((await source.costs(NOVEMBER)).length, 1);
        assert.equal(fs.readFileSync(folder, "utf8"), "a file");
    });

    it("goes on after an interruption with the next page, and begins again where AWS has forgotten its token", async () => {
        const { clients, asked } = answering(
            page([[["111", "A"], "1"]], "second"),
            awsError("TimeoutError"),
            awsError("InvalidNextTokenException"),
            page([[["111", "A"], "3"]], "other"),
            page([[["222", "A"], "4"]]),
        );
        await assert.rejects(new ExplorerSource({ clients, most: 20, cache: cache() }).costs(NOVEMBER));
        const source = new ExplorerSource({ clients, most: 20, cache: cache() });
        const rows = await source.costs(NOVEMBER);
        assert.deepEqual(
            rows.map(({ amount }) => amount),
            [3, 4],
        );
        assert.deepEqual(
            asked.map(({ NextPageToken }) => NextPageToken),
            [undefined, "second", "second", undefined, "other"],
        );
    });

    it("does not repeat a question for a token that AWS has given just now", async () => {
        const { clients, asked } = answering(page([], "second"), awsError("InvalidNextTokenException"));
        await assert.rejects(new ExplorerSource({ clients, most: 20, cache: cache() }).costs(NOVEMBER));
        assert.equal(asked.length, 2);
    });

    it("stops before the request that is one too many, and keeps what was answered", async () => {
        const pages = [1, 2, 3].map((number) => page([[[`${number}`, "A"], "1"]], `token-${number}`));
        const { clients, asked } = answering(...pages, page([[["4", "A"], "1"]]));
        await assert.rejects(new ExplorerSource({ clients, most: 3, cache: cache() }).costs(NOVEMBER), (error) => {
            assert.ok(error instanceof ExplorerError);
            assert.match(error.message, /more than 3 requests.*0\.01 USD.*kept for the day.*--requests 30/s);
            return true;
        });
        assert.equal(asked.length, 3);
        const more = new ExplorerSource({ clients, most: 30, cache: cache() });
        assert.equal((await more.costs(NOVEMBER)).length, 4);
        assert.deepEqual(more.usage(), { requests: 1, cached: 3, usd: 0.01 });
    });

    it("stops there too when questions are asked at the same time", async () => {
        const { clients, asked } = answering(...["1", "2", "3", "4"].map((id) => page([[[id, "A"], "1"]])));
        const source = new ExplorerSource({ clients, most: 2 });
        const all = ["1", "2", "3", "4"].map((id) => source.costs({ ...NOVEMBER, accounts: [id] }));
        const outcomes = (await Promise.allSettled(all)).map(({ status }) => status);
        assert.deepEqual(outcomes, ["fulfilled", "fulfilled", "rejected", "rejected"]);
        assert.equal(asked.length, 2);
        assert.equal(source.usage().requests, 2);
    });

    it("refuses to sum two currencies", async () => {
        const { clients } = answering(
            page([
                [["1", "A"], "1"],
                [["2", "A"], "1", "CNY"],
            ]),
        );
        await assert.rejects(new ExplorerSource({ clients, most: 3 }).costs(NOVEMBER), /billed in USD and CNY/);
    });

    it("forecasts the usage up to the end of the month, of December too", async () => {
        const { clients, asked } = answering({ Total: { Amount: "12.5", Unit: "USD" } });
        const source = new ExplorerSource({ clients, most: 3, cache: cache() });
        assert.equal(await source.forecast("2026-12-05", "amortized"), 12.5);
        assert.equal(await source.forecast("2026-12-05", "amortized"), 12.5);
        assert.deepEqual(source.usage(), { requests: 1, cached: 1, usd: 0.01 });
        assert.deepEqual(asked[0]?.TimePeriod, { Start: "2026-12-05", End: "2027-01-01" });
        assert.equal(asked[0].Granularity, "DAILY", "by month, AWS might add the days that the report has already");
    });

    it("has no forecast where AWS has too few costs for one", async () => {
        const { clients } = answering(awsError("DataUnavailableException"));
        assert.equal(await new ExplorerSource({ clients, most: 3 }).forecast("2026-12-05", "unblended"), undefined);
    });

    for (const [name, words] of [
        ["DataUnavailableException", /no figures yet.*about a day/s],
        ["AccessDeniedException", /ce:GetCostAndUsage and ce:GetCostForecast.*as AWS says it/s],
        ["LimitExceededException", /run this again in a minute.*as AWS says it/s],
        ["ValidationException", /does not accept the question.*as AWS says it/s],
    ] as const) {
        it(`says what to do about ${name}`, async () => {
            const { clients } = answering(awsError(name));
            await assert.rejects(new ExplorerSource({ clients, most: 3 }).costs(NOVEMBER), (error) => {
                assert.ok(error instanceof ExplorerError);
                assert.match(error.message, words);
                return true;
            });
        });
    }

    it("says that it does not know resources", async () => {
        const { clients, asked } = answering();
        const question = { ...NOVEMBER, groupBy: ["resource"] } as const;
        await assert.rejects(new ExplorerSource({ clients, most: 3 }).costs(question), /An export does/);
        assert.equal(asked.length, 0);
    });
});
