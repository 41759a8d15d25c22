import type { CostCategory, CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import type * as pulumi from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { AwsClients } from "../aws/awsClients";
import { awsSettings } from "../aws/awsSettings";
import { inWords } from "../aws/patiently";

/** A rule of Cost Explorer: these accounts, or resources with this tag, have the value. */
export interface CostCategoryRule {
    readonly Value: string;
    readonly Type: "REGULAR";
    readonly Rule: {
        readonly Dimensions?: CostCategoryMatch<"LINKED_ACCOUNT">;
        readonly Tags?: CostCategoryMatch<string>;
    };
}

interface CostCategoryMatch<Key> {
    readonly Key: Key;
    readonly Values: readonly string[];
    readonly MatchOptions: readonly ["EQUALS"];
}

export interface CostCategorySplit {
    readonly Source: string;
    readonly Targets: readonly string[];
    readonly Method: "EVEN" | "PROPORTIONAL" | "FIXED";
    readonly Parameters?: readonly { readonly Type: "ALLOCATION_PERCENTAGES"; readonly Values: readonly string[] }[];
}

/** From components/costs/costCategory.ts. */
export interface CostCategoryInputs {
    readonly name: string;
    readonly defaultValue: string;
    readonly rules: readonly CostCategoryRule[];
    readonly splits: readonly CostCategorySplit[];
    /** The ARN of an existing category that is changed instead of creating one. */
    readonly takenOver?: string;
}

/** What the state keeps. It contains no secrets. */
export interface CostCategoryState extends CostCategoryInputs {
    readonly arn: string;
}

/**
 * A cost category. Every update sends the whole definition, because AWS replaces the definition by what it gets.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_UpdateCostCategoryDefinition.html, read on 2026-11-26.
 */
export class CostCategoryProvider implements pulumi.dynamic.ResourceProvider<CostCategoryInputs, CostCategoryState> {
    #client: Promise<CostExplorerClient> | undefined;
    #now = (): Date => new Date();

    /** @param client for tests. Default: the one that the stack's settings describe. */
    constructor(client?: CostExplorerClient) {
        this.#client = client && Promise.resolve(client);
    }

    /** Pulumi calls it before anything else. */
    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        if (this.#client) return Promise.resolve();
        const clients = new AwsClients(awsSettings((key) => config.get(`aws:${key}`)));
        this.#client = clients.costExplorer();
        this.#now = () => clients.now();
        return Promise.resolve();
    }

    async create(inputs: CostCategoryInputs): Promise<pulumi.dynamic.CreateResult<CostCategoryState>> {
        const known = plainInputs(inputs);
        if (inputs.takenOver !== undefined) {
            const before = await this.#describe(inputs.takenOver);
            if (!before) throw new Error(`AWS has no cost category ${inputs.takenOver}`);
            // A category that is as the program says is not written: its history begins anew with a change.
            if (!isSame(stateOf(before, inputs), known)) await this.#update(inputs.takenOver, known, before);
            return { id: inputs.takenOver, outs: { ...known, arn: inputs.takenOver } };
        }
        const { CreateCostCategoryDefinitionCommand } = await import("@aws-sdk/client-cost-explorer");
        const client = await this.#connected();
        const { CostCategoryArn: arn = "" } = await inWords(() =>
            client.send(new CreateCostCategoryDefinitionCommand({ Name: inputs.name, ...definition(known) })),
        );
        return { id: arn, outs: { ...known, arn } };
    }

    async read(id: string, props?: CostCategoryState): Promise<pulumi.dynamic.ReadResult<CostCategoryState>> {
        const found = await this.#describe(id);
        // An empty id removes the resource from the state, so the next `up` creates it.
        if (!found) return { id: "", props: {} as CostCategoryState };
        return { id, props: { ...stateOf(found, props), arn: id } };
    }

    diff(_: string, before: CostCategoryState, after: CostCategoryInputs): Promise<pulumi.dynamic.DiffResult> {
        const isRenamed = before.name !== after.name;
        return Promise.resolve({
            changes: isRenamed || !isSame(before, after),
            replaces: isRenamed ? ["name"] : [],
        });
    }

    async update(
        id: string,
        _: CostCategoryState,
        inputs: CostCategoryInputs,
    ): Promise<pulumi.dynamic.UpdateResult<CostCategoryState>> {
        const known = plainInputs(inputs);
        await this.#update(id, known, await this.#describe(id));
        return { outs: { ...known, arn: id } };
    }

    async delete(id: string): Promise<void> {
        const { DeleteCostCategoryDefinitionCommand } = await import("@aws-sdk/client-cost-explorer");
        const client = await this.#connected();
        await inWords(() =>
            unlessMissing(() => client.send(new DeleteCostCategoryDefinitionCommand({ CostCategoryArn: id }))),
        );
    }

    async #describe(arn: string): Promise<CostCategory | undefined> {
        const { DescribeCostCategoryDefinitionCommand } = await import("@aws-sdk/client-cost-explorer");
        const client = await this.#connected();
        const answer = await inWords(() =>
            unlessMissing(() => client.send(new DescribeCostCategoryDefinitionCommand({ CostCategoryArn: arn }))),
        );
        return answer?.CostCategory;
    }

    /** Without EffectiveStart AWS would begin with the current month, and forget what it knew of those before. */
    async #update(arn: string, inputs: CostCategoryInputs, before: CostCategory | undefined): Promise<void> {
        const { UpdateCostCategoryDefinitionCommand } = await import("@aws-sdk/client-cost-explorer");
        const client = await this.#connected();
        const start = effectiveStart(before?.EffectiveStart, this.#now());
        await inWords(() =>
            client.send(
                new UpdateCostCategoryDefinitionCommand({
                    CostCategoryArn: arn,
                    ...definition(inputs),
                    ...(start !== undefined && { EffectiveStart: start }),
                }),
            ),
        );
    }

    #connected(): Promise<CostExplorerClient> {
        if (!this.#client) throw new Error("the provider has no settings: Pulumi configures it first");
        return this.#client;
    }
}

async function unlessMissing<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
        return await call();
    } catch (error) {
        if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
        throw error;
    }
}

/** AWS refuses a start of more than twelve months ago: then it is the month twelve months before this one. */
export function effectiveStart(before: string | undefined, now: Date): string | undefined {
    if (before === undefined) return undefined;
    const earliest = new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), 1)).toISOString();
    return `${(before > earliest ? before : earliest).slice(0, 10)}T00:00:00Z`;
}

function definition({ defaultValue, rules, splits }: CostCategoryInputs): {
    RuleVersion: "CostCategoryExpression.v1";
    DefaultValue: string;
    Rules: never[];
    SplitChargeRules?: never[];
} {
    return {
        RuleVersion: "CostCategoryExpression.v1",
        DefaultValue: defaultValue,
        // The SDK's types want arrays that can be changed.
        Rules: [...rules] as never[],
        ...(splits.length > 0 && { SplitChargeRules: [...splits] as never[] }),
    };
}

function isSame(one: CostCategoryInputs, other: CostCategoryInputs): boolean {
    const compared = ({ defaultValue, rules, splits }: CostCategoryInputs): unknown => [
        defaultValue,
        rules,
        sortedSplits(splits),
    ];
    return isDeepStrictEqual(plain(compared(one)), plain(compared(other)));
}

/** What AWS has, in the form of the inputs. AWS does not keep the order of values. */
function stateOf(found: CostCategory, inputs: CostCategoryInputs | undefined): CostCategoryInputs {
    return {
        name: found.Name ?? inputs?.name ?? "",
        defaultValue: found.DefaultValue ?? "",
        rules: (plain(found.Rules ?? []) as CostCategoryRule[]).map(withSortedValues),
        splits: sortedSplits(plain(found.SplitChargeRules ?? []) as CostCategorySplit[]),
        ...(inputs?.takenOver !== undefined && { takenOver: inputs.takenOver }),
    };
}

function withSortedValues(rule: CostCategoryRule): CostCategoryRule {
    const { Dimensions: dimensions, Tags: tags } = rule.Rule;
    const sorted = <Match extends { readonly Values: readonly string[] }>(match: Match): Match => ({
        ...match,
        Values: [...match.Values].sort(),
    });
    if (dimensions) return { ...rule, Rule: { ...rule.Rule, Dimensions: sorted(dimensions) } };
    return tags ? { ...rule, Rule: { ...rule.Rule, Tags: sorted(tags) } } : rule;
}

/** Splits have no order, and targets only where shares belong to them. */
function sortedSplits(splits: readonly CostCategorySplit[]): CostCategorySplit[] {
    return splits
        .map((split) => (split.Method === "FIXED" ? split : { ...split, Targets: [...split.Targets].sort() }))
        .sort((one, two) => (one.Source < two.Source ? -1 : 1));
}

/** Without what Pulumi adds to inputs. */
function plainInputs({ name, defaultValue, rules, splits, takenOver }: CostCategoryInputs): CostCategoryInputs {
    return { name, defaultValue, rules, splits, ...(takenOver !== undefined && { takenOver }) };
}

/** Without properties that are undefined, which the SDK's answers have. */
function plain(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value));
}

export const costCategory = new CostCategoryProvider();
