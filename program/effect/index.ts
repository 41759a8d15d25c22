import type { OrganizationModel } from "../../definition";
import type { FeatureEffect } from "../../definition/feature";
import {
    effectOfChange,
    effectReport,
    paragraphMessage,
    type EffectOfChange,
    type EffectReport,
    type ChangeMessage,
} from "../../evaluator/effect";
import type { Situation } from "../../evaluator/situation";
import type { ExistingResources } from "../state";
import { loosenedGuardrails, type LoosenedGuardrails } from "./loosenedGuardrails";
import { situationAfter, situationBefore } from "./runSituations";

export { MAYBE_LOOSENED, type LoosenedGuardrails } from "./loosenedGuardrails";
export { situationAfter, situationBefore } from "./runSituations";

/** What a change does to what is possible in the accounts, with the two situations that were compared. */
export async function findEffect(
    model: OrganizationModel,
    existing: ExistingResources,
    region: string,
): Promise<{ readonly effect: EffectOfChange; readonly before: Situation; readonly after: Situation }> {
    const [before, after] = [situationBefore(existing), situationAfter(model, existing)];
    const roles = new Map(
        model.accounts.map(({ key, roleName }) => [key, [...new Set([roleName, model.breakGlassRole])]]),
    );
    const effect = await effectOfChange(before, after, { region, rolesOf: (account) => roles.get(account) ?? [] });
    return { effect, before, after };
}

/** The effect of a change in words, as `EffectText`. */
export interface EffectInWords {
    readonly lost: readonly ChangeMessage[];
    readonly looser: readonly ChangeMessage[];
    readonly tighter: readonly ChangeMessage[];
    readonly other: readonly ChangeMessage[];
    /** Through which guardrails more becomes possible, whatever features add to that. */
    readonly loosened: LoosenedGuardrails;
}

/**
 * The effect of a change, as a preview says it.
 *
 * @param ofFeatures finds what the change does beyond guardrails.
 */
export async function effectInWords(
    model: OrganizationModel,
    existing: ExistingResources,
    region: string,
    ofFeatures: () => Promise<readonly FeatureEffect[]>,
): Promise<EffectInWords> {
    const { effect, before, after } = await findEffect(model, existing, region);
    const report = withFeatures(effectReport(effect, before, after, false), await ofFeatures());
    return {
        lost: report.lost,
        looser: report.looser.map(paragraphMessage),
        tighter: report.tighter.map(paragraphMessage),
        other: report.other,
        loosened: loosenedGuardrails(effect, before, after),
    };
}

/** Through which guardrails more becomes possible by a change. */
export async function findLoosened(
    model: OrganizationModel,
    existing: ExistingResources,
    region: string,
): Promise<LoosenedGuardrails> {
    const { effect, before, after } = await findEffect(model, existing, region);
    return loosenedGuardrails(effect, before, after);
}

/** What guardrails do, and after it what features say of each kind. */
export function withFeatures(report: EffectReport, features: readonly FeatureEffect[]): EffectReport {
    return {
        lost: [...report.lost, ...features.flatMap(({ lost }) => lost)],
        looser: [...report.looser, ...features.flatMap(({ looser }) => looser)],
        tighter: [...report.tighter, ...features.flatMap(({ tighter }) => tighter)],
        other: [...report.other, ...features.flatMap(({ other }) => other)],
    };
}
