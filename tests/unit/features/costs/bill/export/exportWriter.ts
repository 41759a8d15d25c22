import fs from "node:fs";
import path from "node:path";
import type { Charge } from "./billYear";

/** A column by its name: values of a known type, or maps from text to text. */
type Columns = Record<string, { readonly type: "STRING" | "DOUBLE" | "TIMESTAMP" | "MAP"; readonly data: unknown[] }>;

export type WrittenFormat = "focus" | "cur2";

/** Writes an export of charges into a folder, as AWS delivers it. */
export async function writeExport(folder: string, format: WrittenFormat, charges: readonly Charge[]): Promise<void> {
    for (const month of new Set(charges.map(({ day }) => day.slice(0, 7)))) {
        const ofMonth = charges.filter(({ day }) => day.startsWith(month));
        // Two files, as AWS splits large months.
        const half = Math.ceil(ofMonth.length / 2);
        const parts = [ofMonth.slice(0, half), ofMonth.slice(half)].filter((part) => part.length > 0);
        const keys = parts.map((_, index) => `data/BILLING_PERIOD=${month}/costs-0000${index + 1}.snappy.parquet`);
        for (const [index, part] of parts.entries()) {
            await writeCharges(path.join(folder, keys[index] ?? ""), format, part);
        }
        writeManifest(folder, month, keys);
    }
}

export async function writeCharges(file: string, format: WrittenFormat, charges: readonly Charge[]): Promise<void> {
    await writeParquet(file, format === "focus" ? focusColumns(charges) : cur2Columns(charges));
}

/** @param below the folder of the delivery below the month, with CREATE_NEW. */
export function writeManifest(folder: string, month: string, keys: readonly string[], below = ""): void {
    const file = path.join(folder, `metadata/BILLING_PERIOD=${month}`, below, "costs-Manifest.json");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const dataFiles = keys.map((key) => `s3://acme-costs/focus/costs/${key}`);
    fs.writeFileSync(file, JSON.stringify({ executionId: "1", exportArn: "arn", columns: [], dataFiles }));
}

export async function writeParquet(file: string, columns: Columns): Promise<void> {
    const { parquetWriteFile } = await import("hyparquet-writer");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const named = Object.entries(columns);
    const schema = named.flatMap(([name, { type }]) => schemaOf(name, type));
    parquetWriteFile({
        filename: file,
        columnData: named.map(([name, { data }]) => ({ name, data: data as string[] })),
        schema: [{ name: "root", num_children: named.length }, ...schema],
    });
}

function schemaOf(name: string, type: Columns[string]["type"]): never[] {
    const text = { type: "BYTE_ARRAY", converted_type: "UTF8" };
    const one = { name, repetition_type: "OPTIONAL" };
    const elements =
        type === "MAP"
            ? [
                  { ...one, converted_type: "MAP", num_children: 1 },
                  { name: "key_value", repetition_type: "REPEATED", num_children: 2 },
                  { name: "key", ...text, repetition_type: "REQUIRED" },
                  { name: "value", ...text, repetition_type: "OPTIONAL" },
              ]
            : type === "TIMESTAMP"
              ? [{ ...one, type: "INT64", converted_type: "TIMESTAMP_MILLIS" }]
              : [{ ...one, ...(type === "DOUBLE" ? { type } : text) }];
    return elements as never[];
}

const start = ({ day }: Charge): Date => new Date(`${day}T00:00:00Z`);
const period = ({ day }: Charge): Date => new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
const dollars = (micro: number): number => micro / 1e6;

/** FOCUS has no negations: covered usage is billed with 0. */
export function focusColumns(all: readonly Charge[]): Columns {
    const charges = all.filter(({ type }) => type !== "SavingsPlanNegation");
    const billed = ({ type, unblended }: Charge): number =>
        type === "SavingsPlanCoveredUsage" ? 0 : dollars(unblended);
    const category = ({ kind, type }: Charge): string => {
        if (kind === "tax") return "Tax";
        if (kind === "credit") return "Credit";
        return /Fee$/.test(type) ? "Purchase" : "Usage";
    };
    const text = (of: (charge: Charge) => string | null): Columns[string] => ({
        type: "STRING",
        data: charges.map(of),
    });
    return {
        BilledCost: { type: "DOUBLE", data: charges.map(billed) },
        EffectiveCost: { type: "DOUBLE", data: charges.map(({ amortized }) => dollars(amortized)) },
        BillingCurrency: text(() => "USD"),
        BillingPeriodStart: { type: "TIMESTAMP", data: charges.map(period) },
        ChargePeriodStart: { type: "TIMESTAMP", data: charges.map(start) },
        ChargeCategory: text(category),
        ChargeClass: text(({ kind }) => (kind === "refund" ? "Correction" : null)),
        SubAccountId: text(({ account }) => account),
        ServiceName: text(({ service }) => service),
        RegionId: text(({ region }) => region || null),
        ResourceId: text(({ resource }) => resource || null),
        Tags: { type: "MAP", data: charges.map(({ tags }) => tags) },
    };
}

export function cur2Columns(charges: readonly Charge[]): Columns {
    const text = (of: (charge: Charge) => string | null): Columns[string] => ({
        type: "STRING",
        data: charges.map(of),
    });
    const only = (type: string, of: (charge: Charge) => number): Columns[string] => ({
        type: "DOUBLE",
        data: charges.map((charge) => (charge.type === type ? of(charge) : 0)),
    });
    const amortized = ({ amortized: micro }: Charge): number => dollars(micro);
    return {
        line_item_unblended_cost: { type: "DOUBLE", data: charges.map(({ unblended }) => dollars(unblended)) },
        line_item_line_item_type: text(({ type }) => type),
        line_item_currency_code: text(() => "USD"),
        line_item_usage_start_date: { type: "TIMESTAMP", data: charges.map(start) },
        line_item_usage_account_id: text(({ account }) => account),
        line_item_product_code: text(({ service }) => service.replaceAll(" ", "")),
        line_item_resource_id: text(({ resource }) => resource),
        product: { type: "MAP", data: charges.map(({ service }) => ({ product_name: service })) },
        product_region_code: text(({ region }) => region),
        resource_tags: { type: "MAP", data: charges.map(({ tags }) => spelledTags(tags)) },
        savings_plan_savings_plan_effective_cost: only("SavingsPlanCoveredUsage", amortized),
        savings_plan_total_commitment_to_date: only("SavingsPlanRecurringFee", (charge) => dollars(charge.unblended)),
        savings_plan_used_commitment: only("SavingsPlanRecurringFee", (charge) =>
            dollars(charge.unblended - charge.amortized),
        ),
        reservation_effective_cost: only("DiscountedUsage", amortized),
        reservation_unused_amortized_upfront_fee_for_billing_period: only("RIFee", (charge) =>
            dollars(charge.amortized - 1),
        ),
        reservation_unused_recurring_fee: only("RIFee", () => dollars(1)),
        reservation_reservation_a_r_n: text(({ type }) => (type === "Fee" ? "arn:aws:ec2:reserved" : "")),
    };
}

function spelledTags({ Team, CostCenter }: Readonly<Record<string, string>>): Record<string, string> {
    return {
        ...(Team !== undefined && { user_team: Team }),
        ...(CostCenter !== undefined && { user_cost_center: CostCenter }),
    };
}
