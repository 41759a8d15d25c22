import type { CostCategory, CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import type * as pulumi from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { AwsClients } from "../aws/awsClients";
import { pagesOf } from "../aws/pagesOf";
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
    /** Default: `EQUALS` */
    readonly MatchOptions?: readonly ["EQUALS"];
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
    /** Absent: what matches no rule has no value. */
    readonly defaultValue?: string;
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
 * A cost category. Every update sends the whole definition, because AWS replaces the definition by what it gets. It sends no EffectiveStart:
 * from an earlier start on, AWS would divide past months by the new rules, and bills that were shared would change. Without it the months
 * before keep their rules.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_UpdateCostCategoryDefinition.html and
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/create-cost-categories.html (lookback period), read on 2026-11-27.
 */
export class CostCategoryProvider implements pulumi.dynamic.ResourceProvider<CostCategoryInputs, CostCategoryState> {
    #client: Promise<CostExplorerClient> | undefined;

    /** @param client for tests. Default: the one that the stack's settings describe. */
    constructor(client?: CostExplorerClient) {
        this.#client = client && Promise.resolve(client);
    }

    /** Pulumi calls it before anything else. */
    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.#client ??= new AwsClients(awsSettings((key) => config.get(`aws:${key}`))).costExplorer();
        return Promise.resolve();
    }

    async create(inputs: CostCategoryInputs): Promise<pulumi.dynamic.CreateResult<CostCategoryState>> {
        const known = plainInputs(inputs);
        if (inputs.takenOver !== undefined) {
            const before = await this.#describe(inputs.takenOver);
            if (!before) throw new Error(`AWS has no cost category ${inputs.takenOver}`);
            if (before.Name !== inputs.name) {
                throw new Error(
                    `the cost category ${inputs.takenOver} is called ${JSON.stringify(before.Name)} in AWS, and ${JSON.stringify(inputs.name)} here. AWS cannot rename it`,
                );
            }
            // A category that is as the program says is not written: AWS would divide the whole month again.
            if (!isSame(stateOf(before, inputs), known)) await this.#update(inputs.takenOver, known);
            return { id: inputs.takenOver, outs: { ...known, arn: inputs.takenOver } };
        }
        const { CreateCostCategoryDefinitionCommand } = await import("@aws-sdk/client-cost-explorer");
        const client = await this.#connected();
        const { CostCategoryArn: arn = "" } = await inWords(async () => {
            try {
                return await client.send(
                    new CreateCostCategoryDefinitionCommand({ Name: inputs.name, ...definition(known) }),
                );
            } catch (error) {
                // The answer of an earlier try may have been lost. Before the run, nothing had this name.
                const made = await this.#madeAlready(known);
                if (made === undefined) throw error;
                return { CostCategoryArn: made };
            }
        });
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
        // Where a run replaces an account, the engine asks with one unknown value in place of all rules that name it.
        const isKnown = Array.isArray(after.rules) && Array.isArray(after.splits);
        return Promise.resolve({
            changes: isRenamed || !isKnown || !isSame(before, after),
            replaces: isRenamed ? ["name"] : [],
        });
    }

    async update(
        id: string,
        before: CostCategoryState,
        inputs: CostCategoryInputs,
    ): Promise<pulumi.dynamic.UpdateResult<CostCategoryState>> {
        const known = plainInputs(inputs);
        const found = await this.#describe(id);
        if (found) requireUnchanged(stateOf(found, inputs), before, known);
        await this.#update(id, known);
        return { outs: { ...known, arn: id } };
    }

    async delete(id: string): Promise<void> {
        const { DeleteCostCategoryDefinitionCommand } = await import("@aws-sdk/client-cost-explorer");
        const client = await this.#connected();
        await inWords(() =>
            unlessMissing(() => client.send(new DeleteCostCategoryDefinitionCommand({ CostCategoryArn: id }))),
        );
    }

    /** The ARN of a category that is exactly as the program says; undefined if there is none. */
    async #madeAlready(inputs: CostCategoryInputs): Promise<string | undefined> {
        const { ListCostCategoryDefinitionsCommand } = await import("@aws-sdk/client-cost-explorer");
        const client = await this.#connected();
        const pages = pagesOf((NextToken) => client.send(new ListCostCategoryDefinitionsCommand({ NextToken })));
        for await (const { CostCategoryReferences: all = [] } of pages) {
            const arn = all.find(({ Name }) => Name === inputs.name)?.CostCategoryArn;
            if (arn === undefined) continue;
            const found = await this.#describe(arn);
            return found && isSame(stateOf(found, inputs), inputs) ? arn : undefined;
        }
        return undefined;
    }

    async #describe(arn: string): Promise<CostCategory | undefined> {
        const { DescribeCostCategoryDefinitionCommand } = await import("@aws-sdk/client-cost-explorer");
        const client = await this.#connected();
        const answer = await inWords(() =>
            unlessMissing(() => client.send(new DescribeCostCategoryDefinitionCommand({ CostCategoryArn: arn }))),
        );
        return answer?.CostCategory;
    }

    async #update(arn: string, inputs: CostCategoryInputs): Promise<void> {
        const { UpdateCostCategoryDefinitionCommand } = await import("@aws-sdk/client-cost-explorer");
        const client = await this.#connected();
        await inWords(() =>
            client.send(new UpdateCostCategoryDefinitionCommand({ CostCategoryArn: arn, ...definition(inputs) })),
        );
    }

    #connected(): Promise<CostExplorerClient> {
        if (!this.#client) throw new Error("the provider has no settings: Pulumi configures it first");
        return this.#client;
    }
}

/**
 * An update sends the whole definition, so it would take away what somebody has changed in the console. After a lost answer, AWS has what the
 * program says already.
 *
 * @throws Error if AWS has neither what the last run left nor what the program says.
 */
function requireUnchanged(inAws: CostCategoryInputs, before: CostCategoryInputs, after: CostCategoryInputs): void {
    if (isSame(inAws, before) || isSame(inAws, after)) return;
    throw new Error(
        `the cost category ${before.name} has been changed in AWS since the last run, and this update would undo that. Nothing was changed. ` +
            "`make refresh` shows what differs. To change it to what the definition says, run `pulumi refresh`, then `make up`",
    );
}

async function unlessMissing<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
        return await call();
    } catch (error) {
        if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
        throw error;
    }
}

function definition({ defaultValue, rules, splits }: CostCategoryInputs): {
    RuleVersion: "CostCategoryExpression.v1";
    DefaultValue?: string;
    Rules: never[];
    SplitChargeRules?: never[];
} {
    return {
        RuleVersion: "CostCategoryExpression.v1",
        ...(defaultValue !== undefined && { DefaultValue: defaultValue }),
        // The SDK's types want arrays that can be changed.
        Rules: [...rules] as never[],
        ...(splits.length > 0 && { SplitChargeRules: [...splits] as never[] }),
    };
}

/**
 * Rules of tags come before those of accounts. Within each of the two, no charge matches two rules, so that their order says nothing.
 */
function inAnyOrder(rules: readonly CostCategoryRule[]): readonly CostCategoryRule[] {
    const isOfTags = (rule: Partial<CostCategoryRule>): boolean => rule.Rule?.Tags !== undefined;
    const last = rules.findLastIndex(isOfTags);
    if (!rules.slice(0, last + 1).every(isOfTags)) return rules;
    const sorted = (some: readonly CostCategoryRule[]): readonly CostCategoryRule[] =>
        some.toSorted((one, two) => (one.Value < two.Value ? -1 : 1));
    return [...sorted(rules.slice(0, last + 1)), ...sorted(rules.slice(last + 1))];
}

function isSame(one: CostCategoryInputs, other: CostCategoryInputs): boolean {
    const compared = ({ defaultValue, rules, splits }: CostCategoryInputs): unknown => [
        defaultValue,
        inAnyOrder(rules),
        sortedSplits(splits),
    ];
    return isDeepStrictEqual(plain(compared(one)), plain(compared(other)));
}

/** What AWS has, in the form of the inputs. AWS does not keep the order of values, and compares as EQUALS where a rule does not say how. */
function stateOf(found: CostCategory, inputs: CostCategoryInputs | undefined): CostCategoryInputs {
    return {
        name: found.Name ?? inputs?.name ?? "",
        ...(found.DefaultValue !== undefined && { defaultValue: found.DefaultValue }),
        rules: (plain(found.Rules ?? []) as CostCategoryRule[]).map(withSortedValues),
        splits: sortedSplits(plain(found.SplitChargeRules ?? []) as CostCategorySplit[]),
        ...(inputs?.takenOver !== undefined && { takenOver: inputs.takenOver }),
    };
}

/** Somebody may have given the category a rule of another form: one that inherits values has no Rule, one for what is absent no Values. */
function withSortedValues(rule: CostCategoryRule): CostCategoryRule {
    const { Dimensions: dimensions, Tags: tags } = (rule as Partial<CostCategoryRule>).Rule ?? {};
    const sorted = <Key extends string>(match: CostCategoryMatch<Key>): CostCategoryMatch<Key> => {
        const { Values: values } = match as Partial<CostCategoryMatch<Key>>;
        return values
            ? { ...match, Values: [...values].sort(), MatchOptions: match.MatchOptions ?? ["EQUALS"] }
            : match;
    };
    if (dimensions) return { ...rule, Rule: { ...rule.Rule, Dimensions: sorted(dimensions) } };
    return tags ? { ...rule, Rule: { ...rule.Rule, Tags: sorted(tags) } } : rule;
}

/** Splits and their targets have no order. Shares are numbers: 40.0 is 40. */
function sortedSplits(splits: readonly CostCategorySplit[]): CostCategorySplit[] {
    return splits.map(sortedSplit).sort((one, two) => (one.Source < two.Source ? -1 : 1));
}

function sortedSplit(split: CostCategorySplit): CostCategorySplit {
    const [parameter] = split.Parameters ?? [];
    const Targets = [...split.Targets].sort();
    if (!parameter) return { ...split, Targets };
    const shares = new Map(split.Targets.map((target, index) => [target, parameter.Values[index] ?? ""]));
    const Values = Targets.map((target) => String(Number(shares.get(target))));
    return { ...split, Targets, Parameters: [{ ...parameter, Values }] };
}

/** Without what Pulumi adds to inputs. */
function plainInputs({ name, defaultValue, rules, splits, takenOver }: CostCategoryInputs): CostCategoryInputs {
    return {
        name,
        ...(defaultValue !== undefined && { defaultValue }),
        rules,
        splits,
        ...(takenOver !== undefined && { takenOver }),
    };
}

/** Without properties that are undefined, which the SDK's answers have. */
function plain(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value));
}

export const costCategory = new CostCategoryProvider();
