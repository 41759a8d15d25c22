import type { ExistingState, ResourceChange, WeighedRisk } from "../../../definition/feature";
import type { OrganizationModel } from "../../../definition/model";
import { COST_RESOURCES } from "../plan/stackBefore";
import type { CostsModel } from "../model";

/** What the words on changed costs are made from. */
export interface CostsSituation {
    readonly model: CostsModel;
    readonly spine: OrganizationModel;
    readonly state: ExistingState;
    /** The keys of accounts by their ids in the state. */
    readonly accountKeys: ReadonlyMap<string, string>;
}

/** A part of a sentence, which follows the name of a budget or a category. */
export type CostsPart = WeighedRisk & { readonly text: string };

export function costsSituation(model: CostsModel, state: ExistingState, spine: OrganizationModel): CostsSituation {
    return { model, spine, state, accountKeys: new Map([...state.accounts].map(([key, { id }]) => [id, key])) };
}

/** The changes of one type of costs' resources. */
export function changesOf(
    changes: readonly ResourceChange[],
    kind: keyof typeof COST_RESOURCES,
): readonly ResourceChange[] {
    return changes.filter(({ type }) => type === COST_RESOURCES[kind]);
}
