import { formatPlace, type AccountModel, type Place } from "../../../definition";
import type { Fact, FactSection } from "../../../definition/feature";
import type { Origins } from "../../../definition/valueOrigins";
import type { BudgetModel, CostsModel, DimensionModel } from "../model";
import { isCounted } from "../plan/countedAccounts";
import { amountText } from "./budgetText";

/** An account's budgets and its values of the dimensions, each with the line where it is written. */
export function costFacts(model: CostsModel, account: AccountModel, origins: Origins): readonly FactSection[] {
    const { dimensions, budgets } = model.accounts.get(account.key) ?? { dimensions: {}, budgets: [] };
    const fact = (name: string, value: string, place: Place | undefined): Fact => ({
        name,
        value,
        ...(place && { from: formatPlace(place) }),
    });
    const shared = model.budgets.filter((budget) => isCounted(budget, { ...account, values: dimensions }));
    const text = ({ amount, stop }: BudgetModel): string =>
        `${amountText(amount, model.currency)}${stop ? ", and stops the account" : ""}`;
    return [
        {
            key: "costBudgets",
            heading: "BUDGET",
            facts: [...budgets, ...shared].map((budget) =>
                fact(budget.name, text(budget), origins.written(budget.path)),
            ),
        },
        {
            key: "costDimensions",
            heading: "DIMENSION",
            facts: model.dimensions.map((dimension) => {
                const value = dimensions[dimension.key] ?? dimension.defaultValue;
                return fact(dimension.key, value, placeOfValue(dimension, value, account, origins));
            }),
        },
    ];
}

function placeOfValue(
    { key, tag }: DimensionModel,
    value: string,
    account: AccountModel,
    origins: Origins,
): Place | undefined {
    const isTag = tag !== undefined && Object.hasOwn(account.tags, tag) && account.tags[tag] === value;
    const path = ["costs", "dimensions", key];
    return (
        (isTag ? origins.tag(account, tag) : undefined) ??
        origins.written([...path, "values", value]) ??
        origins.written([...path, "default"])
    );
}
