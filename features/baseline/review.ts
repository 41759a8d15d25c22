import type { ExistingState, Findings } from "../../definition/feature";
import type { OrganizationModel } from "../../definition/model";
import { baselineAfter, baselineBefore } from "./effect/baselineSides";
import { blockChanges } from "./effect/blockChange";
import { StackPlaces } from "./judgements/deniedPlaces";
import { formerTargets } from "./judgements/formerTargets";
import type { JudgedBaseline } from "./judgements/judgedBaseline";
import { lostData } from "./judgements/lostData";
import { movedGlobals } from "./judgements/movedGlobals";
import { quarantinedStacks } from "./judgements/quarantinedStacks";
import { renamedBlocks } from "./judgements/renamedBlocks";
import { retainedNames } from "./judgements/retainedNames";
import { takenAccess } from "./judgements/takenAccess";
import { takenStackSets } from "./judgements/takenStackSets";
import type { BaselineModel } from "./model";
import type { StrangeStackSet } from "./plan/strangeStackSets";

/** Judges what a run changes of the baseline: what would be lost, and what AWS would refuse in every account. */
export function reviewBaseline(
    model: BaselineModel,
    state: ExistingState,
    organization: OrganizationModel,
    strange: readonly StrangeStackSet[] = [],
): Findings {
    const before = baselineBefore(state);
    const paths = new Map(model.blocks.map(({ key, path }) => [key, path]));
    const globals = new Set(model.blocks.filter(({ isGlobal }) => isGlobal).map(({ key }) => key));
    const after = baselineAfter(model, before);
    const placed: JudgedBaseline["placed"] = (path, message) => ({
        place: state.placeOf?.(path) ?? { file: "" },
        path,
        message,
    });
    const judged: JudgedBaseline = {
        changes: blockChanges(before, after),
        isQuarantined: (account) => model.accounts.get(account)?.isLeftAlone === true,
        isGlobal: (block) => globals.has(block),
        placed,
        problem: (block, message) => placed(paths.get(block) ?? ["baseline"], message),
    };
    const stackPlaces = new StackPlaces(organization);
    const judgements = [
        lostData(judged),
        retainedNames(judged),
        renamedBlocks(judged),
        takenStackSets(strange, judged),
        quarantinedStacks(judged),
        movedGlobals(judged),
        takenAccess(before, organization, placed),
        formerTargets(model, organization, state),
        stackPlaces.deniedEndings(judged),
        stackPlaces.deniedGlobals(after, judged.isGlobal),
    ];
    return {
        problems: judgements.flatMap(({ problems }) => problems),
        warnings: judgements.flatMap(({ warnings }) => warnings),
    };
}
