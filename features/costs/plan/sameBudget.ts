import type { Budget } from "@aws-sdk/client-budgets";
import { isDeepStrictEqual } from "node:util";
import type { OrganizationModel } from "../../../definition";
import { BUDGET_TIME_UNITS } from "../../../limits";
import type { BudgetModel, CostsModel } from "../model";
import { accountsOfUnit } from "./countedAccounts";
import type { StackBefore } from "./stackBefore";

/** What a budget of AWS filters by: values by the name of the filter. */
type Filter = Readonly<Record<string, readonly string[]>>;

/**
 * Tells budgets in AWS that are what this run would create from those of somebody else. A run that was killed leaves such budgets, which
 * the state does not have. Their alerts are not looked at: the run after the import corrects them.
 */
export class SameBudgets {
    readonly #model: CostsModel;
    readonly #organization: OrganizationModel;
    readonly #ids: ReadonlyMap<string, string | undefined>;

    constructor(model: CostsModel, organization: OrganizationModel, { accounts }: StackBefore) {
        this.#model = model;
        this.#organization = organization;
        this.#ids = new Map(organization.accounts.map(({ key, id }) => [key, accounts.get(key)?.id ?? id]));
    }

    isSame(budget: BudgetModel, inAws: Budget): boolean {
        const { BudgetType, BudgetLimit, TimeUnit, CostTypes, CostFilters = {}, FilterExpression } = inAws;
        const filter = this.#filterOf(budget);
        return (
            BudgetType === "COST" &&
            TimeUnit === BUDGET_TIME_UNITS[budget.period] &&
            Number(BudgetLimit?.Amount) === budget.amount &&
            BudgetLimit?.Unit === this.#model.currency &&
            // What this program's budgets never count, and what a budget made by hand usually does.
            [CostTypes?.IncludeCredit, CostTypes?.IncludeRefund, CostTypes?.IncludeTax].every((one) => one === false) &&
            filter !== undefined &&
            (Object.keys(filter).length > 0 || FilterExpression === undefined) &&
            isDeepStrictEqual(sorted(CostFilters), sorted(filter))
        );
    }

    /** Undefined while the ids of its accounts are not known. */
    #filterOf({ scope }: BudgetModel): Filter | undefined {
        switch (scope.kind) {
            case "organization":
                return {};
            case "account":
                return this.#byAccounts([scope.account]);
            case "unit":
                return this.#byAccounts(accountsOfUnit(scope.unit, this.#organization.accounts));
            case "dimension": {
                const dimension = this.#model.dimensions.find(({ key }) => key === scope.dimension);
                return dimension && { CostCategory: [`${dimension.name}$${scope.value}`] };
            }
        }
    }

    #byAccounts(keys: readonly string[]): Filter | undefined {
        const ids = keys.flatMap((key) => this.#ids.get(key) ?? []);
        return ids.length < keys.length || ids.length === 0 ? undefined : { LinkedAccount: ids };
    }
}

function sorted(filter: Filter): Filter {
    const all = Object.entries(filter).filter(([, values]) => values.length > 0);
    return Object.fromEntries(all.map(([name, values]) => [name, values.toSorted()]));
}
