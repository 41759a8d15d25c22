import assert from "node:assert/strict";
import {
    CostExplorerClient,
    CreateCostCategoryDefinitionCommand,
    GetCostAndUsageCommand,
    GetCostCategoriesCommand,
    GetCostForecastCommand,
    GetDimensionValuesCommand,
    GetTagsCommand,
    type Expression,
    type GetCostAndUsageCommandInput,
    type GetCostAndUsageCommandOutput,
    type GroupDefinition,
} from "@aws-sdk/client-cost-explorer";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws } from "../server";
import { daysAgo, firstOfMonth, today } from "./dates";

const MANAGEMENT = "123456789012";
const S3 = "Amazon Simple Storage Service";
const EC2 = "Amazon Elastic Compute Cloud - Compute";

describe("GetCostAndUsage and its relatives", () => {
    let aws: LocalAws;
    let client: CostExplorerClient;
    let shop: string;
    let data: string;
    const lastMonth = firstOfMonth(-1);

    before(async () => {
        aws = await startLocalAws();
        client = new CostExplorerClient(aws.clientConfig());
        const organizations = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, organizations);
        await fixture.createOrganization("ALL");
        shop = await fixture.createAccount("shop");
        data = await fixture.createAccount("data");
        organizations.destroy();
        await aws.addCosts(
            [
                {
                    day: lastMonth,
                    account: shop,
                    service: S3,
                    region: "eu-central-1",
                    unblended: 1.1,
                    tags: { Team: "shop" },
                },
                { day: lastMonth, account: shop, service: EC2, region: "eu-west-1", unblended: 0.2 },
                { day: lastMonth, account: data, service: S3, region: "eu-central-1", unblended: 4, amortized: 3 },
                { day: lastMonth, account: data, service: "Tax", kind: "tax", unblended: 5 },
                { day: lastMonth, account: MANAGEMENT, service: EC2, kind: "credit", unblended: -2 },
                { day: firstOfMonth(), account: shop, service: S3, unblended: 0.0000000001, tags: { Team: "Shop" } },
                { day: "2999-01-01", account: shop, service: S3, unblended: 1000 },
            ],
            { activateTags: true },
        );
        await client.send(
            new CreateCostCategoryDefinitionCommand({
                Name: "team",
                RuleVersion: "CostCategoryExpression.v1",
                Rules: [
                    { Value: "shop", Rule: { Tags: { Key: "Team", Values: ["shop"] } } },
                    { Value: "data", Rule: { Dimensions: { Key: "LINKED_ACCOUNT", Values: [data] } } },
                    { Value: "late", Rule: { Dimensions: { Key: "LINKED_ACCOUNT", Values: [data, shop] } } },
                ],
            }),
        );
    });
    after(async () => {
        client.destroy();
        await aws.stop();
    });

    const ask = (
        input: Partial<GetCostAndUsageCommandInput> = {},
        of = client,
    ): Promise<GetCostAndUsageCommandOutput> =>
        of.send(
            new GetCostAndUsageCommand({
                TimePeriod: { Start: lastMonth, End: firstOfMonth() },
                Granularity: "MONTHLY",
                Metrics: ["UnblendedCost"],
                ...input,
            }),
        );
    const groups = async (GroupBy: GroupDefinition[], Filter?: Expression): Promise<Record<string, string>> => {
        const { ResultsByTime = [] } = await ask({ GroupBy, Filter });
        return Object.fromEntries(
            (ResultsByTime[0]?.Groups ?? []).map(({ Keys = [], Metrics = {} }) => [
                Keys.join(" | "),
                Metrics.UnblendedCost?.Amount ?? "",
            ]),
        );
    };
    const total = async (Filter?: Expression, Metrics = ["UnblendedCost"]): Promise<string | undefined> =>
        (await ask({ Filter, Metrics })).ResultsByTime?.[0]?.Total?.[Metrics[0] ?? ""]?.Amount;

    it("sums exactly", async () => {
        assert.equal(await total(), "8.3");
        assert.equal(await total(undefined, ["AmortizedCost"]), "7.3");
        assert.equal(await total(undefined, ["NetUnblendedCost"]), "8.3");
        const { ResultsByTime = [] } = await ask({ TimePeriod: { Start: lastMonth, End: firstOfMonth(1) } });
        assert.equal(ResultsByTime[1]?.Total?.UnblendedCost?.Amount, "0.0000000001");
        assert.deepEqual(
            ResultsByTime.map(({ Estimated }) => Estimated),
            [false, true],
        );
    });

    it("answers by day", async () => {
        const { ResultsByTime = [] } = await ask({ Granularity: "DAILY" });
        assert.ok(ResultsByTime.length >= 28);
        assert.equal(ResultsByTime[0]?.Total?.UnblendedCost?.Amount, "8.3");
        assert.equal(ResultsByTime[1]?.Total?.UnblendedCost?.Amount, "0");
    });

    it("groups by dimensions, tags and cost categories", async () => {
        assert.deepEqual(await groups([{ Type: "DIMENSION", Key: "REGION" }]), {
            NoRegion: "3",
            "eu-central-1": "5.1",
            "eu-west-1": "0.2",
        });
        assert.deepEqual(await groups([{ Type: "TAG", Key: "Team" }]), { Team$: "7.2", Team$shop: "1.1" });
        assert.deepEqual(await groups([{ Type: "COST_CATEGORY", Key: "team" }]), {
            team$: "-2",
            team$data: "9",
            team$late: "0.2",
            team$shop: "1.1",
        });
        assert.deepEqual(
            await groups([
                { Type: "DIMENSION", Key: "LINKED_ACCOUNT" },
                { Type: "DIMENSION", Key: "RECORD_TYPE" },
            ]),
            {
                [`${shop} | Usage`]: "1.3",
                [`${data} | Usage`]: "4",
                [`${data} | Tax`]: "5",
                [`${MANAGEMENT} | Credit`]: "-2",
            },
        );
        const named = await ask({ GroupBy: [{ Type: "DIMENSION", Key: "LINKED_ACCOUNT" }] });
        assert.equal(
            named.DimensionValueAttributes?.find(({ Value }) => Value === shop)?.Attributes?.description,
            "shop",
        );
    });

    it("filters with And, Or, Not and match options", async () => {
        const service: Expression = { Dimensions: { Key: "SERVICE", Values: [S3] } };
        const tax: Expression = { Dimensions: { Key: "RECORD_TYPE", Values: ["Tax"] } };
        assert.equal(await total(service), "5.1");
        assert.equal(await total({ Not: tax }), "3.3");
        assert.equal(await total({ Or: [service, tax] }), "10.1");
        assert.equal(await total({ And: [service, { Dimensions: { Key: "LINKED_ACCOUNT", Values: [data] } }] }), "4");
        assert.equal(await total({ Tags: { Key: "Team", MatchOptions: ["ABSENT"] } }), "7.2");
        assert.equal(await total({ Tags: { Key: "Team", Values: ["SHOP"] } }), "0");
        assert.equal(
            await total({ Tags: { Key: "Team", Values: ["SHOP"], MatchOptions: ["CASE_INSENSITIVE"] } }),
            "1.1",
        );
        assert.equal(await total({ CostCategories: { Key: "team", MatchOptions: ["ABSENT"] } }), "-2");
        assert.equal(await total({ CostCategories: { Key: "team", Values: ["data", "late"] } }), "9.2");
    });

    for (const [what, input, message] of [
        ["a start after today", { TimePeriod: { Start: firstOfMonth(1), End: firstOfMonth(2) } }, /no later than/],
        ["an end before the start", { TimePeriod: { Start: today(), End: today() } }, /before end date/],
        ["an end after next month's first", { TimePeriod: { Start: lastMonth, End: firstOfMonth(2) } }, /next month/],
        ["a start 14 months back", { TimePeriod: { Start: firstOfMonth(-14), End: today() } }, /beyond 14 months/],
        ["hours", { Granularity: "HOURLY" }, /Hourly/],
        ["an unknown metric", { Metrics: ["Cost"] }, /not a valid metric/],
        ["an unknown dimension", { GroupBy: [{ Type: "DIMENSION", Key: "TEAM" }] }, /can't group/],
        [
            "three groups",
            { GroupBy: ["SERVICE", "REGION", "LINKED_ACCOUNT"].map((Key) => ({ Type: "DIMENSION" as const, Key })) },
            /at most two/,
        ],
        ["an empty filter", { Filter: {} }, /exactly one/],
        [
            "two filters in one",
            { Filter: { Tags: { Key: "a", Values: ["b"] }, Dimensions: { Key: "SERVICE", Values: ["x"] } } },
            /exactly one/,
        ],
        ["And with one operand", { Filter: { And: [{ Tags: { Key: "a", Values: ["b"] } }] } }, /at least two/],
    ] as [string, Partial<GetCostAndUsageCommandInput>, RegExp][]) {
        it(`refuses ${what}`, () => assert.rejects(ask(input), { name: "ValidationException", message }));
    }

    it("reaches back to the first of the month 13 months ago", () =>
        ask({ TimePeriod: { Start: firstOfMonth(-13), End: today() } }));

    it("shows a member account its own costs only", async () => {
        const member = new CostExplorerClient(aws.clientConfig(shop));
        const answer = await ask({ GroupBy: [{ Type: "COST_CATEGORY", Key: "team" }] }, member);
        assert.deepEqual(
            answer.ResultsByTime?.[0]?.Groups?.map(({ Keys }) => Keys?.[0]),
            ["team$late", "team$shop"],
        );
        await assert.rejects(
            member.send(
                new CreateCostCategoryDefinitionCommand({
                    Name: "own",
                    RuleVersion: "CostCategoryExpression.v1",
                    Rules: [{ Value: "a", Rule: { Dimensions: { Key: "LINKED_ACCOUNT", Values: [shop] } } }],
                }),
            ),
            { name: "AccessDeniedException" },
        );
        member.destroy();
    });

    it("counts each request", async () => {
        await aws.resetCalls();
        await ask();
        await ask();
        assert.deepEqual(await aws.calls(), { "ce.GetCostAndUsage": 2 });
    });

    it("knows the values of dimensions, tags and categories", async () => {
        const TimePeriod = { Start: lastMonth, End: firstOfMonth() };
        const { DimensionValues = [] } = await client.send(
            new GetDimensionValuesCommand({ TimePeriod, Dimension: "SERVICE" }),
        );
        assert.deepEqual(
            DimensionValues.map(({ Value }) => Value),
            [EC2, S3, "Tax"],
        );
        assert.deepEqual((await client.send(new GetTagsCommand({ TimePeriod }))).Tags, ["Team"]);
        assert.deepEqual((await client.send(new GetTagsCommand({ TimePeriod, TagKey: "Team" }))).Tags, ["", "shop"]);
        assert.deepEqual(
            (await client.send(new GetCostCategoriesCommand({ TimePeriod, CostCategoryName: "team" })))
                .CostCategoryValues,
            ["", "data", "late", "shop"],
        );
    });

    it("forecasts from today on, by the last four weeks", async () => {
        const forecast = (Start: string, Filter?: Expression): Promise<unknown> =>
            client
                .send(
                    new GetCostForecastCommand({
                        TimePeriod: { Start, End: firstOfMonth(1) },
                        Metric: "UNBLENDED_COST",
                        Granularity: "MONTHLY",
                        Filter,
                    }),
                )
                .then(({ Total }) => Number(Total?.Amount));
        await aws.addCosts([{ day: daysAgo(1), account: data, service: "AWS Glue", unblended: 28 }]);
        const days = (Date.parse(firstOfMonth(1)) - Date.parse(today())) / 86_400_000;
        assert.equal(await forecast(today(), { Dimensions: { Key: "SERVICE", Values: ["AWS Glue"] } }), days);
        await assert.rejects(forecast(daysAgo(1)), { name: "ValidationException" });
        await assert.rejects(forecast(today(), { Dimensions: { Key: "SERVICE", Values: ["AWS Lambda"] } }), {
            name: "DataUnavailableException",
        });
    });
});
