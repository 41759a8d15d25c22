import type { OrganizationModel } from "../../../definition";
import type { CostsModel } from "../model";
import { categoryPlan, valuesInAws } from "./categoryPlan";
import { accountsOfUnit } from "./countedAccounts";
import type { StackBefore } from "./stackBefore";

/** The keys of the accounts that the organisation has after this run: an invited account is no member yet. */
export function membersAfter(
    { accounts }: Pick<OrganizationModel, "accounts">,
    before: Pick<StackBefore, "accounts">,
): ReadonlySet<string> {
    return new Set(
        accounts
            .filter(({ key, invite, id }) => invite === undefined || id !== undefined || before.accounts.has(key))
            .map(({ key }) => key),
    );
}

/** The names of the budgets that would count nothing, so that they are not registered. */
export function emptyBudgets(
    model: CostsModel,
    { accounts }: Pick<OrganizationModel, "accounts">,
    members: ReadonlySet<string>,
): readonly string[] {
    const present = accounts.filter(({ key }) => members.has(key));
    const values = new Map(
        model.dimensions.map((dimension) => {
            const plan = categoryPlan(dimension, model, members);
            return [dimension.key, plan && valuesInAws(plan)];
        }),
    );
    return model.budgets
        .filter(({ scope }) =>
            scope.kind === "unit"
                ? accountsOfUnit(scope.unit, present).length === 0
                : scope.kind === "dimension" && !values.get(scope.dimension)?.has(scope.value),
        )
        .map(({ name }) => name);
}
