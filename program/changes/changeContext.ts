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
    /** The type of a policy, such as `SERVICE_CONTROL_POLICY`: what it was before the change, if the state has it. */
    readonly typeOfPolicy: (key: string) => string;
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
    const policies = new Map(model.policies.map((one) => [one.key, one]));
    return {
        model,
        existing,
        typeOfPolicy: (key) => existing.policies.get(key)?.type ?? policies.get(key)?.type ?? "SERVICE_CONTROL_POLICY",
        accounts: new Map(model.accounts.map((one) => [one.key, one])),
        units: new Map(model.units.map((one) => [one.key, one])),
        policies,
        loosened,
        nodeName,
        nodeById: (id) => nodeName(keys.get(id) ?? (id.startsWith("r-") ? ROOT_UNIT : id)),
    };
}
