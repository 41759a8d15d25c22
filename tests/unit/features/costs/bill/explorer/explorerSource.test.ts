import assert from "node:assert/strict";
import { ExplorerError } from "../../../../../../features/costs/bill/explorer/explorerError";
import { awsError, FakeExplorer, page, question } from "./explorerClient";

const TOO_MANY = /needs more than 2 requests to Cost Explorer.*0\.01 USD.*--requests 20/;

describe("Cost Explorer as a source", () => {
    it("counts each page as a request that AWS bills", async () => {
        const source = new FakeExplorer(page({}, { token: "2" }), page({}, { token: "3" }), page({})).source();
        assert.deepEqual(source.usage(), { requests: 0, cached: 0, usd: 0 });
        await source.costs(question());
        assert.deepEqual(source.usage(), { requests: 3, cached: 0, usd: 0.03 });
        await source.costs(question());
        assert.deepEqual(source.usage(), { requests: 4, cached: 0, usd: 0.04 });
    });

    it("asks no more than it may, and says how to allow more", async () => {
        const pages = ["2", "3", "4"].map((token) => page({}, { token }));
        const aws = new FakeExplorer(...pages);
        const source = aws.source({ most: 2 });
        await assert.rejects(source.costs(question()), (error) => {
            assert.ok(error instanceof ExplorerError);
            assert.match(error.message, TOO_MANY);
            assert.doesNotMatch(error.message, /kept for the day/, "there is no cache");
            return true;
        });
        await assert.rejects(source.forecast("2026-11-26", "unblended"), TOO_MANY);
        assert.equal(aws.requests.length, 2);
        assert.equal(source.usage().requests, 2);
    });

    it("asks no more than it may when questions are asked at the same time", async () => {
        const aws = new FakeExplorer();
        const source = aws.source({ most: 2 });
        const all = await Promise.allSettled(
            ["1", "2", "3", "4"].map((account) => source.costs(question({ accounts: [account] }))),
        );
        assert.deepEqual(
            all.map(({ status }) => status),
            ["fulfilled", "fulfilled", "rejected", "rejected"],
        );
        assert.equal(aws.requests.length, 2);
    });

    it("knows the currency after the first costs, and refuses a sum of two", async () => {
        const source = new FakeExplorer(
            page({ "1": "0" }, { unit: "USD" }),
            page({ "1": "0" }, { unit: "" }),
            page({ "1": "7" }, { unit: "EUR" }),
            page({ "1": "1" }, { unit: "USD", month: "2026-01" }),
        ).source();
        await source.costs(question());
        await source.costs(question());
        assert.equal(source.currency(), undefined);
        await source.costs(question());
        assert.equal(source.currency(), "EUR");
        await assert.rejects(source.costs(question()), /AWS billed in EUR and USD.*no common sum.*--month/);
    });

    it("says in words what AWS's errors mean for the user", async () => {
        const messages: readonly (readonly [name: string, message: RegExp])[] = [
            ["DataUnavailableException", /no figures yet.*console.*tomorrow/],
            ["AccessDeniedException", /ce:GetCostAndUsage.*management account.*root user.*AWS says: no$/],
            ["LimitExceededException", /again in a minute.*AWS says: no$/],
            ["ValidationException", /does not accept the question\. AWS says: no$/],
        ];
        for (const [name, message] of messages) {
            const error = awsError(name);
            await assert.rejects(new FakeExplorer(error).source().costs(question()), (thrown) => {
                assert.ok(thrown instanceof ExplorerError, name);
                assert.match(thrown.message, message);
                assert.equal(thrown.cause, error);
                return true;
            });
        }
        const other = awsError("CredentialsProviderError");
        await assert.rejects(new FakeExplorer(other).source().costs(question()), (thrown) => thrown === other);
    });
});

describe("Cost Explorer's forecast", () => {
    it("is of the usage from a day to the end of its month", async () => {
        const aws = new FakeExplorer({ Total: { Amount: "12.5", Unit: "USD" } });
        const source = aws.source();
        assert.equal(await source.forecast("2026-12-26", "amortized"), 12.5);
        assert.deepEqual(aws.requests, [
            {
                TimePeriod: { Start: "2026-12-26", End: "2027-01-01" },
                Granularity: "MONTHLY",
                Metric: "AMORTIZED_COST",
                Filter: { Not: { Dimensions: { Key: "RECORD_TYPE", Values: ["Credit", "Refund", "Tax"] } } },
            },
        ]);
        assert.deepEqual(source.usage(), { requests: 1, cached: 0, usd: 0.01 });
    });

    it("is absent if AWS has too few costs, and any other error is one", async () => {
        assert.equal(
            await new FakeExplorer(awsError("DataUnavailableException")).source().forecast("2026-11-26", "unblended"),
            undefined,
        );
        assert.equal(await new FakeExplorer({}).source().forecast("2026-11-26", "unblended"), undefined);
        const denied = new FakeExplorer(awsError("AccessDeniedException")).source();
        await assert.rejects(denied.forecast("2026-11-26", "unblended"), /ce:GetCostForecast/);
    });
});
