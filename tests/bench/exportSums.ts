/**
 * What a question to the files of an export costs: 5 million charges of 200 accounts in one month, in both formats. Making the files is not
 * counted. Seconds are wall time on one machine on one day, the best of three.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ExportFileSource, FolderFiles } from "../../features/costs/bill/export";
import type { CostGroup, CostQuestion } from "../../features/costs/bill/costSource";

const CHARGES = 5_000_000;
const ROUNDS = 3;
const MONTH = "data/BILLING_PERIOD=2026-11";
const COMMON = `(200000000000 + i % 200)::VARCHAR AS account, 'Service ' || (i % 40) AS service, ['eu-central-1', 'us-east-1', ''][1 + i % 3] AS region,
    TIMESTAMPTZ '2026-11-01 00:00:00+00' + to_hours((i % 720)::INT) AS start, (i * 7919 % 1000000) / 1000000 AS cost`;
const FORMATS = {
    focus: `SELECT cost AS BilledCost, cost AS EffectiveCost, account AS SubAccountId, service AS ServiceName, region AS RegionId, start AS ChargePeriodStart,
        'USD' AS BillingCurrency, 'Usage' AS ChargeCategory, NULL::VARCHAR AS ChargeClass, account || i % 100000 AS ResourceId,
        CASE WHEN i % 3 = 0 THEN MAP {} ELSE MAP {'Team': 'team ' || i % 30, 'CostCenter': 'x'} END AS Tags`,
    cur2: `SELECT cost AS line_item_unblended_cost, 'Usage' AS line_item_line_item_type, account AS line_item_usage_account_id,
        MAP {'product_name': service} AS product, '' AS line_item_product_code, region AS product_region_code, start AS line_item_usage_start_date,
        'USD' AS line_item_currency_code, account || i % 100000 AS line_item_resource_id, 0.0::DOUBLE AS savings_plan_savings_plan_effective_cost,
        0.0::DOUBLE AS savings_plan_total_commitment_to_date, 0.0::DOUBLE AS savings_plan_used_commitment, 0.0::DOUBLE AS reservation_effective_cost,
        0.0::DOUBLE AS reservation_unused_amortized_upfront_fee_for_billing_period, 0.0::DOUBLE AS reservation_unused_recurring_fee,
        '' AS reservation_reservation_a_r_n,
        CASE WHEN i % 3 = 0 THEN MAP {} ELSE MAP {'user_team': 'team ' || i % 30, 'user_cost_center': 'x'} END AS resource_tags`,
} as const;
const QUESTIONS: readonly (readonly [string, readonly CostGroup[], Partial<CostQuestion>])[] = [
    ["by account", ["account"], {}],
    ["by account and service, amortized", ["account", "service"], { metric: "amortized" }],
    ["by team", [{ tag: "Team" }], {}],
    ["by account, until a day", ["account"], { to: "2026-11-16" }],
    ["resources of an account", ["resource"], { accounts: ["200000000007"] }],
    ["every resource", ["resource"], {}],
];

async function main(): Promise<void> {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "export-bench-"));
    try {
        for (const [format, columns] of Object.entries(FORMATS)) {
            await writeCharges(path.join(scratch, format), columns);
            for (const [name, groupBy, more] of QUESTIONS) {
                const question = {
                    from: "2026-11-01",
                    to: "2026-12-01",
                    granularity: "month",
                    metric: "unblended",
                } as const;
                const seconds: number[] = [];
                let rows = 0;
                for (let round = 0; round < ROUNDS; round += 1) {
                    const source = new ExportFileSource(new FolderFiles(path.join(scratch, format)));
                    const start = performance.now();
                    rows = (await source.costs({ ...question, groupBy, ...more })).length;
                    seconds.push((performance.now() - start) / 1000);
                }
                console.log(
                    `${format.padEnd(6)} ${name.padEnd(36)} ${Math.min(...seconds).toFixed(2)} s  ${rows} rows`,
                );
            }
        }
    } finally {
        fs.rmSync(scratch, { recursive: true });
    }
}

async function writeCharges(folder: string, columns: string): Promise<void> {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    fs.mkdirSync(path.join(folder, MONTH), { recursive: true });
    const charges = `${columns} FROM (SELECT i, ${COMMON} FROM range(${CHARGES}) AS numbers(i))`;
    await connection.run(
        `COPY (${charges}) TO '${path.join(folder, MONTH, "costs-00001.snappy.parquet")}' (FORMAT parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
}

void main();
