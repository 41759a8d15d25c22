import type { ExistingState, Findings } from "../../definition/feature";
import type { OrganizationModel } from "../../definition/model";
import { baselineAfter, baselineBefore } from "./effect/baselineSides";
import { blockChanges } from "./effect/blockChange";
import { movedAccounts } from "./effect/movedAccountBlocks";
import { DeniedRollouts } from "./judgements/deniedRollouts";
import { StackPlaces } from "./judgements/deniedPlaces";
import { givenByFormerTargets } from "./judgements/formerTargets";
import type { JudgedBaseline } from "./judgements/judgedBaseline";
import { lostData, movedData } from "./judgements/lostData";
import { movedGlobals } from "./judgements/movedGlobals";
import { quarantinedStacks } from "./judgements/quarantinedStacks";
import { renamedBlocks } from "./judgements/renamedBlocks";
import { retainedNames } from "./judgements/retainedNames";
import { takenAccess } from "./judgements/takenAccess";
import { takenStackSets } from "./judgements/takenStackSets";
import { PolicyDenials } from "./language/policyDenials";
import type { BaselineModel } from "./model";
import { heldBlocks } from "./plan/automaticTargets";
import { standingBaseline, standingBlocks, withStandingRegions } from "./plan/standingRegions";
import type { StrangeStackSet } from "./plan/strangeStackSets";

/** Judges what a run changes of the baseline: what would be lost, and what AWS would refuse in every account. */
export function reviewBaseline(
    said: BaselineModel,
    state: ExistingState,
    organization: OrganizationModel,
    strange: readonly StrangeStackSet[] = [],
): Findings {
    const inState = standingBaseline(state, organization);
    const known = inState.targets;
    const standing = standingBlocks(said, inState);
    const model = withStandingRegions(said, inState, standing);
    const before = baselineBefore(state);
    const paths = new Map(model.blocks.map(({ key, path }) => [key, path]));
    const globals = new Set(model.blocks.filter(({ isGlobal }) => isGlobal).map(({ key }) => key));
    const held = heldBlocks(model, organization, known);
    const after = baselineAfter(model, before, held);
    const placed: JudgedBaseline["placed"] = (path, message) => ({
        place: state.placeOf?.(path) ?? { file: "" },
        path,
        message,
    });
    const moved = movedAccounts(model, organization, state, before, held);
    const judged: JudgedBaseline = {
        changes: blockChanges(before, after),
        isQuarantined: (account) => model.accounts.get(account)?.isLeftAlone === true,
        isGlobal: (block) => globals.has(block),
        placed,
        problem: (block, message) => placed(paths.get(block) ?? ["baseline"], message),
    };
    const denials = new PolicyDenials(organization, {
        accounts: new Map([...state.accounts].map(([key, { id }]) => [key, id])),
    });
    const stackPlaces = new StackPlaces(organization, denials);
    const judgements = [
        lostData(judged),
        movedData(before, moved, judged),
        retainedNames(judged, before, moved),
        renamedBlocks(judged),
        takenStackSets(strange, judged),
        quarantinedStacks(judged),
        movedGlobals(judged),
        takenAccess(before, organization, placed),
        givenByFormerTargets(model, organization, state, known),
        stackPlaces.deniedEndings(judged, inState.moved),
        new DeniedRollouts(model, organization, denials, judged).findings(),
        stackPlaces.deniedStanding(after, (block) => globals.has(block) || standing.has(block)),
    ];
    return {
        problems: judgements.flatMap(({ problems }) => problems),
        warnings: judgements.flatMap(({ warnings }) => warnings),
    };
}
