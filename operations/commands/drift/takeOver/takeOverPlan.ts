import { DefinitionError, type DefinitionModel } from "../../../../definition";
import { CommandError } from "../../../cli/commandError";
import type { DefinitionDraft } from "../../../edit/definitionDraft";
import type { DriftItem, DriftKind } from "../driftItem";
import type { FeatureDrift, FeatureItem, FeatureKind } from "../feature";
import { ACCOUNT_TAKE_OVERS } from "./accountTakeOvers";
import { ATTACHMENT_TAKE_OVERS } from "./attachmentTakeOvers";
import { ORGANIZATION_TAKE_OVERS } from "./organizationTakeOvers";
import { POLICY_TAKE_OVERS } from "./policyTakeOvers";
import { isRefreshed } from "./refreshedAccounts";
import { TAG_TAKE_OVERS } from "./tagTakeOvers";
import { UNIT_TAKE_OVERS } from "./unitTakeOvers";
import { byHand, type ByHand, type TakeOver, type TakeOverContext, type TakeOversOf } from "./takeOver";

const TAKE_OVERS: TakeOversOf<Exclude<DriftKind, FeatureKind>> = {
    ...ACCOUNT_TAKE_OVERS,
    ...ATTACHMENT_TAKE_OVERS,
    ...ORGANIZATION_TAKE_OVERS,
    ...POLICY_TAKE_OVERS,
    ...TAG_TAKE_OVERS,
    ...UNIT_TAKE_OVERS,
};

/** What others need comes first, and what others leave comes last. The rest is in between, in the order in which it is given. */
const FIRST: readonly DriftKind[] = [
    "service-access-given",
    "unit-made",
    "policy-made",
    "account-made",
    "account-moved",
];
const LAST: readonly DriftKind[] = [
    "service-access-taken",
    "account-closed",
    "account-removed",
    "policy-deleted",
    "unit-deleted",
];

/** How one item is taken over, or what a person has to write. @param drifts how the features take over theirs. */
export function takeOverOf(
    item: DriftItem,
    context: TakeOverContext,
    drifts: readonly FeatureDrift[],
): TakeOver | ByHand {
    if (item.definitionSays === "is") {
        // The command still has to read it into the state.
        if (isRefreshed(item)) return { edit: () => undefined, parts: [], holds: () => true };
        return byHand(
            "the definition says it already. The next `pulumi up --refresh` writes it into the state, beside everything else that it does (`./org review --preview`)",
        );
    }
    if (isOfFeature(item)) {
        const drift = drifts.find((one) => one.takeOver !== undefined);
        return drift?.takeOver?.(item, context) ?? byHand("write it into the definition");
    }
    const takeOver = TAKE_OVERS[item.kind] as (one: DriftItem, on: TakeOverContext) => TakeOver | ByHand;
    return takeOver(item, context);
}

const FEATURE_KINDS: readonly string[] = ["access-given", "access-taken", "member-added", "member-removed"];

function isOfFeature(item: DriftItem): item is FeatureItem {
    return FEATURE_KINDS.includes(item.kind);
}

/**
 * Edits a draft so that the definition says what AWS has.
 *
 * @param before what the definition says.
 * @returns what it says then.
 * @throws CommandError with everything that a person has to write, if there is anything; DefinitionError if the definition would have mistakes.
 */
export function takeOverAll(
    items: readonly DriftItem[],
    { before, ...context }: { readonly before: DefinitionModel } & Omit<TakeOverContext, "model">,
    drifts: readonly FeatureDrift[],
): DefinitionModel {
    const { draft } = context;
    const refused: string[] = [];
    const done: { readonly item: DriftItem; readonly takeOver: TakeOver }[] = [];
    let model = before;
    for (const item of inOrder(items)) {
        const takeOver = takeOverOf(item, { ...context, model }, drifts);
        if ("byHand" in takeOver) {
            refused.push(`${item.text}\n    ${takeOver.byHand}.`);
            continue;
        }
        takeOver.edit();
        done.push({ item, takeOver });
        // The next item needs what this one has written, and places that are right again.
        if (done.length < items.length) model = modelMeanwhile(draft) ?? model;
    }
    if (refused.length > 0) throw cannotBeWritten(refused);
    const parts = new Set(done.flatMap(({ takeOver }) => takeOver.parts));
    const features = new Set<string>(before.features.models.keys());
    const after = draft.check(before, (part) => parts.has(part) || features.has(part) || isConsequence(part, before));
    const failed = done.filter(({ takeOver }) => !takeOver.holds(after));
    if (failed.length > 0) {
        throw cannotBeWritten(
            failed.map(
                ({ item }) =>
                    `${item.text}\n    Something else in the definition still says otherwise. Edit it by hand.`,
            ),
        );
    }
    return after;
}

/** What the draft says by now. Undefined while it has a mistake that another item may correct: at the end all is checked. */
function modelMeanwhile(draft: DefinitionDraft): DefinitionModel | undefined {
    try {
        return draft.model();
    } catch (error) {
        if (error instanceof DefinitionError) return undefined;
        throw error;
    }
}

/** What comes and goes with a unit or an attachment: types of policy, and policies that only its kind brings. */
function isConsequence(part: string, { policies }: DefinitionModel): boolean {
    const policy = /^policy (.*)$/.exec(part)?.[1];
    return part === "policyTypes" || (policy !== undefined && !policies.some(({ key }) => key === policy));
}

function inOrder(items: readonly DriftItem[]): readonly DriftItem[] {
    const rank = ({ kind }: DriftItem): number => {
        if (LAST.includes(kind)) return FIRST.length + 1 + LAST.indexOf(kind);
        return FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length;
    };
    return [...items].sort((one, two) => rank(one) - rank(two) || depthOrder(one, two, items));
}

/** A unit that was made in another one that was made comes after it. */
function depthOrder(one: DriftItem, two: DriftItem, items: readonly DriftItem[]): number {
    const depth = (item: DriftItem): number => {
        if (item.kind !== "unit-made") return 0;
        const { parent } = item.is;
        const above = items.find((other) => other.kind === "unit-made" && other.subject.id === parent.id);
        return above ? 1 + depth(above) : 0;
    };
    return depth(one) - depth(two);
}

function cannotBeWritten(reasons: readonly string[]): CommandError {
    return new CommandError(
        `This cannot be written into the definition by org. Nothing was written.\n\n${reasons.join("\n\n")}`,
    );
}
