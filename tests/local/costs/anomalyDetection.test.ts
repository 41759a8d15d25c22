import assert from "node:assert/strict";
import {
    CostExplorerClient,
    CreateAnomalyMonitorCommand,
    CreateAnomalySubscriptionCommand,
    DeleteAnomalyMonitorCommand,
    DeleteAnomalySubscriptionCommand,
    GetAnomalyMonitorsCommand,
    GetAnomalySubscriptionsCommand,
    UpdateAnomalyMonitorCommand,
    UpdateAnomalySubscriptionCommand,
    type AnomalyMonitor,
    type AnomalySubscription,
    type Expression,
} from "@aws-sdk/client-cost-explorer";
import { startLocalAws, type LocalAws } from "../server";

const EMAIL = { Type: "EMAIL", Address: "finops@example.com" } as const;
const TOPIC = { Type: "SNS", Address: "arn:aws:sns:us-east-1:123456789012:costs" } as const;
const services = { MonitorName: "services", MonitorType: "DIMENSIONAL", MonitorDimension: "SERVICE" } as const;
const custom = (MonitorSpecification: Expression): AnomalyMonitor => ({
    MonitorName: "custom",
    MonitorType: "CUSTOM",
    MonitorSpecification,
});
const atLeast = (
    Key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE" | "ANOMALY_TOTAL_IMPACT_PERCENTAGE",
    value: string,
): Expression => ({
    Dimensions: { Key, Values: [value], MatchOptions: ["GREATER_THAN_OR_EQUAL"] },
});

describe("anomaly detection", () => {
    let aws: LocalAws;
    let client: CostExplorerClient;
    before(async () => {
        aws = await startLocalAws();
        client = new CostExplorerClient(aws.clientConfig());
    });
    after(() => aws.stop());
    beforeEach(() => aws.reset());

    const monitor = async (AnomalyMonitor: AnomalyMonitor): Promise<string> =>
        (await client.send(new CreateAnomalyMonitorCommand({ AnomalyMonitor }))).MonitorArn ?? assert.fail();
    const subscribe = async (more: Partial<AnomalySubscription>): Promise<string> => {
        const AnomalySubscription: AnomalySubscription = {
            SubscriptionName: "all",
            MonitorArnList: [],
            Subscribers: [EMAIL],
            Frequency: "DAILY",
            ThresholdExpression: atLeast("ANOMALY_TOTAL_IMPACT_ABSOLUTE", "100"),
            ...more,
        };
        const answer = await client.send(new CreateAnomalySubscriptionCommand({ AnomalySubscription }));
        return answer.SubscriptionArn ?? assert.fail();
    };

    it("has monitors that are created, renamed and deleted", async () => {
        const MonitorArn = await monitor(services);
        await client.send(new UpdateAnomalyMonitorCommand({ MonitorArn, MonitorName: "all services" }));
        const { AnomalyMonitors = [] } = await client.send(new GetAnomalyMonitorsCommand({}));
        assert.deepEqual(
            AnomalyMonitors.map(({ MonitorName, MonitorDimension }) => [MonitorName, MonitorDimension]),
            [["all services", "SERVICE"]],
        );
        await client.send(new DeleteAnomalyMonitorCommand({ MonitorArn }));
        await assert.rejects(client.send(new GetAnomalyMonitorsCommand({ MonitorArnList: [MonitorArn] })), {
            name: "UnknownMonitorException",
        });
    });

    it("has one monitor of all services, and 500 custom ones", async () => {
        await monitor(services);
        await assert.rejects(monitor(services), { name: "LimitExceededException" });
        const team = custom({ CostCategories: { Key: "team", Values: ["shop"] } });
        for (let batch = 0; batch < 25; batch++) await Promise.all(Array.from({ length: 20 }, () => monitor(team)));
        await assert.rejects(monitor(team), { name: "LimitExceededException" });
    });

    for (const [what, input] of [
        ["a dimension is missing", { MonitorName: "a", MonitorType: "DIMENSIONAL" }],
        [
            "a custom monitor has a dimension",
            { ...custom({ Tags: { Key: "Team", Values: ["a"] } }), MonitorDimension: "SERVICE" },
        ],
        ["a custom monitor has no specification", { MonitorName: "a", MonitorType: "CUSTOM" }],
        ["two values of a cost category are watched", custom({ CostCategories: { Key: "team", Values: ["a", "b"] } })],
        [
            "11 accounts are watched",
            custom({ Dimensions: { Key: "LINKED_ACCOUNT", Values: Array.from({ length: 11 }, (_, n) => `${n}`) } }),
        ],
        ["a region is watched", custom({ Dimensions: { Key: "REGION", Values: ["eu-central-1"] } })],
    ] as [string, AnomalyMonitor][]) {
        it(`refuses a monitor if ${what}`, () => assert.rejects(monitor(input), { name: "ValidationException" }));
    }

    it("has subscriptions that are created, changed and deleted", async () => {
        const arn = await monitor(services);
        const SubscriptionArn = await subscribe({ MonitorArnList: [arn] });
        const both = {
            And: [atLeast("ANOMALY_TOTAL_IMPACT_ABSOLUTE", "50"), atLeast("ANOMALY_TOTAL_IMPACT_PERCENTAGE", "40")],
        };
        await client.send(new UpdateAnomalySubscriptionCommand({ SubscriptionArn, ThresholdExpression: both }));
        await client.send(
            new UpdateAnomalySubscriptionCommand({ SubscriptionArn, Frequency: "IMMEDIATE", Subscribers: [TOPIC] }),
        );
        const { AnomalySubscriptions = [] } = await client.send(
            new GetAnomalySubscriptionsCommand({ MonitorArn: arn }),
        );
        assert.deepEqual(AnomalySubscriptions[0]?.ThresholdExpression, both);
        assert.deepEqual(AnomalySubscriptions[0]?.Subscribers, [{ ...TOPIC, Status: "CONFIRMED" }]);
        await client.send(new DeleteAnomalySubscriptionCommand({ SubscriptionArn }));
        await assert.rejects(client.send(new DeleteAnomalySubscriptionCommand({ SubscriptionArn })), {
            name: "UnknownSubscriptionException",
        });
    });

    it("refuses wrong subscriptions", async () => {
        const MonitorArnList = [await monitor(services)];
        for (const wrong of [
            { Frequency: "IMMEDIATE" },
            { Subscribers: [TOPIC] },
            { Frequency: "IMMEDIATE", Subscribers: [TOPIC, { ...TOPIC, Address: `${TOPIC.Address}2` }] },
            {
                Subscribers: Array.from({ length: 11 }, (_, number) => ({
                    ...EMAIL,
                    Address: `a${number}@example.com`,
                })),
            },
            { Subscribers: [] },
            { MonitorArnList: [] },
            { Threshold: 5 },
            { ThresholdExpression: undefined },
            { ThresholdExpression: atLeast("ANOMALY_TOTAL_IMPACT_ABSOLUTE", "-1") },
            { ThresholdExpression: atLeast("ANOMALY_TOTAL_IMPACT_ABSOLUTE", "much") },
            { ThresholdExpression: { Dimensions: { Key: "SERVICE", Values: ["5"] } } },
        ] as Partial<AnomalySubscription>[]) {
            await assert.rejects(subscribe({ MonitorArnList, ...wrong }), { name: "ValidationException" });
        }
        await assert.rejects(subscribe({ MonitorArnList: ["arn:aws:ce::123456789012:anomalymonitor/none"] }), {
            name: "UnknownMonitorException",
        });
    });

    it("has at most 100 subscriptions", async () => {
        const MonitorArnList = [await monitor(services)];
        for (let number = 0; number < 100; number++) await subscribe({ MonitorArnList });
        await assert.rejects(subscribe({ MonitorArnList }), { name: "LimitExceededException" });
    });
});
