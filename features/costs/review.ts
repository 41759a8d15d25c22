import type { ExistingState, Findings } from "../../definition/feature";
import { reviewMonitors } from "./judgements/anomalyJudgements";
import { reviewCategories, takenOverCategories } from "./judgements/categoryJudgements";
import { reviewExport } from "./judgements/exportJudgements";
import {
    exceededBudgets,
    filteredBudgets,
    lostBudgets,
    misusedMonitors,
    missingBudgets,
    silentBudgets,
    takenNames,
    takenOverBudgets,
    unreadAnswers,
} from "./judgements/foundJudgements";
import { movedAccounts } from "./judgements/moveJudgements";
import { reviewStops, stoppedNow, unstoppedNow } from "./judgements/stopJudgements";
import { ownedElsewhere } from "./judgements/ownedJudgements";
import { newStops } from "./judgements/newStopJudgements";
import { endedTags, newTags, waitingTags } from "./judgements/tagJudgements";
import { budgetsThatCountLess, budgetsWithoutAccounts, renamedBudgets } from "./judgements/budgetJudgements";
import type { CostsModel } from "./model";
import { NO_COSTS_FOUND, type FoundCosts } from "./plan/foundCosts";

/**
 * Judges what a run changes of costs: danger first, then what people should know, then what could not be looked at.
 *
 * @param found absent where nobody asked AWS.
 */
export function reviewCosts(model: CostsModel, before: ExistingState, found?: FoundCosts): Findings {
    const inAws = found ?? NO_COSTS_FOUND;
    const judgements: readonly Findings[] = [
        reviewStops(model, before, inAws),
        ownedElsewhere(model, before, inAws),
        takenNames(inAws, before),
        misusedMonitors(inAws),
        missingBudgets(inAws),
        lostBudgets(inAws),
        filteredBudgets(inAws),
        reviewCategories(model, before, inAws),
        takenOverCategories(inAws),
        renamedBudgets(model, before, inAws),
        takenOverBudgets(model, inAws),
        stoppedNow(inAws),
        unstoppedNow(model, inAws),
        newStops(model, before),
        exceededBudgets(inAws),
        silentBudgets(inAws),
        movedAccounts(inAws),
        budgetsWithoutAccounts(inAws),
        budgetsThatCountLess(model, before),
        reviewExport(model, before, inAws),
        waitingTags(inAws),
        newTags(model, before, inAws),
        endedTags(model, before),
        reviewMonitors(model, before, inAws),
        unreadAnswers(inAws),
    ];
    return {
        problems: judgements
            .flatMap(({ problems }) => problems)
            .map((problem) =>
                problem.place === inAws.anywhere && problem.path.length > 0
                    ? { ...problem, place: inAws.placeOf?.(problem.path) ?? problem.place }
                    : problem,
            ),
        warnings: judgements.flatMap(({ warnings }) => warnings),
    };
}
