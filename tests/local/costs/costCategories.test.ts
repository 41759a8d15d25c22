import assert from "node:assert/strict";
import {
    CostExplorerClient,
    CreateCostCategoryDefinitionCommand,
    DeleteCostCategoryDefinitionCommand,
    DescribeCostCategoryDefinitionCommand,
    ListCostCategoryDefinitionsCommand,
    ListTagsForResourceCommand,
    UpdateCostCategoryDefinitionCommand,
    type CostCategoryRule,
    type CostCategorySplitChargeRule,
    type CreateCostCategoryDefinitionCommandInput,
} from "@aws-sdk/client-cost-explorer";
import { startLocalAws, type LocalAws } from "../server";
import { firstOfMonth } from "./dates";

const rule = (Value: string): CostCategoryRule => ({
    Value,
    Rule: { Dimensions: { Key: "LINKED_ACCOUNT", Values: ["111122223333"] } },
});

describe("cost categories", () => {
    let aws: LocalAws;
    let client: CostExplorerClient;
    before(async () => {
        aws = await startLocalAws();
        client = new CostExplorerClient(aws.clientConfig());
    });
    after(() => aws.stop());
    beforeEach(() => aws.reset());

    const create = async (more: Partial<CreateCostCategoryDefinitionCommandInput> = {}): Promise<string> => {
        const { CostCategoryArn } = await client.send(
            new CreateCostCategoryDefinitionCommand({
                Name: "team",
                RuleVersion: "CostCategoryExpression.v1",
                Rules: [rule("shop"), rule("data")],
                DefaultValue: "unassigned",
                ...more,
            }),
        );
        return CostCategoryArn ?? assert.fail();
    };

    it("are read as they were created, with the type of each rule", async () => {
        const arn = await create({ ResourceTags: [{ Key: "Team", Value: "finops" }] });
        const { CostCategory } = await client.send(new DescribeCostCategoryDefinitionCommand({ CostCategoryArn: arn }));
        assert.deepEqual(CostCategory?.Rules, [
            { Type: "REGULAR", ...rule("shop") },
            { Type: "REGULAR", ...rule("data") },
        ]);
        assert.equal(CostCategory.EffectiveStart, `${firstOfMonth()}T00:00:00Z`);
        const { CostCategoryReferences = [] } = await client.send(new ListCostCategoryDefinitionsCommand({}));
        assert.deepEqual(
            CostCategoryReferences.map(({ Name, Values, NumberOfRules }) => [Name, Values, NumberOfRules]),
            [["team", ["shop", "data", "unassigned"], 2]],
        );
        const tags = await client.send(new ListTagsForResourceCommand({ ResourceArn: arn }));
        assert.deepEqual(tags.ResourceTags, [{ Key: "Team", Value: "finops" }]);
        await client.send(new DeleteCostCategoryDefinitionCommand({ CostCategoryArn: arn }));
        await assert.rejects(client.send(new DescribeCostCategoryDefinitionCommand({ CostCategoryArn: arn })), {
            name: "ResourceNotFoundException",
        });
    });

    it("lose in an update what it does not contain", async () => {
        const arn = await create({ SplitChargeRules: [{ Source: "data", Targets: ["shop"], Method: "EVEN" }] });
        await client.send(
            new UpdateCostCategoryDefinitionCommand({
                CostCategoryArn: arn,
                RuleVersion: "CostCategoryExpression.v1",
                Rules: [rule("shop")],
            }),
        );
        const { CostCategory } = await client.send(new DescribeCostCategoryDefinitionCommand({ CostCategoryArn: arn }));
        assert.equal(CostCategory?.DefaultValue, undefined);
        assert.equal(CostCategory?.SplitChargeRules, undefined);
    });

    it("are at most 50, with unique names", async () => {
        await create();
        await assert.rejects(create(), /already exists/);
        for (let number = 2; number <= 50; number++) await create({ Name: `category ${number}` });
        await assert.rejects(create({ Name: "one more" }), { name: "ServiceQuotaExceededException" });
    });

    const split = (more: Partial<CostCategorySplitChargeRule>): Partial<CreateCostCategoryDefinitionCommandInput> => ({
        SplitChargeRules: [{ Source: "shop", Targets: ["data"], Method: "EVEN", ...more }],
    });
    const percentages = (...Values: string[]): CostCategorySplitChargeRule["Parameters"] => [
        { Type: "ALLOCATION_PERCENTAGES", Values },
    ];
    for (const [what, more] of [
        ["a name of 51 characters", { Name: "x".repeat(51) }],
        ["a value of 51 characters", { Rules: [rule("x".repeat(51))] }],
        ["no rule", { Rules: [] }],
        ["501 rules", { Rules: Array.from({ length: 501 }, (_, number) => rule(`value ${number}`)) }],
        ["a rule without a value", { Rules: [{ Rule: rule("a").Rule }] }],
        [
            "a dimension that categories lack",
            { Rules: [{ Value: "a", Rule: { Dimensions: { Key: "AZ", Values: ["a"] } } }] },
        ],
        [
            "an unknown category in a rule",
            { Rules: [{ Value: "a", Rule: { CostCategories: { Key: "other", Values: ["b"] } } }] },
        ],
        [
            "an inherited value with a value",
            {
                Rules: [
                    { Type: "INHERITED_VALUE", Value: "a", InheritedValue: { DimensionName: "LINKED_ACCOUNT_NAME" } },
                ],
            },
        ],
        ["a start in the middle of a month", { EffectiveStart: `${firstOfMonth().slice(0, 8)}02T00:00:00Z` }],
        ["a start 13 months ago", { EffectiveStart: `${firstOfMonth(-13)}T00:00:00Z` }],
        ["a split of an unknown value", split({ Source: "nobody" })],
        ["a source that is a target", split({ Targets: ["shop"] })],
        [
            "a source that is used twice",
            {
                SplitChargeRules: [
                    ...(split({}).SplitChargeRules ?? []),
                    { Source: "shop", Targets: ["unassigned"], Method: "EVEN" },
                ],
            },
        ],
        ["fixed shares that do not sum to 100", split({ Method: "FIXED", Parameters: percentages("90") })],
        [
            "fewer shares than targets",
            split({ Targets: ["data", "unassigned"], Method: "FIXED", Parameters: percentages("100") }),
        ],
        ["shares of an even split", split({ Parameters: percentages("100") })],
    ] as [string, Partial<CreateCostCategoryDefinitionCommandInput>][]) {
        it(`are refused with ${what}`, () => assert.rejects(create(more), { name: "ValidationException" }));
    }

    it("have at most 10 split charge rules", async () => {
        const values = Array.from({ length: 12 }, (_, number) => `v${number}`);
        const SplitChargeRules = values
            .slice(0, 11)
            .map((Source): CostCategorySplitChargeRule => ({ Source, Targets: ["v11"], Method: "PROPORTIONAL" }));
        await assert.rejects(create({ Rules: values.map(rule), SplitChargeRules }), { name: "ValidationException" });
        await create({ Rules: values.map(rule), SplitChargeRules: SplitChargeRules.slice(0, 10) });
    });
});
