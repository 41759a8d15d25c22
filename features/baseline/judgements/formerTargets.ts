import type { ExistingState, Findings } from "../../../definition/feature";
import { treeOf } from "../../../definition/modelTree";
import { ROOT_UNIT, type OrganizationModel } from "../../../definition/model";
import { list, visible } from "../../../limits";
import type { BaselineModel, BlockModel } from "../model";
import { formerTargets, isIn, type KnownTargets } from "../plan/automaticTargets";

/**
 * Warns of accounts that come in this run, and to which AWS gives a block before the run can end that: they come below a target that AWS keeps,
 * although the definition no longer has the block there.
 *
 * @param known from `knownTargets`.
 */
export function givenByFormerTargets(
    model: BaselineModel,
    organization: OrganizationModel,
    state: ExistingState,
    known: ReadonlyMap<string, KnownTargets>,
): Findings {
    const warnings = model.blocks.flatMap((block) => {
        const of = known.get(block.key);
        return of?.isAutomatic ? comingAccounts(block, of, { model, organization, state }) : [];
    });
    return { problems: [], warnings };
}

/** What a run changes. */
interface Change {
    readonly model: BaselineModel;
    readonly organization: OrganizationModel;
    readonly state: ExistingState;
}

function comingAccounts(
    { key: block, targets }: BlockModel,
    known: KnownTargets,
    { model, organization, state }: Change,
): string[] {
    const kept = formerTargets(targets, organization, known).map(({ unit }) => unit);
    const tree = treeOf(organization);
    const coming = organization.accounts.filter(({ key, unit }) => {
        const { blocks = [], isLeftAlone = false } = model.accounts.get(key) ?? {};
        if (isLeftAlone || blocks.some((one) => one.block === block)) return false;
        const old = state.accounts.get(key);
        return kept.some((one) => isIn(tree, unit, one) && !(old && isIn(tree, old.unit ?? ROOT_UNIT, one)));
    });
    if (coming.length === 0) return [];
    const names = list(
        coming.map(({ key }) => visible(key)),
        5,
    );
    return [
        `AWS gives block ${visible(block)} to ${names}, although the definition does not: ${coming.length === 1 ? "it comes" : "they come"} below ${list(kept.map(placeName))}, through which AWS still gives the block by itself. Run \`up --refresh\` after this \`up\`: it takes it away again`,
    ];
}

function placeName(unit: string): string {
    return unit === ROOT_UNIT ? "the root" : visible(unit);
}
