import type { OrganizationModel } from "../../definition";
import { situationOf } from "../../definition/modelSituation";
import type { Situation } from "../../evaluator/situation";
import { OrganizationTree } from "../../tree";
import { knownIds } from "../state/knownIds";
import type { ExistingResources } from "../state";

const situations = new WeakMap<ExistingResources, Situation>();

/**
 * What is attached to each node before this run, as the stack's state says. It is made once for each state, and does not include what was
 * changed outside of Pulumi.
 */
export function situationBefore(existing: ExistingResources): Situation {
    const made = situations.get(existing) ?? situationOfState(existing);
    situations.set(existing, made);
    return made;
}

function situationOfState(existing: ExistingResources): Situation {
    const { organizationId, attachments, fullAccessDetached } = existing;
    const units = [...existing.units].map(([key, { parent }]) => ({
        key,
        parent,
        guardrails: attachments.units.get(key) ?? [],
        fullAccess: !fullAccessDetached?.units.has(key),
    }));
    const accounts = [...existing.accounts].map(([key, { id, unit }]) => ({
        key,
        unit,
        id,
        guardrails: attachments.accounts.get(key) ?? [],
        fullAccess: !fullAccessDetached?.accounts.has(key),
    }));
    return {
        ...(organizationId !== undefined && { organizationId }),
        policies: new Map([...existing.policies].map(([key, { type = "", content = "" }]) => [key, { type, content }])),
        root: { guardrails: attachments.root, fullAccess: !fullAccessDetached?.root },
        tree: new OrganizationTree(units, accounts),
    };
}

/** What is attached to each node after this run, as the definition says. Ids come from the state. */
export function situationAfter(model: OrganizationModel, existing: ExistingResources): Situation {
    return situationOf(model, knownIds(existing));
}
