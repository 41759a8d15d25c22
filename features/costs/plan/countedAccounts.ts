import { ROOT_UNIT } from "../../../definition";
import type { BudgetModel, CostsModel } from "../model";

/** An account with its unit. */
export interface CountableAccount {
    readonly key: string;
    /** Absent, or ROOT_UNIT, in the root. */
    readonly unit?: string | undefined;
}

/** The keys of the accounts in a unit and in the units below it. */
export function accountsOfUnit(unit: string, accounts: Iterable<CountableAccount>): string[] {
    return [...accounts].filter((account) => isInUnit(account.unit, unit)).map(({ key }) => key);
}

/** Whether a unit is another one, or below it. The key of a unit begins with those of the units above. */
export function isInUnit(unit: string | undefined, above: string): boolean {
    return unit !== undefined && unit !== ROOT_UNIT && (unit === above || unit.startsWith(`${above}/`));
}

/** What the costs of an account belong to. */
export interface CostBelonging {
    readonly key: string;
    /** Absent, or ROOT_UNIT, in the root, and of an account that is no longer in the definition. */
    readonly unit?: string | undefined;
    /** Its value of each dimension, by the dimension's key. */
    readonly values: Readonly<Record<string, string>>;
}

/** Whether a budget counts the costs of an account. */
export function isCounted({ scope }: Pick<BudgetModel, "scope">, { key, unit, values }: CostBelonging): boolean {
    switch (scope.kind) {
        case "organization":
            return true;
        case "unit":
            return isInUnit(unit, scope.unit);
        case "dimension":
            return Object.hasOwn(values, scope.dimension) && values[scope.dimension] === scope.value;
        case "account":
            return scope.account === key;
    }
}

/** What costs belong to when their account is not in the definition: to no unit, and to the default of each dimension. */
export function belongingWithout({ dimensions }: Pick<CostsModel, "dimensions">): CostBelonging {
    return { key: "", values: Object.fromEntries(dimensions.map(({ key, defaultValue }) => [key, defaultValue])) };
}
