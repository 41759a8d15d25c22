import type { CostMetric } from "../costSource";

/**
 * Which columns of an export are what. Both formats, and Cost Explorer, give the same sums with this:
 *
 * | what            | FOCUS 1.0, 1.2                                   | CUR 2.0                                          | Cost Explorer          |
 * | --------------- | ------------------------------------------------ | ------------------------------------------------ | ---------------------- |
 * | unblended       | BilledCost [1]                                   | line_item_unblended_cost                         | UnblendedCost          |
 * | amortized       | EffectiveCost [1]                                | `AMORTIZED_CUR2`, by line item type [3]          | AmortizedCost          |
 * | credit          | ChargeCategory Credit                            | line_item_line_item_type Credit                  | RECORD_TYPE Credit     |
 * | refund          | ChargeCategory Adjustment, or a negative usage   | line_item_line_item_type Refund                  | RECORD_TYPE Refund     |
 * |                 | or purchase of ChargeClass Correction [2]        |                                                  |                        |
 * | tax             | ChargeCategory Tax                               | line_item_line_item_type Tax                     | RECORD_TYPE Tax        |
 * | usage           | everything else                                  | everything else                                  | everything else        |
 * | service         | ServiceName; `Tax` for tax                       | product['product_name'], or the product's code;  | SERVICE; AWS gives     |
 * |                 |                                                  | `Tax` for tax                                    | `Tax` for tax          |
 * | region          | RegionId                                         | product_region_code                              | REGION                 |
 * | first day       | ChargePeriodStart                                | line_item_usage_start_date                       | the day                |
 * | month           | the partition BILLING_PERIOD                     | the partition BILLING_PERIOD                     | the month of the day   |
 *
 * Discounts are rows of their own in CUR 2.0 and Cost Explorer, and are subtracted already in FOCUS: the sum of a group is the same.
 *
 * Unblended costs by tag can differ where there is a savings plan: CUR 2.0 and Cost Explorer have the full price of covered usage with the
 * tags of its resource, and a negation without tags; FOCUS has 0 for it. Amortized costs are the same.
 *
 * Sources, read 2026-11-26:
 * [1] https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-focus-1-2-aws-columns.html
 * [2] Not confirmed: AWS does not document how it writes refunds in FOCUS. FOCUS's own examples have AWS's `Refund` as an adjustment
 *     (FOCUS_Spec, supporting_content/columns/chargecategory.md), and define corrections as changes of an invoiced month.
 * [3] https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-cur2-reservation.html and -savings-plan.html. The rule itself is the
 *     one that AWS publishes for its dashboards and query library (awslabs/aws-well-architected-labs, 300_CUR_Queries).
 */
export interface ExportFormat {
    readonly name: "FOCUS" | "CUR 2.0";
    /** Tells the format by itself. */
    readonly mark: string;
    readonly account: SqlColumn;
    readonly service: SqlColumn;
    readonly region: SqlColumn;
    readonly resource: SqlColumn;
    readonly kind: SqlColumn;
    readonly currency: SqlColumn;
    readonly start: SqlColumn;
    /** A map from a tag's key to its value. */
    readonly tags: SqlColumn;
    readonly amounts: Readonly<Record<CostMetric, SqlColumn>>;
}

/** An expression, and the columns that it needs. */
export interface SqlColumn {
    readonly sql: (mapValue: (map: string, key: string) => string) => string;
    readonly columns: readonly string[];
}

function column(name: string): SqlColumn {
    return { sql: () => name, columns: [name] };
}

const FOCUS_KIND = `CASE WHEN ChargeCategory = 'Tax' THEN 'tax' WHEN ChargeCategory = 'Credit' THEN 'credit' \
WHEN ChargeCategory = 'Adjustment' OR (ChargeClass = 'Correction' AND BilledCost < 0) THEN 'refund' ELSE 'usage' END`;

const CUR2_KIND = `CASE line_item_line_item_type WHEN 'Tax' THEN 'tax' WHEN 'Credit' THEN 'credit' WHEN 'Refund' THEN 'refund' ELSE 'usage' END`;

/**
 * Prepaid costs are spread over the usage that they pay for; what is not used of them stays with the fee. A fee itself, and the negation of
 * covered usage, are then 0.
 */
const AMORTIZED_CUR2 = `CASE \
WHEN line_item_line_item_type = 'SavingsPlanCoveredUsage' THEN COALESCE(savings_plan_savings_plan_effective_cost, 0) \
WHEN line_item_line_item_type = 'SavingsPlanRecurringFee' THEN COALESCE(savings_plan_total_commitment_to_date, 0) - COALESCE(savings_plan_used_commitment, 0) \
WHEN line_item_line_item_type IN ('SavingsPlanNegation', 'SavingsPlanUpfrontFee') THEN 0 \
WHEN line_item_line_item_type = 'DiscountedUsage' THEN COALESCE(reservation_effective_cost, 0) \
WHEN line_item_line_item_type = 'RIFee' THEN COALESCE(reservation_unused_amortized_upfront_fee_for_billing_period, 0) + COALESCE(reservation_unused_recurring_fee, 0) \
WHEN line_item_line_item_type = 'Fee' AND COALESCE(reservation_reservation_a_r_n, '') <> '' THEN 0 \
ELSE line_item_unblended_cost END`;

export const EXPORT_FORMATS: readonly ExportFormat[] = [
    {
        name: "FOCUS",
        mark: "BilledCost",
        account: column("SubAccountId"),
        service: {
            sql: () => `CASE WHEN ChargeCategory = 'Tax' THEN 'Tax' ELSE ServiceName END`,
            columns: ["ServiceName", "ChargeCategory"],
        },
        region: column("RegionId"),
        resource: column("ResourceId"),
        kind: { sql: () => FOCUS_KIND, columns: ["ChargeCategory", "ChargeClass", "BilledCost"] },
        currency: column("BillingCurrency"),
        start: column("ChargePeriodStart"),
        tags: column("Tags"),
        amounts: { unblended: column("BilledCost"), amortized: column("EffectiveCost") },
    },
    {
        name: "CUR 2.0",
        mark: "line_item_unblended_cost",
        account: column("line_item_usage_account_id"),
        service: {
            sql: (mapValue) =>
                `CASE WHEN line_item_line_item_type = 'Tax' THEN 'Tax' ELSE COALESCE(NULLIF(${mapValue("product", "product_name")}, ''), line_item_product_code) END`,
            columns: ["product", "line_item_product_code", "line_item_line_item_type"],
        },
        region: column("product_region_code"),
        resource: column("line_item_resource_id"),
        kind: { sql: () => CUR2_KIND, columns: ["line_item_line_item_type"] },
        currency: column("line_item_currency_code"),
        start: column("line_item_usage_start_date"),
        tags: column("resource_tags"),
        amounts: {
            unblended: column("line_item_unblended_cost"),
            amortized: {
                sql: () => AMORTIZED_CUR2,
                columns: [
                    "line_item_line_item_type",
                    "line_item_unblended_cost",
                    "savings_plan_savings_plan_effective_cost",
                    "savings_plan_total_commitment_to_date",
                    "savings_plan_used_commitment",
                    "reservation_effective_cost",
                    "reservation_unused_amortized_upfront_fee_for_billing_period",
                    "reservation_unused_recurring_fee",
                    "reservation_reservation_a_r_n",
                ],
            },
        },
    },
];
