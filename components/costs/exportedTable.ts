/**
 * The tables of AWS Data Exports that hold costs, with the columns that are exported.
 * https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-focus-1-0-aws-columns.html and
 * https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-cur2-columns.html, read on 2026-11-26.
 */
export interface ExportedTable {
    readonly name: string;
    readonly columns: readonly string[];
    /** Those that only an export with resources has. */
    readonly resourceColumns: readonly string[];
    /** Whether the table is told to have resources. */
    readonly hasResourceSetting: boolean;
}

const FOCUS: ExportedTable = {
    name: "FOCUS_1_0_AWS",
    columns: [
        ...["AvailabilityZone", "BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency"],
        ...["BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory", "ChargeClass", "ChargeDescription"],
        ...["ChargeFrequency", "ChargePeriodEnd", "ChargePeriodStart", "CommitmentDiscountCategory"],
        ...["CommitmentDiscountId", "CommitmentDiscountName", "CommitmentDiscountStatus", "CommitmentDiscountType"],
        ...["ConsumedQuantity", "ConsumedUnit", "ContractedCost", "ContractedUnitPrice", "EffectiveCost"],
        ...["InvoiceIssuerName", "ListCost", "ListUnitPrice", "PricingCategory", "PricingQuantity", "PricingUnit"],
        ...["ProviderName", "PublisherName", "RegionId", "RegionName", "ServiceCategory", "ServiceName", "SkuId"],
        ...["SkuPriceId", "SubAccountId", "SubAccountName", "Tags", "x_CostCategories", "x_Discounts"],
        ...["x_Operation", "x_ServiceCode", "x_UsageType"],
    ],
    resourceColumns: ["ResourceId", "ResourceName", "ResourceType"],
    hasResourceSetting: false,
};

const CUR2: ExportedTable = {
    name: "COST_AND_USAGE_REPORT",
    columns: [
        ...["bill_bill_type", "bill_billing_entity", "bill_billing_period_end_date", "bill_billing_period_start_date"],
        ...["bill_invoice_id", "bill_invoicing_entity", "bill_payer_account_id", "bill_payer_account_name"],
        ...["cost_category", "discount", "discount_bundled_discount", "discount_total_discount"],
        ...["identity_line_item_id", "identity_time_interval", "line_item_availability_zone"],
        ...["line_item_currency_code", "line_item_legal_entity", "line_item_line_item_description"],
        ...["line_item_line_item_type", "line_item_net_unblended_cost", "line_item_normalized_usage_amount"],
        ...["line_item_operation", "line_item_product_code", "line_item_tax_type", "line_item_unblended_cost"],
        ...["line_item_unblended_rate", "line_item_usage_account_id", "line_item_usage_account_name"],
        ...["line_item_usage_amount", "line_item_usage_end_date", "line_item_usage_start_date", "line_item_usage_type"],
        ...["pricing_public_on_demand_cost", "pricing_term", "pricing_unit", "product", "product_instance_type"],
        ...["product_product_family", "product_region_code", "product_servicecode", "reservation_effective_cost"],
        ...["reservation_reservation_a_r_n", "reservation_unused_amortized_upfront_fee_for_billing_period"],
        ...["reservation_unused_recurring_fee", "resource_tags", "savings_plan_savings_plan_a_r_n"],
        ...["savings_plan_savings_plan_effective_cost", "savings_plan_total_commitment_to_date"],
        ...["savings_plan_used_commitment"],
    ],
    resourceColumns: ["line_item_resource_id"],
    hasResourceSetting: true,
};

export const EXPORTED_TABLES = { focus: FOCUS, cur2: CUR2 } as const;

/** The query and the settings of an export's table. */
export function dataQuery(
    format: keyof typeof EXPORTED_TABLES,
    resources: boolean,
): { queryStatement: string; tableConfigurations?: Record<string, Record<string, string>> } {
    const { name, columns, resourceColumns, hasResourceSetting } = EXPORTED_TABLES[format];
    const all = [...columns, ...(resources ? resourceColumns : [])];
    return {
        queryStatement: `SELECT ${all.join(", ")} FROM ${name}`,
        ...(hasResourceSetting && {
            tableConfigurations: {
                [name]: {
                    TIME_GRANULARITY: "DAILY",
                    INCLUDE_RESOURCES: resources ? "TRUE" : "FALSE",
                    INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY: "FALSE",
                    INCLUDE_SPLIT_COST_ALLOCATION_DATA: "FALSE",
                },
            },
        }),
    };
}
