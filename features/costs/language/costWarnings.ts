import { BUDGET_ACTION_PRICE, countOf, listSome, visible } from "../../../limits";
import type { OrganizationModel } from "../../../definition/model";
import { treeOf } from "../../../definition/modelTree";
import { valuesOf, type BudgetModel, type CostsModel, type DimensionModel } from "../model";
import { stoppedAccounts } from "./stoppedAccounts";

/** The most names in a warning. */
const NAMED = 5;

/** What people may not expect of AWS with this definition. */
export function costWarnings(model: CostsModel, organization: OrganizationModel): string[] {
    return [
        ...stopWarnings(model),
        ...model.budgets.flatMap((budget) => emptyUnit(budget, organization)),
        ...model.dimensions.flatMap((dimension) => dimensionWarnings(dimension, model)),
    ];
}

function stopWarnings(model: CostsModel): string[] {
    const stopped = stoppedAccounts(model);
    if (stopped.length === 0) return [];
    const { free, perDay } = BUDGET_ACTION_PRICE;
    const paid = stopped.length - free;
    return [
        `${stopped.length === 1 ? "account" : "accounts"} ${listSome(stopped, NAMED)}: \`stop\` is no hard cap. AWS Budgets learns of costs up to about a day late, ` +
            "and what runs then keeps running and costing until somebody stops it. What it costs beyond the budget cannot be known in advance",
        ...(paid > 0
            ? [
                  `${countOf(stopped.length, "budget")} can stop an account: AWS bills ${perDay.toFixed(2)} USD a day for each after the first ${free}, ${(paid * perDay).toFixed(2)} USD a day in all`,
              ]
            : []),
    ];
}

function emptyUnit({ scope, period }: BudgetModel, organization: OrganizationModel): string[] {
    if (scope.kind !== "unit" || treeOf(organization).accountsBelow(scope.unit).length > 0) return [];
    return [`unit ${scope.unit}: has a ${period} budget, and no accounts whose costs it could count`];
}

function dimensionWarnings(dimension: DimensionModel, model: CostsModel): string[] {
    const { key, tag, resources, splits } = dimension;
    const accounts = [...model.accounts.values()];
    if (accounts.length === 0) return [];
    if (resources && tag !== undefined) {
        return [
            `dimension ${key}: a resource's tag ${tag} counts from the day on which the tag is activated as a cost allocation tag. Earlier costs have the value of their account`,
        ];
    }
    if (valuesOf(dimension, model).every((value) => dimension.values.includes(value) && !isUsed(value))) {
        return [
            `dimension ${key}: every account has the default ${dimension.defaultValue}, so the dimension divides nothing`,
        ];
    }
    const withBudget = model.budgets.flatMap(({ scope }) =>
        scope.kind === "dimension" && scope.dimension === key ? [scope.value] : [],
    );
    const empty = [...new Set([...withBudget, ...splits.map(({ from }) => from)])].filter((value) => !isUsed(value));
    return empty.map(
        (value) =>
            `dimension ${key}: no account has the value ${visible(value)}, so its budget or split is about no costs`,
    );

    function isUsed(value: string): boolean {
        return accounts.some(({ dimensions }) => Object.hasOwn(dimensions, key) && dimensions[key] === value);
    }
}
