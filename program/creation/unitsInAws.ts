import { findParent, unitsInParent } from "../../aws/organization";
import type { UnitsInAws } from "../identity";
import { needed } from "../neededFromAws";
import { providerClients } from "../openStack/providerSettings";

const PURPOSE = "before units are created, taken over or deleted";

/** Asks AWS about units, with the stack's credentials. */
export function unitsInAws(): UnitsInAws {
    const calls = providerClients().organizationCalls;
    return {
        // A missing unit is reported where it is registered.
        childrenOf: async (parentId) => (await needed(PURPOSE, () => unitsInParent(calls, parentId))) ?? [],
        parentOf: async (unitId) => (await needed(PURPOSE, () => findParent(calls, unitId)))?.id,
    };
}
