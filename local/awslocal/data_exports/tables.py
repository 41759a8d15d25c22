"""The tables that an export can query.

Sources: the Data Exports table dictionary in the Cost and Usage Reports User Guide (COST_AND_USAGE_REPORT, FOCUS_1_2_AWS)
and the FOCUS specification 1.2, as others read them in October 2026. [K]: the columns of COST_AND_USAGE_REPORT are checked by
the beginning of their names only, and FOCUS_1_0_AWS like FOCUS_1_2_AWS.
"""

from __future__ import annotations

from dataclasses import dataclass, field

FOCUS_COLUMNS = frozenset(
    [
        "AvailabilityZone", "BilledCost", "BillingAccountId", "BillingAccountName", "BillingAccountType",
        "BillingCurrency", "BillingPeriodEnd", "BillingPeriodStart", "CapacityReservationId",
        "CapacityReservationStatus", "ChargeCategory", "ChargeClass", "ChargeDescription", "ChargeFrequency",
        "ChargePeriodEnd", "ChargePeriodStart", "CommitmentDiscountCategory", "CommitmentDiscountId",
        "CommitmentDiscountName", "CommitmentDiscountQuantity", "CommitmentDiscountStatus", "CommitmentDiscountType",
        "CommitmentDiscountUnit", "ConsumedQuantity", "ConsumedUnit", "ContractedCost", "ContractedUnitPrice",
        "EffectiveCost", "InvoiceId", "InvoiceIssuerName", "ListCost", "ListUnitPrice", "PricingCategory",
        "PricingCurrency", "PricingCurrencyContractedUnitPrice", "PricingCurrencyEffectiveCost",
        "PricingCurrencyListUnitPrice", "PricingQuantity", "PricingUnit", "ProviderName", "PublisherName", "RegionId",
        "RegionName", "ResourceId", "ResourceName", "ResourceType", "ServiceCategory", "ServiceName",
        "ServiceSubcategory", "SkuId", "SkuMeter", "SkuPriceDetails", "SkuPriceId", "SubAccountId", "SubAccountName",
        "SubAccountType", "Tags", "x_CostCategories", "x_Discounts", "x_Operation", "x_ServiceCode", "x_UsageType",
    ]
)  # fmt: skip
REPORT_PREFIXES = (
    "bill_", "cost_category", "discount", "identity_", "line_item_", "pricing_", "product", "reservation_",
    "resource_tags", "savings_plan_", "split_line_item_", "tags",
)  # fmt: skip
BOOLEAN = ("TRUE", "FALSE")
GRANULARITY = ("HOURLY", "DAILY", "MONTHLY")


@dataclass(frozen=True)
class Table:
    name: str
    description: str
    # By property: the valid values, and the default.
    properties: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    columns: frozenset[str] = FOCUS_COLUMNS

    def has_column(self, name: str, configuration: dict[str, str]) -> bool:
        if name in ("line_item_resource_id", "ResourceId") and configuration.get("INCLUDE_RESOURCES") == "FALSE":
            return False
        if name.startswith("split_line_item_") and configuration.get("INCLUDE_SPLIT_COST_ALLOCATION_DATA") == "FALSE":
            return False
        return name in self.columns if self.columns else name.startswith(REPORT_PREFIXES)


TABLES = {
    table.name: table
    for table in (
        Table(
            "COST_AND_USAGE_REPORT",
            "Cost and usage report 2.0",
            {
                "TIME_GRANULARITY": (GRANULARITY, "HOURLY"),
                "INCLUDE_RESOURCES": (BOOLEAN, "FALSE"),
                "INCLUDE_SPLIT_COST_ALLOCATION_DATA": (BOOLEAN, "FALSE"),
                "INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY": (BOOLEAN, "FALSE"),
            },
            frozenset(),
        ),
        Table("FOCUS_1_0_AWS", "FOCUS 1.0 with AWS columns"),
        Table("FOCUS_1_2_AWS", "FOCUS 1.2 with AWS columns", {"TIME_GRANULARITY": (GRANULARITY[:2], "HOURLY")}),
    )
}
