import { isDeepStrictEqual } from "node:util";
import type { OrganizationModel } from "../../../../definition";
import { visible } from "../../../../limits";
import type { BudgetAlert, BudgetModel, BudgetScope, CostsModel } from "../../model";
import { allBudgets } from "../../questions/foundBudgets";
import type { AdoptableBudget, ExistingScope } from "./adoptableBudget";

/** Where the budgets of a loaded definition differ from those that were taken over. */
export function budgetDifferences(
    model: CostsModel,
    adopted: readonly AdoptableBudget[],
    definition: OrganizationModel,
): readonly string[] {
    const inDefinition = new Map(allBudgets(model).map((budget) => [budget.name, budget]));
    const names = new Set(adopted.map(({ name }) => name));
    return [
        ...adopted.flatMap((budget) => {
            const written = inDefinition.get(budget.name);
            return written && isDeepStrictEqual(comparable(written, definition), inOrder(budget))
                ? []
                : [`budget ${visible(budget.name)} is not that of AWS`];
        }),
        ...[...inDefinition.keys()]
            .filter((name) => !names.has(name))
            .map((name) => `budget ${visible(name)} is not in AWS`),
    ];
}

/** A budget of the definition in the form of one in AWS. */
function comparable(
    { name, scope, period, amount, alerts, existing }: BudgetModel,
    definition: OrganizationModel,
): AdoptableBudget | undefined {
    const by = inAws(scope, definition);
    return existing && by && inOrder({ name, scope: by, period, amount, alerts });
}

function inAws(scope: BudgetScope, { units, accounts }: OrganizationModel): ExistingScope | undefined {
    if (scope.kind === "organization" || scope.kind === "dimension") return scope;
    const id =
        scope.kind === "unit"
            ? units.find(({ key }) => key === scope.unit)?.id
            : accounts.find(({ key }) => key === scope.account)?.id;
    return id === undefined ? undefined : { kind: scope.kind, id };
}

/** AWS has no order of alerts. */
function inOrder({ name, scope, period, amount, alerts }: AdoptableBudget): AdoptableBudget {
    const text = ({ of, threshold, unit }: BudgetAlert): string => `${of} ${threshold} ${unit}`;
    return {
        name,
        scope,
        period,
        amount,
        alerts: alerts
            .map(({ threshold, unit, of, emails, topics }) => ({
                threshold,
                unit,
                of,
                emails: emails.toSorted(),
                topics: topics.toSorted(),
            }))
            .sort((one, two) => (text(one) < text(two) ? -1 : 1)),
    };
}
