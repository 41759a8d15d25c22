import assert from "node:assert/strict";
import type { Expression } from "@aws-sdk/client-cost-explorer";
import { CHARGE_KINDS, type ChargeKind, type CostQuestion } from "../../../../../../features/costs/bill/costSource";
import { ExplorerError } from "../../../../../../features/costs/bill/explorer/explorerError";
import { explorerRequest } from "../../../../../../features/costs/bill/explorer/explorerRequest";
import { FakeExplorer, page, question } from "./explorerClient";

const recordTypes = (...Values: string[]): Expression => ({ Dimensions: { Key: "RECORD_TYPE", Values } });

describe("a request to Cost Explorer", () => {
    it("has the question's days, months, metric and groups", () => {
        assert.deepEqual(explorerRequest(question({ groupBy: ["account", "service"] })), {
            TimePeriod: { Start: "2026-10-01", End: "2026-11-01" },
            Granularity: "MONTHLY",
            Metrics: ["UnblendedCost"],
            GroupBy: [
                { Type: "DIMENSION", Key: "LINKED_ACCOUNT" },
                { Type: "DIMENSION", Key: "SERVICE" },
            ],
        });
        const other = explorerRequest(question({ groupBy: [{ tag: "Team" }, "kind"], metric: "amortized" }), "next");
        assert.deepEqual(other.Metrics, ["AmortizedCost"]);
        assert.deepEqual(other.GroupBy, [
            { Type: "TAG", Key: "Team" },
            { Type: "DIMENSION", Key: "RECORD_TYPE" },
        ]);
        assert.equal(other.NextPageToken, "next");
    });

    const filterOf = (changes: Partial<CostQuestion>): Expression | undefined =>
        explorerRequest(question(changes)).Filter;

    it("leaves usage to be what is no other kind, because AWS adds record types", () => {
        const filters: readonly (readonly [kinds: readonly ChargeKind[], filter: Expression | undefined])[] = [
            [["usage"], { Not: recordTypes("Credit", "Refund", "Tax") }],
            [["usage", "tax"], { Not: recordTypes("Credit", "Refund") }],
            [["credit", "refund"], recordTypes("Credit", "Refund")],
            [["tax"], recordTypes("Tax")],
            [CHARGE_KINDS, undefined],
        ];
        for (const [kinds, filter] of filters) assert.deepEqual(filterOf({ kinds }), filter, kinds.join());
    });

    it("limits accounts and kinds together", () => {
        const accounts = { Dimensions: { Key: "LINKED_ACCOUNT", Values: ["1", "2"] } };
        assert.deepEqual(filterOf({ accounts: ["1", "2"] }), accounts);
        assert.deepEqual(filterOf({ accounts: ["1", "2"], kinds: ["tax"] }), { And: [accounts, recordTypes("Tax")] });
    });

    it("cannot be about single resources, and the error names the ways that can", () => {
        assert.throws(
            () => explorerRequest(question({ groupBy: ["resource"] })),
            (error) =>
                error instanceof ExplorerError && /costs\.export: \{ resources: true \}.*--source/.test(error.message),
        );
    });
});

describe("the rows of Cost Explorer's answer", () => {
    it("have tags, regions and record types as all sources name them", async () => {
        const rows = async (changes: Partial<CostQuestion>, ...keys: readonly string[]): Promise<readonly string[]> => {
            const answer = page(Object.fromEntries(keys.map((key) => [key, "1"])));
            return (await new FakeExplorer(answer).source().costs(question(changes))).map((row) => row.keys.join());
        };
        const tag = (key: string): Partial<CostQuestion> => ({ groupBy: [{ tag: key }] });
        assert.deepEqual(await rows(tag("Team"), "Team$shop", "Team$"), ["shop", ""]);
        assert.deepEqual(await rows(tag("Team"), "Team$a$b"), ["a$b"]);
        assert.deepEqual(await rows(tag("US$"), "US$$10", "US$$"), ["10", ""]);
        assert.deepEqual(await rows({ groupBy: ["region"] }, "eu-central-1", "global"), ["eu-central-1", "global"]);
        assert.deepEqual(await rows({ groupBy: ["kind"] }, "Credit", "Refund", "Tax"), ["credit", "refund", "tax"]);
    });

    it("sum what AWS has two names for and we have one", async () => {
        const rows = async (changes: Partial<CostQuestion>, amounts: Record<string, string>): Promise<object> => {
            const found = await new FakeExplorer(page(amounts)).source().costs(question(changes));
            return Object.fromEntries(found.map(({ keys, amount }) => [keys.join(), amount]));
        };
        const compute = { "Amazon Elastic Compute Cloud - Compute": "5", "EC2 - Other": "2", "AWS Lambda": "1" };
        assert.deepEqual(await rows({ groupBy: ["service"] }, compute), {
            "Amazon Elastic Compute Cloud": 7,
            "AWS Lambda": 1,
        });
        const kinds = {
            Usage: "10",
            SavingsPlanCoveredUsage: "4",
            SavingsPlanNegation: "-4",
            Support: "3",
            New: "1",
            Tax: "2",
        };
        assert.deepEqual(await rows({ groupBy: ["kind"] }, kinds), { usage: 14, tax: 2 });
        assert.deepEqual(await rows({ groupBy: ["region"] }, { NoRegion: "1", global: "2", "": "4" }), { global: 7 });
    });

    it("are of each month, or of the month of the first day for one total", async () => {
        const [october, november] = [page({ "1": "5" }), page({ "1": "2.5" }, { month: "2026-11" })];
        const answer = { ResultsByTime: [...(october.ResultsByTime ?? []), ...(november.ResultsByTime ?? [])] };
        assert.deepEqual(await new FakeExplorer(answer).source().costs(question()), [
            { month: "2026-10", keys: ["1"], amount: 5 },
            { month: "2026-11", keys: ["1"], amount: 2.5 },
        ]);
        assert.deepEqual(await new FakeExplorer(answer).source().costs(question({ granularity: "total" })), [
            { month: "2026-10", keys: ["1"], amount: 7.5 },
        ]);
    });

    it("are of all pages, of which the same key may be on two", async () => {
        const aws = new FakeExplorer(
            page({ "1": "1", "2": "2" }, { token: "second" }),
            page({ "2": "3" }, { token: "" }),
        );
        const rows = await aws.source().costs(question());
        assert.deepEqual(
            rows.map(({ keys, amount }) => [keys[0], amount]),
            [
                ["1", 1],
                ["2", 5],
            ],
        );
        assert.deepEqual(
            aws.usage.map(({ NextPageToken }) => NextPageToken),
            [undefined, "second"],
        );
    });
});
