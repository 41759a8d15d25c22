import type { ExistingState, Findings } from "../../definition/feature";
import { reviewCategories } from "./judgements/categoryJudgements";
import { reviewExport } from "./judgements/exportJudgements";
import {
    exceededBudgets,
    missingBudgets,
    silentBudgets,
    takenNames,
    takenOverBudgets,
    unreadAnswers,
} from "./judgements/foundJudgements";
import { endedMonitors } from "./judgements/monitorJudgements";
import { movedAccounts } from "./judgements/moveJudgements";
import { reviewStops, stoppedNow } from "./judgements/stopJudgements";
import { newStops } from "./judgements/newStopJudgements";
import { newTags, waitingTags } from "./judgements/tagJudgements";
import { budgetsWithoutAccounts, renamedBudgets } from "./judgements/budgetJudgements";
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
        takenNames(inAws),
        missingBudgets(inAws),
        reviewCategories(model, before, inAws),
        endedMonitors(model, before),
        renamedBudgets(model, before),
        takenOverBudgets(inAws),
        stoppedNow(inAws),
        newStops(model, before),
        exceededBudgets(inAws),
        silentBudgets(inAws),
        movedAccounts(inAws),
        budgetsWithoutAccounts(inAws),
        reviewExport(model, before, inAws),
        waitingTags(inAws),
        newTags(model, before, inAws),
        unreadAnswers(inAws),
    ];
    return {
        problems: judgements.flatMap(({ problems }) => problems),
        warnings: judgements.flatMap(({ warnings }) => warnings),
    };
}
