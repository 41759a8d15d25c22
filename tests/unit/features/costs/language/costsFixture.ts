import assert from "node:assert/strict";
import type { DefinitionModel } from "../../../../../definition";
import { costs } from "../../../../../features/costs/definition";
import type { AccountCosts, CostsModel } from "../../../../../features/costs/model";
import { load } from "../../../definition/definitionFixtures";

export const EMAILS = 'defaults: { email: "{account}@example.com" }\n';
export const NOTIFY = "costs: { notify: [finops@example.com] }\n";
/** A sandbox with the account `play`, and a unit of workloads with the accounts `shop` and `data`. */
export const UNITS =
    "units: { Sandbox: { kind: sandbox, accounts: { play: {} } }, Work: { accounts: { shop: {}, data: {} } } }\n";

export function costsOf({ features }: DefinitionModel): CostsModel {
    return features.get(costs);
}

export function costsIn(definition: string): CostsModel {
    return costsOf(load(definition));
}

export function accountCosts(model: CostsModel, key: string): AccountCosts {
    return model.accounts.get(key) ?? assert.fail(`account ${key} has no costs`);
}

/** Each account's budgets as `monthly 500`, with `stop` where they stop it. */
export function budgetsByAccount({ accounts }: CostsModel): Record<string, string> {
    return Object.fromEntries(
        [...accounts].map(([key, { budgets }]) => [
            key,
            budgets.map(({ period, amount, stop }) => `${period} ${amount}${stop ? " stop" : ""}`).join(", "),
        ]),
    );
}

/** Each account's value of a dimension. */
export function valuesByAccount({ accounts }: CostsModel, dimension: string): Record<string, string | undefined> {
    return Object.fromEntries([...accounts].map(([key, { dimensions }]) => [key, dimensions[dimension]]));
}
