import type { DefinitionKeys, OrganizationInventory, WrittenKeys } from "../../../../operations/commands/adopt/feature";
import { thresholdText } from "../../language/alertThreshold";
import { ADOPTED_CURRENCY, type AdoptableBudget, type ExistingScope } from "./adoptableBudget";

type Content = NonNullable<DefinitionKeys[string]>;

/** The key `budget` of the root, of units and of accounts. Each place with several budgets has a list. */
export function adoptedBudgetKeys(
    budgets: readonly AdoptableBudget[],
    organization: OrganizationInventory,
): WrittenKeys {
    const keysOf = (isHere: (scope: ExistingScope) => boolean): DefinitionKeys => budgetKey(budgets, isHere);
    const by = (kind: "unit" | "account", all: readonly { readonly id: string }[]): Map<string, DefinitionKeys> =>
        new Map(all.map(({ id }) => [id, keysOf((scope) => scope.kind === kind && scope.id === id)]));
    return {
        root: keysOf(({ kind }) => kind === "organization"),
        units: by("unit", organization.units),
        accounts: by("account", organization.accounts),
    };
}

/** The key `budget` of the values of a dimension, by value. */
export function budgetsOfValues(
    budgets: readonly AdoptableBudget[],
    dimension: string,
): ReadonlyMap<string, DefinitionKeys> {
    const values = budgets.flatMap(({ scope }) =>
        scope.kind === "dimension" && scope.dimension === dimension ? [scope.value] : [],
    );
    return new Map(
        values.map((value) => {
            const isHere = (scope: ExistingScope): boolean =>
                scope.kind === "dimension" && scope.dimension === dimension && scope.value === value;
            return [value, budgetKey(budgets, isHere)];
        }),
    );
}

function budgetKey(budgets: readonly AdoptableBudget[], isHere: (scope: ExistingScope) => boolean): DefinitionKeys {
    const written = budgets.filter(({ scope }) => isHere(scope)).map(budgetContent);
    const [first] = written;
    return first === undefined ? {} : { budget: written.length === 1 ? first : written };
}

function budgetContent({ name, period, amount, alerts }: AdoptableBudget): Content {
    const [first, ...others] = alerts.map(({ emails, topics }) => [...emails, ...topics]);
    const isShared = others.every((one) => JSON.stringify(one) === JSON.stringify(first));
    return {
        name,
        existing: true,
        [period]: amount,
        alerts: alerts.map((alert) => {
            const at = thresholdText(alert, ADOPTED_CURRENCY);
            return isShared ? at : { at, notify: [...alert.emails, ...alert.topics] };
        }),
        ...(isShared && first && { notify: first }),
    };
}
