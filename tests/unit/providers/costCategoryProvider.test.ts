import assert from "node:assert/strict";
import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { UNKNOWN_INPUT } from "../../../definition/feature";
import {
    CostCategoryProvider,
    type CostCategoryInputs,
    type CostCategoryRule,
    type CostCategorySplit,
} from "../../../providers/costCategoryProvider";

const ARN = "arn:aws:ce::111122223333:costcategory/1";

function inputs(change: Partial<CostCategoryInputs> = {}): CostCategoryInputs {
    return {
        name: "team",
        defaultValue: "none",
        rules: [
            {
                Value: "shop",
                Type: "REGULAR",
                Rule: { Dimensions: { Key: "LINKED_ACCOUNT", Values: ["1", "2"], MatchOptions: ["EQUALS"] } },
            },
        ],
        splits: [{ Source: "platform", Targets: ["data", "shop"], Method: "EVEN" }],
        ...change,
    };
}

/** An AWS that has one category, or none. */
function having(category: object | undefined): {
    readonly client: CostExplorerClient;
    readonly calls: [string, Sent][];
} {
    const calls: [string, Sent][] = [];
    const send = (command: { constructor: { name: string }; input: Sent }): Promise<unknown> => {
        const operation = command.constructor.name.replace(/(CostCategoryDefinition)?Command$/, "");
        calls.push([operation, command.input]);
        if (operation === "Create") return Promise.resolve({ CostCategoryArn: ARN });
        if (operation !== "Describe") return Promise.resolve({});
        return category
            ? Promise.resolve({ CostCategory: category })
            : Promise.reject(Object.assign(new Error("none"), { name: "ResourceNotFoundException" }));
    };
    return { client: { send } as unknown as CostExplorerClient, calls };
}

type Sent = Record<string, unknown>;

/** What AWS describes: the order of values is its own. */
function described({ name, defaultValue, rules, splits }: CostCategoryInputs): object {
    return {
        Name: name,
        DefaultValue: defaultValue,
        EffectiveStart: "2026-03-01T00:00:00Z",
        Rules: rules.map((rule) => ({
            ...rule,
            Rule: {
                Dimensions: { ...rule.Rule.Dimensions, Values: [...(rule.Rule.Dimensions?.Values ?? [])].reverse() },
            },
        })),
        SplitChargeRules: splits.map((split) => ({ ...split, Targets: [...split.Targets].reverse() })),
    };
}

describe("the provider of cost categories", () => {
    it("sends the whole definition with every update, and no start: AWS would apply the rules to past months", async () => {
        const { client, calls } = having(described(inputs()));
        const provider = new CostCategoryProvider(client);
        const changed = inputs({ rules: [] });
        assert.deepEqual(await provider.update(ARN, { ...inputs(), arn: ARN }, changed), {
            outs: { ...changed, arn: ARN },
        });
        assert.deepEqual(calls.at(-1), [
            "Update",
            {
                CostCategoryArn: ARN,
                RuleVersion: "CostCategoryExpression.v1",
                DefaultValue: "none",
                Rules: [],
                SplitChargeRules: [...inputs().splits],
            },
        ]);
    });

    it("sees no change in another order of what has no order", async () => {
        const provider = new CostCategoryProvider(having(described(inputs())).client);
        const { id, props } = await provider.read(ARN, { ...inputs(), arn: ARN });
        assert.equal(id, ARN);
        assert.ok(props);
        assert.deepEqual(await provider.diff(ARN, props, inputs()), { changes: false, replaces: [] });
    });

    it("changes in place where the engine does not know the rules, because an account that they name is replaced", async () => {
        const provider = new CostCategoryProvider(having(described(inputs())).client);
        const unknown = inputs({ rules: UNKNOWN_INPUT as never });
        assert.deepEqual(await provider.diff(ARN, { ...inputs(), arn: ARN }, unknown), { changes: true, replaces: [] });
    });

    it("compares rules within a kind in any order, shares as numbers, and a rule without a way to match as EQUALS", async () => {
        const rule = (Value: string, more: object = { MatchOptions: ["EQUALS"] as const }): CostCategoryRule => ({
            Value,
            Type: "REGULAR",
            Rule: { Dimensions: { Key: "LINKED_ACCOUNT", Values: [Value], ...more } },
        });
        const tag = (Value: string): CostCategoryRule => ({
            Value,
            Type: "REGULAR",
            Rule: { Tags: { Key: "Team", Values: [Value], MatchOptions: ["EQUALS"] } },
        });
        const fixed = (Targets: string[], Values: string[]): CostCategorySplit => ({
            Source: "platform",
            Targets,
            Method: "FIXED",
            Parameters: [{ Type: "ALLOCATION_PERCENTAGES", Values }],
        });
        const inAws = inputs({
            rules: [tag("b"), tag("a"), rule("2", {}), rule("1")],
            splits: [fixed(["shop", "data"], ["60.0", "40"])],
        });
        const said = inputs({
            rules: [tag("a"), tag("b"), rule("1"), rule("2")],
            splits: [fixed(["data", "shop"], ["40", "60"])],
        });
        const differs = async (of: CostCategoryInputs): Promise<unknown> => {
            const { name: Name, defaultValue: DefaultValue, rules: Rules, splits: SplitChargeRules } = of;
            const provider = new CostCategoryProvider(having({ Name, DefaultValue, Rules, SplitChargeRules }).client);
            const { props } = await provider.read(ARN, { ...of, arn: ARN });
            assert.ok(props);
            return (await provider.diff(ARN, props, said)).changes;
        };
        assert.equal(await differs(inAws), false);
        assert.equal(await differs({ ...inAws, rules: [tag("b"), rule("1"), tag("a"), rule("2")] }), true);
        assert.equal(await differs({ ...inAws, splits: [fixed(["data", "shop"], ["60", "40"])] }), true);
    });

    it("never undoes what somebody has changed in AWS, and goes on after a lost answer", async () => {
        const before = { ...inputs(), arn: ARN };
        const wanted = inputs({ defaultValue: "other" });
        const byHand = having(described(inputs({ splits: [] })));
        await assert.rejects(
            new CostCategoryProvider(byHand.client).update(ARN, before, wanted),
            /^Error: the cost category team has been changed in AWS since the last run[^]*make refresh/,
        );
        assert.deepEqual(
            byHand.calls.map(([operation]) => operation),
            ["Describe"],
        );
        await new CostCategoryProvider(having(described(wanted)).client).update(ARN, before, wanted);
    });

    it("takes a category for its own that an earlier try has made, if it is exactly that, and no other", async () => {
        const create = async (inAws: CostCategoryInputs): Promise<string> => {
            const { client } = having(described(inAws));
            const send = (command: { constructor: { name: string } }): Promise<unknown> => {
                const { name } = command.constructor;
                if (name.startsWith("Create")) return Promise.reject(new Error("it already exists"));
                if (name.startsWith("List")) {
                    return Promise.resolve({ CostCategoryReferences: [{ Name: inAws.name, CostCategoryArn: ARN }] });
                }
                return client.send(command as never);
            };
            return (await new CostCategoryProvider({ send } as unknown as CostExplorerClient).create(inputs())).id;
        };
        assert.equal(await create(inputs()), ARN);
        await assert.rejects(create(inputs({ defaultValue: "other" })), /it already exists/);
        await assert.rejects(create(inputs({ name: "Team" })), /it already exists/);
    });

    it("has no default value where the program gives none", async () => {
        const { defaultValue: _, ...without } = inputs({ splits: [] });
        const { client, calls } = having(undefined);
        await new CostCategoryProvider(client).create(without);
        assert.deepEqual(Object.keys(calls[0]?.[1] ?? {}), ["Name", "RuleVersion", "Rules"]);
        const provider = new CostCategoryProvider(having(described(without)).client);
        const { props } = await provider.read(ARN, { ...without, arn: ARN });
        assert.ok(props);
        assert.equal((await provider.diff(ARN, props, without)).changes, false);
        assert.equal((await provider.diff(ARN, props, inputs({ splits: [] }))).changes, true);
    });

    it("sees a change of the default, of the rules and of the splits, and replaces only for another name", async () => {
        const provider = new CostCategoryProvider(having(undefined).client);
        const before = { ...inputs(), arn: ARN };
        for (const change of [{ defaultValue: "other" }, { rules: [] }, { splits: [] }]) {
            assert.deepEqual(await provider.diff(ARN, before, inputs(change)), { changes: true, replaces: [] });
        }
        assert.deepEqual(await provider.diff(ARN, before, inputs({ name: "Teams" })), {
            changes: true,
            replaces: ["name"],
        });
    });

    it("forgets a category that is gone, so that the next run creates it, and deletes one that is gone already", async () => {
        const provider = new CostCategoryProvider(having(undefined).client);
        assert.equal((await provider.read(ARN, { ...inputs(), arn: ARN })).id, "");
        await provider.delete(ARN);
    });

    it("takes over an existing category: it writes only what differs, and creates nothing", async () => {
        const same = having(described(inputs()));
        const taken = inputs({ takenOver: ARN });
        assert.equal((await new CostCategoryProvider(same.client).create(taken)).id, ARN);
        assert.deepEqual(
            same.calls.map(([operation]) => operation),
            ["Describe"],
        );
        const other = having(described(inputs({ defaultValue: "other" })));
        await new CostCategoryProvider(other.client).create(taken);
        assert.deepEqual(
            other.calls.map(([operation]) => operation),
            ["Describe", "Update"],
        );
        await assert.rejects(
            new CostCategoryProvider(having(undefined).client).create(taken),
            /AWS has no cost category/,
        );
    });

    it("takes over no category with another name: AWS cannot rename it, and budgets would count a value that nobody has", async () => {
        const { client, calls } = having(described(inputs({ name: "Team" })));
        await assert.rejects(
            new CostCategoryProvider(client).create(inputs({ takenOver: ARN, defaultValue: "other" })),
            /is called "Team" in AWS, and "team" here/,
        );
        assert.deepEqual(
            calls.map(([operation]) => operation),
            ["Describe"],
        );
    });

    for (const [what, rule] of [
        [
            "inherits values",
            { Type: "INHERITED_VALUE", InheritedValue: { DimensionName: "TAG", DimensionKey: "Team" } },
        ],
        ["finds what has no tag", { Value: "none", Rule: { Tags: { Key: "Team", MatchOptions: ["ABSENT"] } } }],
        ["combines conditions", { Value: "shop", Rule: { Not: { Dimensions: { Key: "SERVICE_CODE" } } } }],
    ] as const) {
        it(`reads and takes over a category that somebody has given a rule that ${what}`, async () => {
            const category = { ...described(inputs()), Rules: [rule] };
            const provider = new CostCategoryProvider(having(category).client);
            const { props } = await provider.read(ARN, { ...inputs(), arn: ARN });
            assert.deepEqual(props?.rules, [rule]);
            assert.deepEqual(await provider.diff(ARN, props, inputs()), { changes: true, replaces: [] });
            const { client, calls } = having(category);
            await new CostCategoryProvider(client).create(inputs({ takenOver: ARN }));
            assert.deepEqual(calls.at(-1)?.[1]["Rules"], inputs().rules);
        });
    }

    it("creates one otherwise", async () => {
        const { client, calls } = having(undefined);
        assert.equal((await new CostCategoryProvider(client).create(inputs({ splits: [] }))).id, ARN);
        assert.deepEqual(Object.keys(calls[0]?.[1] ?? {}), ["Name", "RuleVersion", "DefaultValue", "Rules"]);
    });
});
