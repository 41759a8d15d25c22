import { isDeepStrictEqual } from "node:util";
import type { OrganizationModel } from "../../../../definition";
import { visible } from "../../../../limits";
import type { CostsModel, SplitModel } from "../../model";
import { categoryPlan, type CategoryPlan } from "../../plan/categoryPlan";
import type { AdoptableCategory } from "./adoptableCategory";

/** Where the dimensions of a loaded definition differ from the cost categories that were taken over. */
export function categoryDifferences(
    model: CostsModel,
    adopted: ReadonlyMap<string, AdoptableCategory>,
    { accounts }: OrganizationModel,
): readonly string[] {
    const ids = new Map(accounts.map(({ key, id = "" }) => [key, id]));
    const plans = new Map(
        model.dimensions.map((dimension) => [dimension.key, categoryPlan(dimension, model, new Set(ids.keys()))]),
    );
    return [
        ...[...adopted].flatMap(([key, category]) => {
            const plan = plans.get(key);
            return plan && isDeepStrictEqual(ofPlan(plan, ids), ofCategory(category))
                ? []
                : [`cost category ${visible(category.name)} is not that of AWS`];
        }),
        ...[...plans.keys()].filter((key) => !adopted.has(key)).map((key) => `dimension ${visible(key)} is not in AWS`),
    ];
}

/** Rules of one kind have no order, because no charge matches two of them. */
function ofCategory({ arn, name, defaultValue, tag, values, accounts, splits }: AdoptableCategory): object {
    return {
        arn,
        name,
        defaultValue,
        tags: tag === undefined ? [] : values.map((value) => [tag, value]).sort(),
        accounts: [...accounts].map(([value, ids]) => [value, ...ids]).sort(),
        splits: comparableSplits(splits),
    };
}

function ofPlan(plan: CategoryPlan, ids: ReadonlyMap<string, string>): object {
    const { takenOver: arn, name, defaultValue, rules, splits } = plan;
    return {
        arn,
        name,
        defaultValue,
        tags: rules.flatMap((rule) => ("tag" in rule ? [[rule.tag.key, rule.tag.value]] : [])).sort(),
        accounts: rules
            .flatMap((rule) =>
                "accounts" in rule ? [[rule.value, ...rule.accounts.map((key) => ids.get(key) ?? key).sort()]] : [],
            )
            .sort(),
        splits: comparableSplits(splits),
    };
}

function comparableSplits(splits: readonly SplitModel[]): readonly SplitModel[] {
    return splits
        .map(({ from, to, by }) => ({ from, to: to.toSorted(), by }))
        .sort((one, two) => (one.from < two.from ? -1 : 1));
}
