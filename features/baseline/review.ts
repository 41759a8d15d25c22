import type { ExistingState, Findings } from "../../definition/feature";
import { baselineAfter, baselineBefore } from "./effect/baselineSides";
import { blockChanges } from "./effect/blockChange";
import type { JudgedBaseline } from "./judgements/judgedBaseline";
import { lostData } from "./judgements/lostData";
import { movedGlobals } from "./judgements/movedGlobals";
import { quarantinedStacks } from "./judgements/quarantinedStacks";
import { renamedBlocks } from "./judgements/renamedBlocks";
import type { BaselineModel } from "./model";

/** Judges what a run changes of the baseline: what would be lost, and what AWS would refuse in every account. */
export function reviewBaseline(model: BaselineModel, state: ExistingState): Findings {
    const before = baselineBefore(state);
    const paths = new Map(model.blocks.map(({ key, path }) => [key, path]));
    const globals = new Set(model.blocks.filter(({ isGlobal }) => isGlobal).map(({ key }) => key));
    const judged: JudgedBaseline = {
        changes: blockChanges(before, baselineAfter(model, before)),
        isQuarantined: (account) => model.accounts.get(account)?.isLeftAlone === true,
        isGlobal: (block) => globals.has(block),
        problem: (block, message) => {
            const path = paths.get(block) ?? ["baseline"];
            return { place: state.placeOf?.(path) ?? { file: "" }, path, message };
        },
    };
    const judgements = [lostData(judged), renamedBlocks(judged), quarantinedStacks(judged), movedGlobals(judged)];
    return {
        problems: judgements.flatMap(({ problems }) => problems),
        warnings: judgements.flatMap(({ warnings }) => warnings),
    };
}
