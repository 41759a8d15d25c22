"""AWS's limits on budgets. Source: "Quotas and restrictions" in the AWS Cost Management User Guide and the service model
of AWS Budgets, read in November 2026. [K]: common knowledge, not documented."""

from __future__ import annotations

BUDGETS = 20_000
NOTIFICATIONS = 10
EMAILS_OF_A_NOTIFICATION = 10
TOPICS_OF_A_NOTIFICATION = 1
ACTIONS_OF_A_BUDGET = 10
ACTIONS = 100
TAGS = 50
# Source: "Creating a budget" in the same guide: a daily budget has no forecasted alerts.
UNITS_WITHOUT_FORECAST = {"DAILY"}
# How many amounts a budget with planned limits has. Source: API reference, Budget.PlannedBudgetLimits.
PLANNED = {"MONTHLY": 12, "QUARTERLY": 4}
# The end of a budget that has none: 2087-06-15. Source: API reference, TimePeriod.
NO_END = 3_706_473_600
# What a budget may filter by (CostFilters). Source: API reference, Budget.CostFilters, and "Budget filters".
FILTERS = {
    "AZ": "AZ",
    "LinkedAccount": "LINKED_ACCOUNT",
    "Operation": "OPERATION",
    "PurchaseType": "PURCHASE_TYPE",
    "Region": "REGION",
    "Service": "SERVICE",
    "UsageType": "USAGE_TYPE",
    "UsageTypeGroup": "USAGE_TYPE_GROUP",
    "InstanceType": "INSTANCE_TYPE",
    "InstanceTypeFamily": "INSTANCE_TYPE_FAMILY",
    "Platform": "PLATFORM",
    "Tenancy": "TENANCY",
    "CacheEngine": "CACHE_ENGINE",
    "DatabaseEngine": "DATABASE_ENGINE",
    "BillingEntity": "BILLING_ENTITY",
    "InvoicingEntity": "INVOICING_ENTITY",
    "LegalEntityName": "LEGAL_ENTITY_NAME",
    "DeploymentOption": "DEPLOYMENT_OPTION",
    "OperatingSystem": "OPERATING_SYSTEM",
    "TagKeyValue": "",
    "CostCategory": "",
}
