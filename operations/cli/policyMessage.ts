import { placeIn, type Place } from "../../definition";
import type { PlacedChange, PolicyMessage } from "../../program/changes";
import { CORE, parseUrn } from "../../program/state";
import type { CommandContext } from "./commandContext";
import type { PolicyFinding } from "./engineLog";

/** A finding of the policy pack with its place in the definition. @param changes those of the run, as far as they are known. */
export function policyMessage(
    { policy, level, message, urn }: PolicyFinding,
    changes: readonly Pick<PlacedChange, "place" | "resources">[],
    context: Pick<CommandContext, "model" | "settings">,
): PolicyMessage {
    if (urn === undefined) return { policy, level, message };
    const place = changes.find((one) => one.place && one.resources.includes(urn))?.place ?? placeOf(urn, context);
    return { policy, level, message, resource: parseUrn(urn).name, ...(place && { place }) };
}

/** Where an account, unit or policy is written that does not change. */
function placeOf(urn: string, { model, settings }: Pick<CommandContext, "model" | "settings">): Place | undefined {
    const { type, name } = parseUrn(urn);
    const all = {
        [CORE.account]: model.accounts,
        [CORE.unit]: model.units,
        [CORE.policy]: model.policies,
    };
    const found = new Map(Object.entries(all)).get(type)?.find(({ key }) => key === name);
    return found && placeIn(model, found.path, settings.definition);
}
