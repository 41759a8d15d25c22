import * as pulumi from "@pulumi/pulumi";
import type { CostCategoryRule, CostCategorySplit } from "../../providers";
import { OwnResource } from "../ownResource";
import { COST_TYPES } from "../typeTokens";

export interface CostCategoryArgs {
    /** Its name in AWS, up to 50 characters. AWS cannot rename a category: another name replaces it, and its history is lost. */
    readonly name: string;
    /** What belongs to which value. The first that matches a charge decides. */
    readonly values: readonly CostCategoryValue[];
    /** The value of what matches nothing. Default: it has none */
    readonly defaultValue?: string;
    /** How the costs of one value are divided among others. Default: not at all */
    readonly splits?: readonly CostCategorySplitArgs[];
}

/** A value, and what has it: one of `accounts` and `tag`. */
export interface CostCategoryValue {
    readonly value: string;
    /** Ids of accounts. */
    readonly accounts?: readonly pulumi.Input<string>[];
    /** Resources whose tag has the value. It must be an active cost allocation tag. */
    readonly tag?: { readonly key: string; readonly value: string };
}

export interface CostCategorySplitArgs {
    readonly from: string;
    readonly to: readonly string[];
    /** A map: the share of each in percent; they sum to 100. */
    readonly by: "even" | "proportional" | Readonly<Record<string, number>>;
}

/** What AWS has already. A new category needs none of it. */
export interface CostCategoryHistory {
    /** The ARN of an existing category that is taken over: what differs is changed in place. It may stay in later runs. */
    readonly takenOver?: string;
}

/**
 * A cost category: a way to divide all costs, such as by team. AWS applies a change to the current month and to those that follow, within
 * 24 hours. It costs nothing.
 *
 * It is a resource of our own, because the AWS provider's drops the default value and the split charges whenever only a rule changes, and
 * needs a second run to bring them back (https://github.com/hashicorp/terraform-provider-aws/issues/49410, open on 2026-11-26).
 */
export class CostCategory extends OwnResource {
    declare readonly arn: pulumi.Output<string>;
    /** As it is in the program, known at once. */
    readonly categoryName: string;

    /**
     * @param key must never change: another key makes another category.
     * @throws Error if no value has accounts or a tag: AWS refuses a category without rules.
     */
    constructor(
        key: string,
        args: CostCategoryArgs,
        opts: pulumi.CustomResourceOptions = {},
        { takenOver }: CostCategoryHistory = {},
    ) {
        const { name, defaultValue, splits = [] } = args;
        const rules = args.values.map(ruleOf);
        if (rules.length === 0) throw new Error(`the cost category ${key} has no rules: AWS refuses it`);
        super(
            COST_TYPES.category,
            "costCategory",
            key,
            {
                name,
                ...(defaultValue !== undefined && { defaultValue }),
                rules,
                splits: splits.map(splitOf),
                ...(takenOver !== undefined && { takenOver }),
                arn: undefined,
            },
            opts,
        );
        this.categoryName = name;
    }
}

/** Values are sorted, because AWS does not keep their order. */
function ruleOf({ value, accounts, tag }: CostCategoryValue): pulumi.Input<CostCategoryRule> {
    if (tag) {
        return { Value: value, Type: "REGULAR", Rule: { Tags: { Key: tag.key, Values: [tag.value], ...EQUALS } } };
    }
    return pulumi.all([...(accounts ?? [])]).apply((ids) => ({
        Value: value,
        Type: "REGULAR" as const,
        Rule: { Dimensions: { Key: "LINKED_ACCOUNT" as const, Values: [...ids].sort(), ...EQUALS } },
    }));
}

const EQUALS = { MatchOptions: ["EQUALS"] as ["EQUALS"] };

function splitOf({ from, to, by }: CostCategorySplitArgs): CostCategorySplit {
    if (by === "even" || by === "proportional") {
        return { Source: from, Targets: [...to].sort(), Method: by === "even" ? "EVEN" : "PROPORTIONAL" };
    }
    const targets = Object.keys(by).sort();
    // AWS takes the shares in the order of the targets.
    return {
        Source: from,
        Targets: targets,
        Method: "FIXED",
        Parameters: [{ Type: "ALLOCATION_PERCENTAGES", Values: targets.map((target) => String(by[target])) }],
    };
}
