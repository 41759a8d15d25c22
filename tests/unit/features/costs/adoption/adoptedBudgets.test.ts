import assert from "node:assert/strict";
import type { Budget } from "@aws-sdk/client-budgets";
import fc from "fast-check";
import { FEATURES } from "../../../../../features";
import { costsAdoption } from "../../../../../features/costs/adopt";
import { costs } from "../../../../../features/costs/definition";
import type { BudgetAlert, BudgetModel } from "../../../../../features/costs/model";
import { allBudgets } from "../../../../../features/costs/questions/foundBudgets";
import { AdoptedFeatures } from "../../../../../operations/commands/adopt/feature";
import type { CostsModel } from "../../../../../features/costs/model";
import { readingFrom } from "../../../operations/commands/adopt/adoptionReading";
import { account, drafted, inventory, unit, unitId } from "../../../operations/commands/adopt/organizationFixture";

const ORGANIZATION = inventory({
    units: [unit(1, "Workloads"), unit(2, "Prod", { parent: unitId(1) })],
    accounts: [
        account(1, "shop", { parent: unitId(1) }),
        account(2, "data", { parent: unitId(2) }),
        account(3, "blog", { parent: unitId(2) }),
        account(4, "tools"),
    ],
});
const [SHOP = "", DATA = "", BLOG = "", TOOLS = ""] = ORGANIZATION.accounts.map(({ id }) => id);

/** The keys of the definition, and what AWS filters by. */
const SCOPES: readonly (readonly [BudgetModel["scope"], readonly string[]])[] = [
    [{ kind: "organization" }, []],
    [{ kind: "unit", unit: "Workloads" }, [SHOP, DATA, BLOG]],
    [{ kind: "unit", unit: "Workloads/Prod" }, [BLOG, DATA]],
    [{ kind: "account", account: "shop" }, [SHOP]],
    [{ kind: "account", account: "tools" }, [TOOLS]],
];
const TIME_UNITS = { monthly: "MONTHLY", quarterly: "QUARTERLY", yearly: "ANNUALLY" } as const;

type Plain = Pick<BudgetModel, "name" | "scope" | "period" | "amount" | "alerts">;

const recipients = fc
    .subarray(["a@example.com", "b.c@example.com"])
    .chain((emails) =>
        fc
            .subarray(["arn:aws:sns:us-east-1:111122223333:costs"], { minLength: emails.length === 0 ? 1 : 0 })
            .map((topics) => ({ emails, topics })),
    );
const alert: fc.Arbitrary<BudgetAlert> = fc
    .record({
        cents: fc.integer({ min: 1, max: 1_000_000 }),
        unit: fc.constantFrom("percent", "amount"),
        of: fc.constantFrom("actual", "forecast"),
        to: recipients,
    })
    .map(({ cents, unit, of, to }) => ({ threshold: cents / 100, unit, of, ...to }));
const budgets = fc.uniqueArray(
    fc
        .record({
            name: fc.constantFrom(
                "all",
                "0",
                "true",
                "- a",
                "a # b",
                "'x'",
                "{y}",
                "name",
                "Ä ü",
                "null",
                "2026-01-01",
                "sh\u043ep",
                " a ",
            ),
            scope: fc.constantFrom(...SCOPES.map(([scope]) => scope)),
            period: fc.constantFrom("monthly", "quarterly", "yearly"),
            amount: fc.integer({ min: 1, max: 10_000_000 }).map((cents) => cents / 100),
            alerts: fc.uniqueArray(alert, {
                maxLength: 4,
                selector: ({ threshold, unit, of }) => `${threshold} ${unit} ${of}`,
            }),
        })
        .map((one) => one as Plain),
    { selector: ({ name }) => name },
);

/** AWS with these budgets. */
function clientsOf(all: readonly Plain[]): object {
    const inAws = all.map(({ name, scope, period, amount }): Budget => {
        const accounts = SCOPES.find(([one]) => one === scope)?.[1] ?? [];
        return {
            BudgetName: name,
            BudgetType: "COST",
            TimeUnit: TIME_UNITS[period],
            BudgetLimit: { Amount: amount.toFixed(2), Unit: "USD" },
            ...(accounts.length > 0 && { CostFilters: { LinkedAccount: [...accounts] } }),
        };
    });
    const notifications = (one: Plain): object[] =>
        one.alerts.map(({ threshold, unit: of, of: type }) => ({
            NotificationType: type === "forecast" ? "FORECASTED" : "ACTUAL",
            ComparisonOperator: "GREATER_THAN",
            Threshold: threshold,
            ThresholdType: of === "percent" ? "PERCENTAGE" : "ABSOLUTE_VALUE",
        }));
    const send = ({
        constructor,
        input,
    }: {
        constructor: { name: string };
        input: Record<string, unknown>;
    }): object => {
        switch (constructor.name) {
            case "DescribeBudgetsCommand":
                return { Budgets: inAws };
            case "DescribeBudgetActionsForAccountCommand":
                return { Actions: [] };
            case "DescribeBudgetNotificationsForAccountCommand":
                return {
                    BudgetNotificationsForAccount: all.map((one) => ({
                        BudgetName: one.name,
                        Notifications: notifications(one),
                    })),
                };
            default: {
                const budget = all.find(({ name }) => name === input["BudgetName"]);
                const at = notifications(budget as Plain).map((one) => JSON.stringify(one));
                const { emails = [], topics = [] } =
                    budget?.alerts[at.indexOf(JSON.stringify(input["Notification"]))] ?? {};
                return {
                    Subscribers: [
                        ...topics.map((Address) => ({ SubscriptionType: "SNS", Address })),
                        ...emails.map((Address) => ({ SubscriptionType: "EMAIL", Address })),
                    ],
                };
            }
        }
    };
    const client = { send: (command: unknown) => Promise.resolve().then(() => send(command as never)) };
    return { budgets: () => Promise.resolve(client) };
}

function plain({ name, scope, period, amount, alerts }: Plain): Plain {
    const text = ({ threshold, unit: of, of: type }: BudgetAlert): string => `${threshold} ${of} ${type}`;
    return {
        name,
        scope,
        period,
        amount,
        alerts: alerts
            .map(({ emails, topics, ...one }) => ({ ...one, emails: emails.toSorted(), topics: topics.toSorted() }))
            .sort((one, two) => (text(one) < text(two) ? -1 : 1)),
    };
}

describe("the adoption of budgets", () => {
    it("gives the definition the budgets that AWS has, whatever they are called", async () => {
        await fc.assert(
            fc.asyncProperty(budgets, async (all) => {
                const found = await AdoptedFeatures.read(
                    FEATURES,
                    [costsAdoption],
                    ORGANIZATION,
                    readingFrom(clientsOf(all)),
                );
                drafted(
                    ORGANIZATION,
                    ({ model }) => {
                        const ofCosts: CostsModel = model.features.get(costs);
                        const written = allBudgets(ofCosts);
                        assert.ok(written.every(({ existing }) => existing));
                        const byName = (one: Plain, two: Plain): number => (one.name < two.name ? -1 : 1);
                        assert.deepEqual(
                            written.map((one) => plain(one)).sort(byName),
                            all.map((one) => plain(one)).sort(byName),
                        );
                        assert.deepEqual(found.differences(model, ORGANIZATION), []);
                    },
                    found,
                );
            }),
            { numRuns: 60 },
        );
    });
});
