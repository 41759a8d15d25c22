import type { AccountModel, OrganizationModel, PolicyModel, UnitModel } from "../../definition";
import { ROOT_UNIT } from "../../definition";
import { visible } from "../../limits";
import { MAYBE_LOOSENED, type LoosenedGuardrails } from "../effect";
import type { ExistingResources } from "../state";

/** What the words on changes look up. */
export interface ChangeContext {
    readonly model: OrganizationModel;
    readonly existing: ExistingResources;
    readonly accounts: ReadonlyMap<string, AccountModel>;
    readonly units: ReadonlyMap<string, UnitModel>;
    readonly policies: ReadonlyMap<string, PolicyModel>;
    readonly loosened: LoosenedGuardrails;
    /** A unit's key, as people say it. */
    readonly nodeName: (unit: string) => string;
    /** The same by the id of a unit or the root. */
    readonly nodeById: (id: string) => string;
}

/** @param loosened absent: nobody looked, so each change may loosen something. */
export function changeContext(
    model: OrganizationModel,
    existing: ExistingResources,
    loosened: LoosenedGuardrails = MAYBE_LOOSENED,
): ChangeContext {
    const keys = new Map([...existing.units].map(([key, { id }]) => [id, key]));
    const nodeName = (unit: string): string => (unit === ROOT_UNIT ? "the root" : visible(unit));
    return {
        model,
        existing,
        accounts: new Map(model.accounts.map((one) => [one.key, one])),
        units: new Map(model.units.map((one) => [one.key, one])),
        policies: new Map(model.policies.map((one) => [one.key, one])),
        loosened,
        nodeName,
        nodeById: (id) => nodeName(keys.get(id) ?? (id.startsWith("r-") ? ROOT_UNIT : id)),
    };
}
