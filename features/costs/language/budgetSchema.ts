import { z } from "zod";

/** The word that stands for the e-mail of the account that a budget is of. */
export const ACCOUNT_EMAIL = "account";

/** The value of `budget` and `accountBudget` that removes an inherited budget. */
export const NO_BUDGET = "none";

export const notify = z
    .array(z.string())
    .describe(
        "Who is notified: e-mails, ARNs of SNS topics, or the word account, which is the e-mail of the budget's account.",
    );

const alertText = z.string();

/** The alerts of a budget. */
export const alerts = z
    .array(
        z.union(
            [
                alertText,
                z.strictObject({
                    at: z
                        .string('must be an alert such as "80%", "400 USD" or "forecast 100%"')
                        .describe('A share of the budget or an amount: "80%", "400 USD", "forecast 100%".'),
                    notify: notify.optional(),
                }),
            ],
            'must be an alert such as "80%", "400 USD", "forecast 100%", or { at: "100%", notify: [oncall@example.com] }',
        ),
    )
    .describe(
        'When AWS notifies: at a share of the budget ("80%"), an amount ("400 USD"), or when AWS forecasts it for the period ("forecast 100%"). Default: costs.alerts',
    );
export type AlertInput = z.infer<typeof alerts>[number];

const amount = (period: string) =>
    z
        .number(`must be the amount of a ${period} in costs.currency: a number such as 500, without quotes`)
        .optional()
        .describe(`The budget of a ${period}, in costs.currency.`);

const budgetMap = z.strictObject({
    monthly: amount("month"),
    quarterly: amount("quarter"),
    yearly: amount("year"),
    alerts: alerts.optional(),
    notify: notify.optional().describe("Who is notified of alerts that name nobody. Default: costs.notify"),
    stop: z
        .boolean()
        .optional()
        .describe(
            "Only in units of kind sandbox: when the month's actual costs reach the budget, AWS attaches the policy stop-spending to the account. AWS Budgets learns of costs hours late, so this is no hard cap. Default: false",
        ),
    name: z
        .string()
        .optional()
        .describe(
            "The budget's name in AWS. Another name is another budget. Default: what the budget is of, and its period",
        ),
    existing: z
        .boolean()
        .optional()
        .describe(
            "true: the budget with this name exists in AWS. It is taken over instead of being created. Default: false",
        ),
});
export type BudgetMap = z.infer<typeof budgetMap>;

const FORMS = "an amount a month such as 500, a map such as { monthly: 500, yearly: 5000 }, a list of such maps";

/** The budget of the organisation or of a value of a dimension, of which none is inherited. */
export const ownBudget = z
    .union([z.number(), budgetMap, z.array(budgetMap)], `must be ${FORMS.replace(", a list", ", or a list")}`)
    .describe(
        "A number is the budget of a month. A map gives budgets of several periods, and their alerts. A list has several of such maps, each with a name.",
    );

/** A budget that may be inherited, or replace an inherited one. */
export const accountBudget = z
    .union([z.number(), z.literal(NO_BUDGET), budgetMap, z.array(budgetMap)], `must be ${FORMS}, or ${NO_BUDGET}`)
    .describe(
        "A number is the budget of a month. A map gives budgets of several periods, and their alerts. A list has several of such maps, each with a name. none: no budget, also no inherited one.",
    );
export type BudgetInput = z.infer<typeof accountBudget>;
