import type { InputOf, PreparedPolicy, WrittenEntries } from "../../../definition/feature";
import type { Path } from "../../../definition/problemReport";
import { STOP_SPENDING } from "../../../guardrails";
import type { BudgetInput } from "./budgetSchema";
import type { costsSchema } from "./costsSchema";

/** The policy that budgets attach, if any budget is to stop its account. It is created in advance, so that AWS has it when it needs it. */
export function preparedStop(written: WrittenEntries<InputOf<typeof costsSchema>>): PreparedPolicy[] {
    const { defaults, units, accounts } = written;
    const places: [BudgetInput | undefined, Path][] = [
        ...Object.entries(defaults.values.accountBudgets ?? {}).map(
            ([kind, budget]): [BudgetInput | undefined, Path] => [budget, [...defaults.path, "accountBudgets", kind]],
        ),
        ...units.map(({ values, path }): [BudgetInput | undefined, Path] => [
            values.accountBudget,
            [...path, "accountBudget"],
        ]),
        ...accounts.map(({ values, path }): [BudgetInput | undefined, Path] => [values.budget, [...path, "budget"]]),
    ];
    const first = places.find(([budget]) => stops(budget));
    return first ? [{ guardrail: STOP_SPENDING, usedAt: first[1] }] : [];
}

function stops(budget: BudgetInput | undefined): boolean {
    if (typeof budget !== "object") return false;
    return Array.isArray(budget) ? budget.some(({ stop }) => stop) : budget.stop === true;
}
