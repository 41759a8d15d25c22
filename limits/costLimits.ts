import type { LimitSource } from "./limitSource";
import type { TextLimits } from "./textLimits";

const READ = "2026-11-26";

/** A page of AWS's reference of Cost Explorer, Budgets and Data Exports, which has the service models. */
function costReference(page: string): LimitSource {
    return {
        from: `https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/${page}.html`,
        read: READ,
    };
}

/** The quotas of AWS Billing: cost categories and cost allocation tags. */
const BILLING_QUOTAS: LimitSource = {
    from: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/billing-limits.html",
    read: READ,
};

/** The quotas of AWS Cost Management: budgets and anomaly detection. */
const COST_MANAGEMENT_QUOTAS: LimitSource = {
    from: "https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html",
    read: "2026-11-23",
};

/** The name of a budget, unique in the management account. AWS also refuses `/action/` in it. */
export const BUDGET_NAME: TextLimits = {
    what: "budget name",
    min: 1,
    max: 100,
    pattern: /^(?!.*\/action\/)(?!.*<script>.*<\/script>)[^:\\\r\n]+$/i,
    allowed: "any text on one line without : and \\ and /action/",
    source: costReference("API_budgets_Budget"),
};

/** The e-mail of a person who is notified. */
export const BUDGET_EMAIL: TextLimits = {
    what: "e-mail",
    min: 6,
    max: 302,
    pattern: /^[A-Za-z0-9.!#$%&'*+=?^_{|}~-]+@[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/,
    allowed: "one address such as finops@example.com",
    // The reference of AWS Budgets gives no form. Both services send to the same people.
    source: costReference("API_Subscriber"),
};

export const SNS_TOPIC_ARN: TextLimits = {
    what: "ARN of an SNS topic",
    min: 1,
    max: 2_048,
    pattern: /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
    allowed: "one such as arn:aws:sns:us-east-1:111122223333:costs",
    source: costReference("API_budgets_Subscriber"),
};

/** AWS states no largest amount. Larger numbers are typing mistakes, or lose digits as they are written out. */
export const BUDGET_AMOUNT = { max: 1_000_000_000, source: costReference("API_budgets_Spend") };

/** The most alerts of a budget. AWS calls them notifications. */
export const BUDGET_ALERTS = { max: 10, source: costReference("API_budgets_CreateBudget") };

/** The most e-mails of an alert. */
export const BUDGET_ALERT_EMAILS = { max: 10, source: costReference("API_budgets_NotificationWithSubscribers") };
/** The most SNS topics of an alert. */
export const BUDGET_ALERT_TOPICS = { max: 1, source: costReference("API_budgets_NotificationWithSubscribers") };

/** The most budgets of an account; all of them are in the management account. */
export const BUDGETS = { max: 20_000, source: COST_MANAGEMENT_QUOTAS };
/** The most budget actions of an account. Each budget that stops an account has one. */
export const BUDGET_ACTIONS = { max: 100, source: COST_MANAGEMENT_QUOTAS };

/**
 * What AWS calls the periods of budgets. It also has DAILY.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html, read on 2026-11-26.
 */
export const BUDGET_TIME_UNITS = { monthly: "MONTHLY", quarterly: "QUARTERLY", yearly: "ANNUALLY" } as const;

/** The currencies in which AWS bills accounts for themselves: USD, and CNY in the China Regions. */
export const CURRENCIES = { codes: ["USD", "CNY"], source: costReference("API_budgets_Spend") };

/** The most cost categories of an organisation. */
export const COST_CATEGORIES = { max: 50, source: BILLING_QUOTAS };
/** The most rules of a cost category. */
export const COST_CATEGORY_RULES = { max: 500, source: BILLING_QUOTAS };

/** The most split charge rules of a cost category. */
export const COST_CATEGORY_SPLITS = { max: 10, source: BILLING_QUOTAS };

/** The most monitors and subscriptions of Cost Anomaly Detection. */
export const ANOMALY_MONITORS = { max: 500, source: COST_MANAGEMENT_QUOTAS };
export const ANOMALY_SUBSCRIPTIONS = { max: 100, source: COST_MANAGEMENT_QUOTAS };

/** The name of a cost category, unique in the management account; case matters. */
export const COST_CATEGORY_NAME: TextLimits = {
    what: "cost category name",
    min: 1,
    max: 50,
    pattern: /^(?! )[\p{L}\p{N}\p{Z}_-]*(?<! )$/u,
    allowed: "letters, digits, spaces, _ and -, with no space at the beginning or end",
    source: costReference("API_CostCategory"),
};

/** A value of a cost category. */
export const COST_CATEGORY_VALUE: TextLimits = {
    what: "value of a cost category",
    min: 1,
    max: 50,
    pattern: /^(?! )[\p{L}\p{N}\p{Z}_-]*(?<! )$/u,
    allowed: "letters, digits, spaces, _ and -, with no space at the beginning or end",
    source: costReference("API_CostCategoryRule"),
};

/** The most active cost allocation tags of an organisation. */
export const ACTIVE_COST_TAGS = { max: 500, source: BILLING_QUOTAS };

/** The name of a data export. */
export const COST_EXPORT_NAME: TextLimits = {
    what: "export name",
    min: 1,
    max: 128,
    pattern: /^[0-9A-Za-z!\-_.*'()]+$/,
    allowed: "letters, digits and !-_.*'()",
    source: costReference("API_DataExports_Export"),
};

/** The folder of a data export in its bucket. */
export const COST_EXPORT_PREFIX: TextLimits = {
    what: "prefix",
    min: 1,
    max: 512,
    pattern: /^(?!\/)[0-9A-Za-z!\-_.*'()/]+(?<!\/)$/,
    allowed: "letters, digits and !-_.*'()/, without / at the beginning and end",
    source: costReference("API_DataExports_S3Destination"),
};

/** The name of an S3 bucket, unique among all buckets of AWS. */
export const BUCKET_NAME: TextLimits = {
    what: "bucket name",
    min: 3,
    max: 63,
    pattern:
        /^(?!\d+(\.\d+){3}$)(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9](?!.*\.\.)[a-z0-9.-]*[a-z0-9](?<!-s3alias|--ol-s3|--x-s3|\.mrap)$/,
    allowed: "lower-case letters, digits and hyphens, such as acme-costs",
    source: { from: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html", read: READ },
};

/** What budgets with an action cost: the first ones of an account are free, then each costs `perDay` USD. AWS's price list says so too. */
export const BUDGET_ACTION_PRICE = {
    free: 2,
    perDay: 0.1,
    source: { from: "https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/", read: READ },
};
