import type { OrganizationModel } from "../../definition";
import { effectOfChange, effectText, type EffectText, type EffectOfChange } from "../../evaluator/effect";
import type { Situation } from "../../evaluator/situation";
import type { ExistingResources } from "../state";
import { situationAfter, situationBefore } from "./runSituations";

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

/** The effect of a change, as a preview says it. */
export async function effectInWords(
    model: OrganizationModel,
    existing: ExistingResources,
    region: string,
): Promise<EffectText> {
    const { effect, before, after } = await findEffect(model, existing, region);
    return effectText(effect, before, after);
}
