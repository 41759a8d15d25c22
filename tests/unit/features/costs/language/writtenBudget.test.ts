import assert from "node:assert/strict";
import fc from "fast-check";
import { amountError } from "../../../../../features/costs/language/writtenBudget";
import { refused } from "../../../definition/definitionFixtures";
import { costsIn, NOTIFY } from "./costsFixture";

const alertsOf = (alerts: string): unknown =>
    costsIn(`${NOTIFY}budget: { monthly: 1000, alerts: ${alerts} }`).budgets[0]?.alerts.map(
        ({ of, threshold, unit }) => [of, threshold, unit],
    );

describe("a budget", () => {
    it("has alerts at shares and amounts, of actual costs and of the forecast", () => {
        assert.deepEqual(alertsOf('[50%, 400 USD, forecast 100%, { at: "120.5 %" }]'), [
            ["actual", 50, "percent"],
            ["actual", 400, "amount"],
            ["forecast", 100, "percent"],
            ["actual", 120.5, "percent"],
        ]);
        const [budget] = costsIn(`${NOTIFY}budget: 5`).budgets;
        assert.deepEqual(
            budget?.alerts.map(({ of, threshold }) => `${of} ${threshold}`),
            ["actual 80", "actual 100", "forecast 100"],
        );
    });

    it("has the recipients of the alert, else its own, else those of costs", () => {
        const [budget] = costsIn(`
costs: { notify: [finops@example.com, "arn:aws:sns:us-east-1:111122223333:costs"] }
budget: { monthly: 5, alerts: [50%, { at: 80%, notify: [oncall@example.com] }] }`).budgets;
        assert.deepEqual(
            budget?.alerts.map(({ emails, topics }) => [...emails, ...topics]),
            [["finops@example.com", "arn:aws:sns:us-east-1:111122223333:costs"], ["oncall@example.com"]],
        );
    });

    it("takes over an existing one by its name", () => {
        const [budget] = costsIn(`${NOTIFY}budget: { monthly: 5, name: Total, existing: true }`).budgets;
        assert.deepEqual([budget?.name, budget?.existing, budget?.key], ["Total", true, "organization monthly"]);
        refused(`${NOTIFY}budget: { monthly: 5, ▶existing: true }`, "needs the name that the budget has in AWS");
    });

    it("may have cents, however large it is", () => {
        fc.assert(
            fc.property(fc.integer({ min: 1, max: 1e11 }), (cents) => {
                assert.equal(amountError(cents / 100), undefined);
            }),
        );
        assert.match(amountError(97_778_178.215) ?? "", /more than two digits/);
    });

    for (const [amount, message] of [
        ["0", "0 is not an amount: give more than 0"],
        ["-5", "-5 is not an amount: give more than 0"],
        ["0.001", "0.001 has more than two digits after the point"],
        ["2000000000", "2,000,000,000 is more than 1,000,000,000"],
        ["five", 'is the text "five", and must be an amount a month such as 500'],
        ["none", 'is the text "none", and must be an amount a month such as 500'],
    ] as const) {
        it(`of ${amount} is refused`, () => {
            refused(`${NOTIFY}▶budget: ${amount}`, message);
        });
    }

    for (const [alert, message] of [
        ["80", "is the number 80, and must be"],
        ["most", '"most" is not an alert: write a share of the budget such as "80%"'],
        ["0%", '"0%" would always be reached: give more than 0'],
        ["100 EUR", '"100 EUR" is in EUR, and the budgets are in USD'],
        ["forecast", '"forecast" is not an alert'],
    ] as const) {
        it(`with the alert ${alert} is refused`, () => {
            const mark = alert === "80" ? "" : "▶";
            const whole = alert === "80" ? "▶" : "";
            refused(`${NOTIFY}budget: { monthly: 5, alerts: [${whole}${mark}${alert}] }`, message);
        });
    }

    it("keeps AWS's limits on alerts and recipients", () => {
        const emails = Array.from({ length: 11 }, (_, index) => `a${index}@example.com`).join(", ");
        const topics = ["one", "two"].map((name) => `"arn:aws:sns:us-east-1:111122223333:${name}"`).join(", ");
        const alerts = Array.from({ length: 11 }, (_, index) => `${index + 1}%`).join(", ");
        refused(
            `${NOTIFY}budget: { monthly: 5, ▶alerts: [${alerts}] }
units:
  A: { budget: { monthly: 5, alerts: [▶{ at: 5%, notify: [${emails}] }] } }
  B: { budget: { monthly: 5, alerts: [▶{ at: 5%, notify: [${topics}] }, 6%, ▶6%] } }`,
            "has 11 alerts: AWS allows 10 for a budget",
            "notifies 11 e-mails: AWS allows 10 for an alert",
            "notifies 2 SNS topics: AWS allows 1 for an alert",
            'gives the alert "6%" a second time: keep one',
        );
    });

    it("has somebody to notify, who can be notified", () => {
        refused(
            "▶budget: 5",
            'has the alerts "80%", "100%" and "forecast 100%", and nobody to notify: give notify here or in costs',
        );
        refused(
            "costs: { notify: [account], alerts: [80%] }\n▶budget: 5",
            `has the alert "80%" for the account's e-mail, and organization is no account`,
        );
        refused(
            "costs: { notify: [▶finops, ▶a@b, ▶arn:aws:sqs:x, x@example.com, ▶x@example.com], alerts: [] }",
            '"finops" is nobody that AWS can notify: use an e-mail, the ARN of an SNS topic, or account',
            "has 3 characters: AWS allows 6 to 302",
            "has a form that AWS refuses: use one such as arn:aws:sns:us-east-1:111122223333:costs",
            'names "x@example.com" a second time: keep one',
        );
        assert.deepEqual(alertsOf("[]"), []);
    });

    it("has an amount, and a name for one budget only", () => {
        refused(
            `${NOTIFY}units: { A: { ▶budget: { alerts: [] } }, B: { budget: { monthly: 5, yearly: 6, ▶name: b } }, C: { budget: [▶{ monthly: 5 }] }, D: { budget: { monthly: 5, ▶name: "a:b" } } }`,
            "has no amount: give one of monthly, quarterly and yearly",
            "is the name of 2 budgets (monthly and yearly), and a name in AWS is one budget's",
            "has no name: each budget of a list needs one",
            "has a form that AWS refuses: use any text on one line without : and",
        );
    });

    it("has no second mistake because its alerts cannot be read", () => {
        refused("budget: { monthly: 5, ▶alerts: 80% }", "must be a list such as");
        refused("budget: { monthly: 5, alerts: [{ ▶at: 80 }] }", 'must be an alert such as "80%", "400 USD"');
    });

    for (const [key, mistake, message] of [
        ["notify", "[▶finops]", '"finops" is nobody that AWS can notify'],
        ["notify", "[▶arn:aws:sqs:x, x@example.com]", "has a form that AWS refuses"],
        ["notify", "[▶5]", "is the number 5, and must be a text"],
        ["notify", "finops@example.com", "must be a list such as"],
        ["alerts", "[▶most]", '"most" is not an alert'],
        ["alerts", "[▶5]", "is the number 5, and must be"],
        ["alerts", "80%", "must be a list such as"],
        ["currency", "EUROS", '"EUROS" is no currency'],
    ] as const) {
        it(`has no second mistake because costs.${key} is ${mistake.replace("▶", "")}`, () => {
            const notify = key === "notify" ? "" : "notify: [finops@example.com], ";
            const mark = mistake.includes("▶") ? "" : "▶";
            refused(
                `costs: { ${notify}${mark}${key}: ${mistake}, anomalies: [{}, { name: b, frequency: daily }] }
budget: 5
units: { S: { kind: sandbox, budget: { monthly: 5, alerts: [4 USD] }, accountBudget: { monthly: 5, stop: true }, accounts: { play: { email: p@example.com } } } }`,
                message,
            );
        });
    }

    it("has no second mistake because an alert of its own names nobody", () => {
        refused("budget: { monthly: 5, alerts: [{ at: 80%, notify: [▶finops] }] }", '"finops" is nobody');
        refused("budget: { monthly: 5, notify: [▶finops] }", '"finops" is nobody');
    });

    it("has an amount without its currency, and alerts under the key at", () => {
        refused(
            "budget: { ▶monthly: 500 USD }",
            "must be the amount of a month in costs.currency: a number such as 500, without quotes",
        );
        refused(
            `${NOTIFY}budget: { monthly: 5, alerts: [▶{ ▶share: 200 }] }`,
            'is missing, and must be an alert such as "80%"',
            'unknown key "share"',
        );
    });

    it("is in a currency in which AWS counts", () => {
        assert.equal(costsIn("costs: { currency: CNY }").currency, "CNY");
        refused("costs: { ▶currency: EUR }", '"EUR" is no currency of AWS Budgets: use USD or CNY');
    });
});
