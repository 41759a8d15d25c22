import { TYPES } from "../../components/typeTokens";
import type { ExistingResource, ExistingState } from "../../definition/feature";
import { CORE } from "./coreTypes";
import type { ExistingResources } from "./existingResources";
import type { StateResources } from "./stateResources";

/** The types that the organisation itself consists of. */
const OF_THE_ORGANIZATION = new Set([
    ...Object.values<string>(CORE),
    ...Object.values(TYPES).flatMap((type) => [type, `pulumi-nodejs:dynamic/${type}`]),
]);

/** The resources that features have registered, by type. They are kept as they are: only the features know what they mean. */
export function featureResourcesIn(state: StateResources): ReadonlyMap<string, readonly ExistingResource[]> {
    const found = new Map<string, ExistingResource[]>();
    for (const { type, name, outputs, errors } of state.all) {
        if (type.startsWith("pulumi:") || OF_THE_ORGANIZATION.has(type)) continue;
        const one: ExistingResource = { name, outputs, ...(errors && { errors }) };
        const ofType = found.get(type);
        if (ofType) ofType.push(one);
        else found.set(type, [one]);
    }
    return found;
}

/**
 * What features see of a state.
 *
 * @param now AWS's time.
 */
export function stateForFeatures(existing: ExistingResources, now: Date): ExistingState {
    const { accounts, featureResources, interruptedCreations, managementAccountId, units } = existing;
    return {
        day: now.toISOString().slice(0, 10),
        ...(managementAccountId !== undefined && { managementAccountId }),
        accounts,
        units: new Map([...units].map(([key, { id }]) => [key, id])),
        ...(interruptedCreations && { interruptedCreations }),
        resources: featureResources ?? new Map(),
    };
}
