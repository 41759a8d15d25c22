import assert from "node:assert/strict";
import { AthenaClient, CreateWorkGroupCommand } from "@aws-sdk/client-athena";
import type { CostQuestion } from "../../features/costs/bill/costSource";
import { AthenaSource, ExportError } from "../../features/costs/bill/export";
import { startLocalAws, type LocalAws } from "./server";

const COLUMNS = [
    ["billedcost", "double"],
    ["effectivecost", "double"],
    ["billingcurrency", "varchar"],
    ["subaccountid", "varchar"],
    ["servicename", "varchar"],
    ["chargecategory", "varchar"],
    ["chargeperiodstart", "timestamp(3)"],
    ["tags", "map(varchar, varchar)"],
    ["billing_period", "varchar"],
] as const;
const QUESTION: CostQuestion = {
    from: "2026-10-01",
    to: "2026-12-01",
    granularity: "month",
    groupBy: ["account", { tag: "Team" }],
    metric: "amortized",
};

describe("an export in Athena", () => {
    let aws: LocalAws;
    let client: AthenaClient;
    const waits: number[] = [];
    const source = (workgroup = "costs"): AthenaSource =>
        new AthenaSource(
            { workgroup, database: "billing", table: "focus", region: "eu-central-1" },
            { athena: () => Promise.resolve(client) },
            (milliseconds) => Promise.resolve(waits.push(milliseconds)),
        );
    const table = (columns: readonly (readonly [string, string])[] = COLUMNS) => ({
        matches: "information_schema",
        columns: [{ name: "column_name" }, { name: "data_type" }],
        rows: columns,
        scannedBytes: 0,
    });

    before(async () => {
        aws = await startLocalAws();
        client = new AthenaClient({ ...aws.clientConfig(), region: "eu-central-1" });
    });
    after(async () => {
        client.destroy();
        await aws.stop();
    });
    beforeEach(async () => {
        await aws.reset();
        const ResultConfiguration = { OutputLocation: "s3://acme-athena/results" };
        await client.send(new CreateWorkGroupCommand({ Name: "costs", Configuration: { ResultConfiguration } }));
        await aws.answerQueries([
            table(),
            {
                matches: "partitions",
                columns: [{ name: "billing_period" }],
                rows: [["2026-10"], ["2026-11"]],
                scannedBytes: 0,
            },
        ]);
    });

    const answered = (rows: readonly (readonly (string | null)[])[], scannedBytes = 3e12) =>
        aws.answerQueries([
            {
                matches: "SUM\\(amount\\)",
                columns: ["month", "key1", "key2", "currency", "amount"].map((name) => ({ name })),
                rows,
                scannedBytes,
            },
        ]);

    it("answers in pages, waits, and says what it costs", async () => {
        // More than a page of Athena has.
        const rows = Array.from({ length: 2_500 }, (_, index) => {
            return ["2026-11", String(200_000_000_000 + index), index === 7 ? "" : "shop", "USD", "1.2500000000"];
        });
        await answered(rows);
        const athena = source();
        const answer = await athena.costs(QUESTION);
        assert.equal(answer.length, 2_500);
        assert.deepEqual(answer[7], { month: "2026-11", keys: ["200000000007", ""], amount: 1.25 });
        assert.ok(waits.length >= 3);
        // Three queries: the columns and the months read less than 10 MB, which is the least that is billed.
        assert.deepEqual(athena.usage(), { requests: 3, cached: 0, usd: 15 + 2 * 0.00005 });
        await athena.costs(QUESTION);
        assert.equal(athena.usage().requests, 4);

        const asked = (await aws.queries()).at(-1) ?? assert.fail();
        assert.equal(asked.workgroup, "costs");
        assert.match(asked.sql, /FROM "billing"\."focus"\nWHERE billing_period = '2026-10'/);
        assert.match(asked.sql, /NULLIF\(element_at\(Tags, 'Team'\), ''\)/);
    });

    it("tells the last day of a month that it has", async () => {
        await aws.answerQueries([
            { matches: "MAX\\(", columns: [{ name: "day" }], rows: [["2026-11-20 23:00:00.000"]], scannedBytes: 0 },
        ]);
        assert.equal(await source().lastDay("2026-11", "2026-11-26"), "2026-11-20");
        const { sql = "" } = (await aws.queries()).at(-1) ?? {};
        assert.match(sql, /billing_period = '2026-11' AND ChargePeriodStart < TIMESTAMP '2026-11-26 00:00:00'/);
    });

    const refused = async (athena: AthenaSource, message: RegExp, question = QUESTION): Promise<void> => {
        await assert.rejects(athena.costs(question), (error) => {
            assert.ok(error instanceof ExportError, String(error));
            assert.match(error.message, message);
            return true;
        });
    };

    it("says what is wrong", async () => {
        await refused(source(), /no partition 2026-12: ask for months from 2026-10 to 2026-11/, {
            ...QUESTION,
            to: "2027-01-01",
        });
        await refused(source("primary"), /Athena refuses the query in the workgroup "primary": .*output location/);
        await aws.answerQueries([{ matches: "SUM", failure: "HIVE_BAD_DATA: broken" }]);
        await refused(source(), /ended as FAILED: HIVE_BAD_DATA: broken/);
        await answered([
            ["2026-11", "1", "", "USD", "1"],
            ["2026-11", "1", "", "EUR", "1"],
        ]);
        await refused(source(), /has charges in EUR and USD, which have no common sum/);
        await aws.answerQueries([table(COLUMNS.filter(([name]) => name !== "effectivecost"))]);
        await refused(source(), /lacks the column EffectiveCost of FOCUS/);
        await aws.answerQueries([table(COLUMNS.filter(([name]) => name !== "billing_period"))]);
        await refused(source(), /has no partition billing_period/);
        await aws.answerQueries([table([["x", "varchar"]])]);
        await refused(source(), /has no column BilledCost \(FOCUS\) or line_item_unblended_cost \(CUR 2\.0\)/);
        await aws.answerQueries([table([])]);
        await refused(source(), /Athena has no table billing\.focus in eu-central-1/);
        await aws.fault({ operation: "athena.StartQueryExecution", error: { code: "AccessDeniedException" } });
        await refused(source(), /AWS denies the credentials the query in Athena: they need athena:StartQueryExecution/);
    });
});
