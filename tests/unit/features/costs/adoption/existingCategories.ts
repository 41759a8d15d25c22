import type { CostCategory, CostCategoryRule } from "@aws-sdk/client-cost-explorer";
import { FEATURES } from "../../../../../features";
import { costsAdoption } from "../../../../../features/costs/adopt";
import type { ExistingCosts } from "../../../../../features/costs/adoption/existingCosts";
import { AdoptedFeatures } from "../../../../../operations/commands/adopt/feature";
import type { Inventory } from "../../../../../operations/commands/adopt/inventory";
import { account, inventory, unit, unitId } from "../../../operations/commands/adopt/organizationFixture";

const ARN = "arn:aws:ce::111122223333:costcategory/";
const UNITS = [unit(1, "Workloads"), unit(2, "Prod", { parent: unitId(1) }), unit(3, "Infra")];
const PARENTS = [unitId(1), unitId(2), unitId(2), unitId(3), unitId(3), inventory().root.id];

/** An organisation in which accounts have these tags. */
export function organization(tags: readonly Record<string, string>[]): Inventory {
    return inventory({
        units: UNITS,
        accounts: PARENTS.map((parent, index) => account(index, `a${index}`, { parent, tags: tags[index] ?? {} })),
    });
}

export const PLAIN = organization([]);
export const ids = (...numbers: number[]): string[] => numbers.map((number) => PLAIN.accounts[number]?.id ?? "");

export function ofAccounts(Value: string, ...numbers: number[]): CostCategoryRule {
    return {
        Value,
        Type: "REGULAR",
        Rule: { Dimensions: { Key: "LINKED_ACCOUNT", Values: ids(...numbers), MatchOptions: ["EQUALS"] } },
    };
}

export function ofTag(Value: string, Key = "Team", Values = [Value]): CostCategoryRule {
    return { Value, Type: "REGULAR", Rule: { Tags: { Key, Values, MatchOptions: ["EQUALS"] } } };
}

export function category(Name: string, Rules: CostCategoryRule[], more: Partial<CostCategory> = {}): CostCategory {
    return {
        Name,
        CostCategoryArn: `${ARN}${Buffer.from(Name).toString("hex")}`,
        EffectiveStart: "2026-01-01T00:00:00Z",
        RuleVersion: "CostCategoryExpression.v1",
        Rules,
        DefaultValue: "none",
        ...more,
    };
}

export function existing(categories: readonly CostCategory[], tags: readonly string[] = []): ExistingCosts {
    return {
        budgets: { value: [] },
        categories: { value: categories },
        anomalies: { value: { monitors: [], subscriptions: [] } },
        tags: { value: tags },
    };
}

export const adopted = (found: ExistingCosts): AdoptedFeatures =>
    new AdoptedFeatures(FEATURES, [{ adoption: costsAdoption, found }]);
