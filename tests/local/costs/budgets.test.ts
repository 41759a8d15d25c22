import assert from "node:assert/strict";
import {
    BudgetsClient,
    CreateBudgetCommand,
    CreateNotificationCommand,
    CreateSubscriberCommand,
    DeleteBudgetCommand,
    DeleteSubscriberCommand,
    DescribeBudgetCommand,
    DescribeBudgetsCommand,
    DescribeNotificationsForBudgetCommand,
    DescribeSubscribersForNotificationCommand,
    ListTagsForResourceCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdateBudgetCommand,
    type Budget,
    type Notification,
} from "@aws-sdk/client-budgets";
import { CostExplorerClient, CreateCostCategoryDefinitionCommand } from "@aws-sdk/client-cost-explorer";
import { startLocalAws, type LocalAws } from "../server";
import { daysAgo, firstOfMonth, today } from "./dates";

const AccountId = "123456789012";
const AT_80: Notification = {
    NotificationType: "ACTUAL",
    ComparisonOperator: "GREATER_THAN",
    Threshold: 80,
    ThresholdType: "PERCENTAGE",
};
const EMAIL = { SubscriptionType: "EMAIL", Address: "finops@example.com" } as const;
const TOPIC = { SubscriptionType: "SNS", Address: "arn:aws:sns:us-east-1:123456789012:costs" } as const;

const monthly = (BudgetName: string, more: Partial<Budget> = {}): Budget => ({
    BudgetName,
    BudgetType: "COST",
    TimeUnit: "MONTHLY",
    BudgetLimit: { Amount: "500", Unit: "USD" },
    ...more,
});

describe("AWS Budgets", () => {
    let aws: LocalAws;
    let client: BudgetsClient;
    before(async () => {
        aws = await startLocalAws();
        client = new BudgetsClient(aws.clientConfig());
    });
    after(() => aws.stop());
    beforeEach(() => aws.reset());

    const create = (budget: Budget): Promise<unknown> =>
        client.send(new CreateBudgetCommand({ AccountId, Budget: budget }));
    const read = async (BudgetName: string): Promise<Budget> =>
        (await client.send(new DescribeBudgetCommand({ AccountId, BudgetName }))).Budget ?? assert.fail();

    it("are read as they were created, with AWS's defaults", async () => {
        await create(monthly("account shop monthly", { CostFilters: { LinkedAccount: [AccountId] } }));
        const budget = await read("account shop monthly");
        assert.deepEqual(budget.CostFilters, { LinkedAccount: [AccountId] });
        assert.equal(budget.CostTypes?.IncludeTax, true);
        assert.equal(budget.TimePeriod?.Start?.toISOString(), `${firstOfMonth()}T00:00:00.000Z`);
        assert.equal(budget.TimePeriod.End?.toISOString(), "2087-06-15T00:00:00.000Z");
        assert.equal(budget.CalculatedSpend?.ActualSpend?.Amount, "0");
        assert.equal(budget.CalculatedSpend.ForecastedSpend, undefined);
        await client.send(
            new UpdateBudgetCommand({
                AccountId,
                NewBudget: monthly("account shop monthly", { BudgetLimit: { Amount: "700", Unit: "USD" } }),
            }),
        );
        assert.equal((await read("account shop monthly")).BudgetLimit?.Amount, "700");
        await client.send(new DeleteBudgetCommand({ AccountId, BudgetName: "account shop monthly" }));
        await assert.rejects(read("account shop monthly"), { name: "NotFoundException" });
    });

    for (const [what, budget, error] of [
        ["a name with a colon", monthly("a:b"), "InvalidParameterException"],
        ["a name with a backslash", monthly("a\\b"), "InvalidParameterException"],
        ["a name of 101 characters", monthly("x".repeat(101)), "InvalidParameterException"],
        ["the amount 0", monthly("a", { BudgetLimit: { Amount: "0", Unit: "USD" } }), "InvalidParameterException"],
        [
            "a negative amount",
            monthly("a", { BudgetLimit: { Amount: "-5", Unit: "USD" } }),
            "InvalidParameterException",
        ],
        ["another unit", monthly("a", { BudgetLimit: { Amount: "5", Unit: "GB" } }), "InvalidParameterException"],
        ["no amount", monthly("a", { BudgetLimit: undefined }), "InvalidParameterException"],
        [
            "an end before its start",
            monthly("a", { TimePeriod: { Start: new Date("2026-02-01"), End: new Date("2026-01-01") } }),
            "InvalidParameterException",
        ],
        ["an unknown filter", monthly("a", { CostFilters: { Account: ["1"] } }), "InvalidParameterException"],
        ["a tag without $", monthly("a", { CostFilters: { TagKeyValue: ["user:Team"] } }), "InvalidParameterException"],
    ] as const) {
        it(`are refused with ${what}`, () => assert.rejects(create(budget), { name: error }));
    }

    it("have unique names", async () => {
        await create(monthly("one"));
        await assert.rejects(create(monthly("one")), { name: "DuplicateRecordException" });
    });

    it("belong to the account that calls", async () => {
        const other = new BudgetsClient(aws.clientConfig("111122223333"));
        await assert.rejects(other.send(new DescribeBudgetsCommand({ AccountId })), { name: "AccessDeniedException" });
        const own = await other.send(new DescribeBudgetsCommand({ AccountId: "111122223333" }));
        assert.deepEqual(own.Budgets, []);
        other.destroy();
    });

    describe("notifications", () => {
        const notify = (BudgetName: string, notification: Notification, Subscribers: (typeof EMAIL | typeof TOPIC)[]) =>
            client.send(
                new CreateNotificationCommand({ AccountId, BudgetName, Notification: notification, Subscribers }),
            );

        it("have subscribers that can be added and removed", async () => {
            await create(monthly("one"));
            await notify("one", AT_80, [EMAIL]);
            const of = { AccountId, BudgetName: "one", Notification: AT_80 };
            await client.send(new CreateSubscriberCommand({ ...of, Subscriber: TOPIC }));
            const answer = await client.send(new DescribeSubscribersForNotificationCommand(of));
            assert.deepEqual(answer.Subscribers, [EMAIL, TOPIC]);
            await client.send(new DeleteSubscriberCommand({ ...of, Subscriber: TOPIC }));
            await client.send(new DeleteSubscriberCommand({ ...of, Subscriber: EMAIL }));
            const left = await client.send(new DescribeNotificationsForBudgetCommand({ AccountId, BudgetName: "one" }));
            assert.deepEqual(left.Notifications, [], "a notification ends with its last subscriber");
        });

        it("are at most 10, each once", async () => {
            await create(monthly("one"));
            for (let number = 1; number <= 10; number++) await notify("one", { ...AT_80, Threshold: number }, [EMAIL]);
            await assert.rejects(notify("one", { ...AT_80, Threshold: 1 }, [EMAIL]), {
                name: "DuplicateRecordException",
            });
            await assert.rejects(notify("one", AT_80, [EMAIL]), { name: "CreationLimitExceededException" });
        });

        it("have at most one SNS topic and ten e-mail addresses", async () => {
            await create(monthly("one"));
            const emails = Array.from({ length: 11 }, (_, number) => ({ ...EMAIL, Address: `a${number}@example.com` }));
            const topics = [TOPIC, { ...TOPIC, Address: `${TOPIC.Address}2` }];
            for (const subscribers of [emails, topics]) {
                await assert.rejects(notify("one", AT_80, subscribers as (typeof EMAIL)[]), {
                    name: "CreationLimitExceededException",
                });
            }
        });

        it("have a threshold above 0, and of a daily budget no forecast", async () => {
            await create(monthly("one", { TimeUnit: "DAILY" }));
            await assert.rejects(notify("one", { ...AT_80, Threshold: 0 }, [EMAIL]), {
                name: "InvalidParameterException",
            });
            await assert.rejects(notify("one", { ...AT_80, NotificationType: "FORECASTED" }, [EMAIL]), {
                name: "InvalidParameterException",
            });
        });

        it("are in alarm when the costs are above the threshold", async () => {
            await create(monthly("one", { BudgetLimit: { Amount: "100", Unit: "USD" } }));
            await notify("one", AT_80, [EMAIL]);
            const state = async (): Promise<string | undefined> =>
                (await client.send(new DescribeNotificationsForBudgetCommand({ AccountId, BudgetName: "one" })))
                    .Notifications?.[0]?.NotificationState;
            await aws.addCosts([
                { day: firstOfMonth(), account: AccountId, service: "AmazonCloudWatch", unblended: 80 },
            ]);
            assert.equal(await state(), "OK");
            await aws.addCosts([
                { day: firstOfMonth(), account: AccountId, service: "AmazonCloudWatch", unblended: 0.01 },
            ]);
            assert.equal(await state(), "ALARM");
        });
    });

    it("have tags", async () => {
        await create(monthly("one"));
        const ResourceARN = `arn:aws:budgets::${AccountId}:budget/one`;
        await client.send(new TagResourceCommand({ ResourceARN, ResourceTags: [{ Key: "Team", Value: "shop" }] }));
        const tags = async (): Promise<unknown> =>
            (await client.send(new ListTagsForResourceCommand({ ResourceARN }))).ResourceTags;
        assert.deepEqual(await tags(), [{ Key: "Team", Value: "shop" }]);
        await client.send(new UntagResourceCommand({ ResourceARN, ResourceTagKeys: ["Team"] }));
        assert.deepEqual(await tags(), []);
    });

    it("count the costs of their filters", async () => {
        const ce = new CostExplorerClient(aws.clientConfig());
        await ce.send(
            new CreateCostCategoryDefinitionCommand({
                Name: "team",
                RuleVersion: "CostCategoryExpression.v1",
                Rules: [{ Value: "shop", Rule: { Tags: { Key: "Team", Values: ["shop"] } } }],
                DefaultValue: "unassigned",
            }),
        );
        ce.destroy();
        const of = { day: firstOfMonth(), account: AccountId, service: "AmazonCloudWatch" };
        await aws.addCosts(
            [
                { ...of, unblended: 1, tags: { Team: "shop" } },
                { ...of, unblended: 10, amortized: 7 },
                { ...of, unblended: -0.5, kind: "credit" },
                { ...of, unblended: 100, day: daysAgo(400) },
            ],
            { activateTags: true },
        );
        const spent = async (name: string, more: Partial<Budget>): Promise<string | undefined> => {
            await create(monthly(name, more));
            return (await read(name)).CalculatedSpend?.ActualSpend?.Amount;
        };
        assert.equal(await spent("all", {}), "10.5");
        assert.equal(await spent("without credits", { CostTypes: { IncludeCredit: false } }), "11");
        assert.equal(await spent("amortized", { CostTypes: { UseAmortized: true } }), "7.5");
        assert.equal(await spent("tag", { CostFilters: { TagKeyValue: ["user:Team$shop"] } }), "1");
        assert.equal(await spent("wrong tag", { CostFilters: { TagKeyValue: ["Team$shop"] } }), "0");
        assert.equal(await spent("category", { CostFilters: { CostCategory: ["team$unassigned"] } }), "9.5");
        assert.equal(await spent("other account", { CostFilters: { LinkedAccount: ["111122223333"] } }), "0");
        const expression = { Dimensions: { Key: "LINKED_ACCOUNT" as const, Values: [AccountId] } };
        assert.equal(await spent("expression", { FilterExpression: expression, Metrics: ["AmortizedCost"] }), "7.5");
    });

    it("survive a restart", async () => {
        await create(monthly("one"));
        await aws.addCosts([{ day: today(), account: AccountId, service: "AmazonCloudWatch", unblended: 3 }]);
        await aws.restart({ kill: true });
        assert.equal((await read("one")).CalculatedSpend?.ActualSpend?.Amount, "3");
    });
});
