import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { CostMetric } from "../../../../../../features/costs/bill/costSource";
import { ExportFileSource, FolderFiles } from "../../../../../../features/costs/bill/export";
import { writeParquet } from "./exportWriter";

type Row = Readonly<Record<string, string | number | null>>;

/** The amounts by kind of an export with these rows; a column that no row has is absent. */
async function kinds(rows: readonly Row[], metric: CostMetric): Promise<Record<string, number>> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "export-"));
    try {
        const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
        const columns = names.map((name) => {
            const data = rows.map((row) => row[name] ?? null);
            return [name, { type: data.some((one) => typeof one === "number") ? "DOUBLE" : "STRING", data }] as const;
        });
        await writeParquet(`${folder}/data/BILLING_PERIOD=2026-11/x.parquet`, Object.fromEntries(columns));
        const source = new ExportFileSource(new FolderFiles(folder));
        const time = { from: "2026-11-01", to: "2026-12-01", granularity: "month" } as const;
        const answer = await source.costs({ ...time, groupBy: ["kind"], metric });
        return Object.fromEntries(answer.map(({ keys: [kind = ""], amount }) => [kind, amount]));
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

describe("the kind of a charge", () => {
    for (const [category, chargeClass, amount, kind] of [
        ["Usage", null, 5, "usage"],
        ["Usage", "Correction", -5, "refund"],
        ["Usage", "Correction", 5, "usage"],
        ["Usage", null, -5, "usage"],
        ["Purchase", null, 5, "usage"],
        ["Purchase", "Correction", -5, "refund"],
        ["Adjustment", null, -5, "refund"],
        ["Adjustment", "Correction", 5, "refund"],
        ["Credit", null, -5, "credit"],
        ["Credit", "Correction", 5, "credit"],
        ["Tax", null, 5, "tax"],
        ["Tax", "Correction", -5, "tax"],
    ] as const) {
        it(`of FOCUS: ${category}, ${chargeClass ?? "no class"}, ${amount} is ${kind}`, async () => {
            const row = {
                BilledCost: amount,
                BillingCurrency: "USD",
                ChargeCategory: category,
                ChargeClass: chargeClass,
            };
            // A column of nulls is text.
            assert.deepEqual(await kinds([row], "unblended"), { [kind]: amount });
        });
    }

    for (const [type, kind] of [
        ["Usage", "usage"],
        ["Fee", "usage"],
        ["BundledDiscount", "usage"],
        ["EdpDiscount", "usage"],
        ["PrivateRateDiscount", "usage"],
        ["Credit", "credit"],
        ["Refund", "refund"],
        ["Tax", "tax"],
        ["SomethingNew", "usage"],
    ] as const) {
        it(`of CUR 2.0: ${type} is ${kind}`, async () => {
            const row = { line_item_unblended_cost: 5, line_item_currency_code: "USD", line_item_line_item_type: type };
            assert.deepEqual(await kinds([row], "unblended"), { [kind]: 5 });
        });
    }
});

describe("the amortized cost in CUR 2.0", () => {
    const NOTHING = {
        line_item_currency_code: "USD",
        savings_plan_savings_plan_effective_cost: 1_000,
        savings_plan_total_commitment_to_date: 2_000,
        savings_plan_used_commitment: 500,
        reservation_effective_cost: 3_000,
        reservation_unused_amortized_upfront_fee_for_billing_period: 4_000,
        reservation_unused_recurring_fee: 50,
        reservation_reservation_a_r_n: "",
    };
    for (const [type, amount, arn] of [
        ["Usage", 7, ""],
        ["SavingsPlanCoveredUsage", 1_000, ""],
        ["SavingsPlanRecurringFee", 1_500, ""],
        ["SavingsPlanNegation", 0, ""],
        ["SavingsPlanUpfrontFee", 0, ""],
        ["DiscountedUsage", 3_000, "arn"],
        ["RIFee", 4_050, "arn"],
        ["Fee", 0, "arn"],
        ["Fee", 7, ""],
        ["Fee", 7, null],
        ["EdpDiscount", 7, ""],
    ] as const) {
        it(`of ${type}${arn === "arn" ? " of a reservation" : ""} is ${amount}`, async () => {
            const row = { ...NOTHING, line_item_line_item_type: type, line_item_unblended_cost: 7 };
            const answer = await kinds([{ ...row, reservation_reservation_a_r_n: arn }], "amortized");
            assert.deepEqual(answer, amount === 0 ? {} : { usage: amount });
        });
    }
});
