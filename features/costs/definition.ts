import type { Feature, InputOf } from "../../definition/feature";
import { STOP_SPENDING } from "../../guardrails";
import { countOf } from "../../limits";
import { accountWords } from "./language/accountWords";
import { budgetText } from "./language/budgetText";
import { costFacts } from "./language/costFacts";
import { costsSchema } from "./language/costsSchema";
import { costWarnings } from "./language/costWarnings";
import { preparedStop } from "./language/preparedStop";
import { resolveCosts } from "./language/resolveCosts";
import { stoppedAccounts } from "./language/stoppedAccounts";
import { reviewedCosts } from "./reviewed/reviewedCosts";
import { reviewCosts } from "./review";
import type { FoundCosts } from "./plan/foundCosts";
import type { AccountCosts, CostsModel } from "./model";

/** Budgets, the dimensions by which costs are divided, anomalies, and the export of costs. */
export const costs: Feature<InputOf<typeof costsSchema>, CostsModel, FoundCosts | undefined> = {
    key: "costs",
    schema: costsSchema,
    preparedPolicies: preparedStop,
    resolve: resolveCosts,
    warnings: costWarnings,
    review: reviewCosts,
    reviewedChanges: reviewedCosts,
    facts: costFacts,
    wordsOnAccount: accountWords,

    attachedByAws: ({ accounts, currency }, { key }) =>
        (accounts.get(key)?.budgets ?? [])
            .filter(({ stop }) => stop)
            .map((budget) => ({ policy: STOP_SPENDING, when: `when its ${budgetText(budget, currency)} is used up` })),

    /** Consolidated billing has everything but policies, so nothing can be stopped. */
    heldBack(model) {
        const stopped = stoppedAccounts(model);
        if (stopped.length === 0) return { applied: model, waiting: [] };
        return {
            applied: { ...model, accounts: new Map([...model.accounts].map(([key, one]) => [key, unstopped(one)])) },
            waiting: [`the stop of ${countOf(stopped.length, "account")}`],
        };
    },
};

function unstopped({ dimensions, budgets }: AccountCosts): AccountCosts {
    return { dimensions, budgets: budgets.map((budget) => ({ ...budget, stop: false })) };
}
