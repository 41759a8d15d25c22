import assert from "node:assert/strict";
import type { AnomalyMonitor, AnomalySubscription, Expression } from "@aws-sdk/client-cost-explorer";
import fc from "fast-check";
import { parse } from "yaml";
import { adoptableAnomalies } from "../../../../../features/costs/adoption/anomalies/adoptableAnomalies";
import type { ExistingAnomalies } from "../../../../../features/costs/adoption/anomalies/readExistingAnomalies";
import { costs } from "../../../../../features/costs/definition";
import { drafted, text } from "../../../operations/commands/adopt/organizationFixture";
import { adopted, category, existing, ofAccounts, PLAIN } from "./existingCategories";

const SERVICES: AnomalyMonitor = monitor("Default-Services-Monitor", { MonitorDimension: "SERVICE" });
const ACCOUNTS: AnomalyMonitor = monitor("accounts", { MonitorDimension: "LINKED_ACCOUNT" });
const TEAM = category("Team", [ofAccounts("shop", 0), ofAccounts("data", 1)]);
const TOPIC = "arn:aws:sns:us-east-1:111122223333:costs";

function monitor(MonitorName: string, more: Partial<AnomalyMonitor>): AnomalyMonitor {
    const MonitorArn = `arn:aws:ce::111122223333:anomalymonitor/${Buffer.from(MonitorName).toString("hex")}`;
    return { MonitorName, MonitorArn, MonitorType: "DIMENSIONAL", ...more };
}

function ofValue(value: string, name = `teams ${value}`): AnomalyMonitor {
    const MonitorSpecification = { CostCategories: { Key: "Team", Values: [value] } };
    return monitor(name, { MonitorType: "CUSTOM", MonitorSpecification });
}

const impact = (kind: "ABSOLUTE" | "PERCENTAGE", value: string): Expression => ({
    Dimensions: {
        Key: `ANOMALY_TOTAL_IMPACT_${kind}`,
        Values: [value],
        MatchOptions: ["GREATER_THAN_OR_EQUAL"],
    },
});

function subscription(
    SubscriptionName: string,
    monitors: readonly AnomalyMonitor[],
    more: Partial<AnomalySubscription> = {},
): AnomalySubscription {
    return {
        SubscriptionName,
        SubscriptionArn: `arn:aws:ce::111122223333:anomalysubscription/${Buffer.from(SubscriptionName).toString("hex")}`,
        MonitorArnList: monitors.map(({ MonitorArn = "" }) => MonitorArn),
        Subscribers: [{ Type: "EMAIL", Address: "b@example.com" }],
        Frequency: "DAILY",
        ThresholdExpression: impact("ABSOLUTE", "100"),
        ...more,
    };
}

const found = (anomalies: ExistingAnomalies, categories = [TEAM]): ReturnType<typeof existing> => ({
    ...existing(categories),
    anomalies: { value: anomalies },
});

/** The key `anomalies` of the definition that is written. */
function written(monitors: readonly AnomalyMonitor[], subscriptions: readonly AnomalySubscription[]): unknown {
    const all = adopted(found({ monitors, subscriptions }));
    drafted(PLAIN, ({ model }) => assert.deepEqual(all.differences(model, PLAIN), []), all);
    return (parse(text(PLAIN, "organization.yaml", all)) as { costs: { anomalies?: unknown } }).costs.anomalies;
}

describe("the adoption of anomaly detection", () => {
    it("takes over the subscription that AWS makes in a new organisation", () => {
        const both = { And: [impact("PERCENTAGE", "40"), impact("ABSOLUTE", "100")] };
        const one = subscription("Default-Services-Subscription", [SERVICES], { ThresholdExpression: both });
        assert.deepEqual(written([SERVICES], [one]), {
            name: "Default-Services-Subscription",
            id: one.SubscriptionArn,
            watch: ["services"],
            monitors: { services: { name: "Default-Services-Monitor", id: SERVICES.MonitorArn } },
            notify: ["b@example.com"],
            frequency: "daily",
            amount: 100,
            share: "40%",
        });
    });

    it("names a monitor once, and those of a dimension by value", () => {
        const [shop, data] = [ofValue("shop"), ofValue("data")];
        const first = subscription("first", [data, SERVICES, shop], {
            ThresholdExpression: impact("PERCENTAGE", "0.5"),
        });
        const second = subscription("second", [SERVICES, ACCOUNTS], {
            Frequency: "IMMEDIATE",
            Subscribers: [{ Type: "SNS", Address: TOPIC }],
        });
        assert.deepEqual(written([SERVICES, ACCOUNTS, shop, data], [first, second]), [
            {
                name: "first",
                id: first.SubscriptionArn,
                watch: ["Team", "services"],
                monitors: {
                    services: { name: "Default-Services-Monitor", id: SERVICES.MonitorArn },
                    Team: { name: "teams", ids: { shop: shop.MonitorArn, data: data.MonitorArn } },
                },
                notify: ["b@example.com"],
                frequency: "daily",
                share: "0.5%",
            },
            {
                name: "second",
                id: second.SubscriptionArn,
                watch: ["accounts", "services"],
                monitors: { accounts: { id: ACCOUNTS.MonitorArn } },
                notify: [TOPIC],
                frequency: "immediate",
                amount: 100,
            },
        ]);
    });

    const tagged = monitor("tags", {
        MonitorType: "CUSTOM",
        MonitorSpecification: { Tags: { Key: "Team", Values: ["a"] } },
    });
    for (const [why, monitors, more] of [
        ["one of its monitors is not in the definition", [tagged]],
        ["it is about some of the values of a dimension", [ofValue("shop")], {}, [ofValue("data")]],
        ["one of its monitors is not in the definition", [ofValue("shop")]],
        ["one of its monitors is not in the definition", [ofValue("shop"), ofValue("data", "odd")]],
        ["its frequency is IMMEDIATE", [SERVICES], { Frequency: "IMMEDIATE" }],
        ["it notifies both e-mails and topics, or nobody", [SERVICES], { Subscribers: [] }],
        ["its threshold is not an amount", [SERVICES], { ThresholdExpression: { Or: [impact("ABSOLUTE", "1")] } }],
        ["its threshold is not an amount", [SERVICES], { ThresholdExpression: impact("ABSOLUTE", "1.0") }],
        ["its threshold is not an amount", [SERVICES], { ThresholdExpression: impact("PERCENTAGE", "0") }],
        ["its threshold is not an amount", [SERVICES], { ThresholdExpression: { And: [impact("ABSOLUTE", "1")] } }],
        ["its threshold is of AWS's old form", [SERVICES], { ThresholdExpression: undefined, Threshold: 100 }],
        ["its name holds the character U+202E", [SERVICES], { SubscriptionName: "a\u202eb" }],
    ] as const satisfies readonly (readonly [
        string,
        AnomalyMonitor[],
        Partial<AnomalySubscription>?,
        AnomalyMonitor[]?,
    ])[]) {
        it(`leaves a subscription and its monitors alone: ${why}`, () => {
            const all = [...monitors, ...(why.includes("some of") ? [ofValue("data")] : [])];
            const one = subscription("one", monitors, more);
            const { left } = adoptableAnomalies({ monitors: all, subscriptions: [one] }, [
                { key: "team", name: "Team", values: ["shop", "data"] },
            ]);
            assert.equal(left.length, all.length + 1);
            assert.ok(left.at(-1)?.why.startsWith(why), JSON.stringify(left));
            assert.equal(written(all, [one]), undefined);
        });
    }

    it("leaves the second of two subscriptions with one name, and a monitor without a subscription", () => {
        const { left, subscriptions } = adoptableAnomalies(
            {
                monitors: [SERVICES, ACCOUNTS],
                subscriptions: [subscription("a", [SERVICES]), subscription("a", [SERVICES])],
            },
            [],
        );
        assert.equal(subscriptions.length, 1);
        assert.deepEqual(left, [
            { what: "anomaly monitor accounts", why: "no subscription that the definition can say is about it" },
            { what: "anomaly subscription a", why: "another subscription has its name" },
        ]);
    });

    it("gives the definition what AWS has, or leaves it alone, whatever AWS has", () => {
        const all = [SERVICES, ACCOUNTS, ofValue("shop"), ofValue("data"), ofValue("data", "odd"), tagged];
        const name = fc.constantFrom("a", "0", "true", "a immediate", "- b", "{c}", "constructor", "Ä");
        const number = fc.constantFrom("0", "1", "0.5", "40", "100", "12345.67", "1e3", "01");
        const one = fc
            .record({
                name,
                monitors: fc.oneof(
                    fc.subarray([[SERVICES], [ACCOUNTS], all.slice(2, 4)], { minLength: 1 }).map((some) => some.flat()),
                    fc.subarray(all, { minLength: 1 }),
                ),
                kind: fc.constantFrom("DAILY", "WEEKLY", "IMMEDIATE"),
                amount: fc.option(number),
                percent: fc.option(number),
            })
            .map(({ name: of, monitors, kind, amount, percent }) => {
                const parts = [
                    ...(amount === null ? [] : [impact("ABSOLUTE", amount)]),
                    ...(percent === null ? [] : [impact("PERCENTAGE", percent)]),
                ];
                return subscription(of, monitors, {
                    Frequency: kind as "DAILY",
                    Subscribers: [
                        kind === "IMMEDIATE"
                            ? { Type: "SNS", Address: TOPIC }
                            : { Type: "EMAIL", Address: "x.y@example.com" },
                    ],
                    ThresholdExpression: parts.length === 2 ? { And: parts } : parts[0],
                });
            });
        let taken = 0;
        fc.assert(
            fc.property(
                fc.oneof(fc.constant(all.slice(0, 4)), fc.subarray(all)),
                fc.array(one, { maxLength: 4 }),
                (monitors, subscriptions) => {
                    const features = adopted(found({ monitors, subscriptions }));
                    drafted(
                        PLAIN,
                        ({ model }) => {
                            assert.deepEqual(features.differences(model, PLAIN), []);
                            taken += model.features.get(costs).anomalies?.subscriptions.length ?? 0;
                        },
                        features,
                    );
                },
            ),
            { numRuns: 100 },
        );
        assert.ok(taken > 15, `only ${taken} subscriptions were taken over`);
    });
});
