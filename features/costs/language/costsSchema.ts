import { z } from "zod";
import { KINDS, orEmpty } from "../../../definition/schema";
import { accountBudget, alerts, notify, ownBudget } from "./budgetSchema";
import { dimensions } from "./dimensionSchema";

const anomalyMonitor = orEmpty(
    z.strictObject({
        name: z.string().optional().describe("The monitor's name in AWS. Default: what it watches"),
        id: z
            .string()
            .optional()
            .describe("The ARN of an existing monitor. It is taken over instead of being created."),
        ids: z
            .record(z.string(), z.string())
            .optional()
            .describe("The same for a dimension, which has a monitor for each value: ARNs by value."),
    }),
);

export type AnomalyMonitorInput = z.infer<typeof anomalyMonitor>;

const anomalyAlert = z.strictObject({
    watch: z
        .array(z.string())
        .optional()
        .describe("What AWS watches for anomalies: services, accounts, or dimensions by key. Default: [services]"),
    notify: notify.optional().describe("E-mails and ARNs of SNS topics. Default: costs.notify"),
    amount: z
        .number("must be an amount in the currency of the budgets, such as 100")
        .optional()
        .describe(
            "The least impact of an anomaly, in the currency. With `share`, both must be reached. Default: 100, if there is no `share`",
        ),
    share: z
        .string('must be a share of the expected costs, with its sign: "40%"')
        .optional()
        .describe('The least impact of an anomaly, as a share of the expected costs: "40%".'),
    frequency: z
        .enum(["immediate", "daily", "weekly"])
        .optional()
        .describe("How often AWS sends e-mails. SNS topics are always notified at once. Default: daily"),
    name: z.string().optional().describe("The subscription's name in AWS. Default: anomalies"),
    id: z
        .string()
        .optional()
        .describe("The ARN of an existing subscription. It is taken over instead of being created."),
    monitors: z
        .record(z.string(), anomalyMonitor)
        .optional()
        .describe("Names and ARNs of the monitors, by what they watch: { services: { id: arn... } }."),
});
export type AnomalyAlertInput = z.infer<typeof anomalyAlert>;

const costExport = z.strictObject({
    name: z.string().optional().describe("The export's name in AWS. Default: costs"),
    format: z
        .enum(["focus", "cur2"])
        .optional()
        .describe(
            "focus: FOCUS 1.0, a form that many clouds have in common. cur2: AWS's own Cost and Usage Report 2.0. Default: focus",
        ),
    bucket: z
        .string()
        .optional()
        .describe(
            "The name of the bucket, which is created for the export. Default: the export's name and the id of the management account",
        ),
    region: z.string().optional().describe("The bucket's region. Default: us-east-1"),
    prefix: z.string().optional().describe("The folder in the bucket. Default: the format"),
    resources: z
        .boolean()
        .optional()
        .describe("true: the export has the ids of resources, which makes it larger. Default: false"),
    keepOldVersionsDays: z
        .number()
        .optional()
        .describe("Old versions of the files are deleted after this number of days. Default: 30"),
});
export type CostExportInput = z.infer<typeof costExport>;

const costs = orEmpty(
    z.strictObject({
        currency: z.string().optional().describe("The currency of budgets: the one in which AWS bills. Default: USD"),
        notify: notify.optional().describe("Who is notified of alerts and anomalies that name nobody."),
        alerts: alerts
            .optional()
            .describe('The alerts of budgets that have none of their own. Default: ["80%", "100%", "forecast 100%"]'),
        dimensions: dimensions.optional(),
        tags: z
            .array(z.string())
            .optional()
            .describe("Keys of more tags to activate as cost allocation tags. Those of dimensions are activated too."),
        anomalies: z
            .union(
                [anomalyAlert, z.array(anomalyAlert)],
                "must be a map such as { watch: [services], notify: [finops@example.com] }, or a list of such maps",
            )
            .optional()
            .describe("AWS Cost Anomaly Detection: what AWS watches, and who is notified."),
        export: z
            .union([z.boolean(), costExport], "must be true, or a map such as { format: focus, bucket: acme-costs }")
            .optional()
            .describe("An export of all costs as Parquet files into a bucket of the management account."),
    }),
);
export type CostsInput = z.infer<typeof costs>;

const accountBudgets = orEmpty(
    z.strictObject(
        Object.fromEntries(KINDS.map((kind) => [kind, accountBudget.optional()])) as Record<
            (typeof KINDS)[number],
            z.ZodOptional<typeof accountBudget>
        >,
    ),
);

/** The keys that the feature adds to a definition. */
export const costsSchema = {
    root: {
        costs: costs
            .optional()
            .describe("What the organisation wants to know of its costs, and who is notified of them."),
        budget: ownBudget.optional().describe("The budget of the whole organisation. A number is that of a month."),
    },
    defaults: {
        accountBudgets: accountBudgets
            .optional()
            .describe(
                "The budget of every account, by the kind of its unit, such as sandbox: { monthly: 50, stop: true }.",
            ),
    },
    unit: {
        budget: ownBudget.optional().describe("The budget of all accounts in the unit and below together."),
        accountBudget: accountBudget
            .optional()
            .describe("The budget of each account in the unit and below. The nearest wins. none: no inherited budget."),
    },
    account: {
        budget: accountBudget
            .optional()
            .describe("The account's budget. It replaces an inherited one. none: no inherited budget."),
    },
};
