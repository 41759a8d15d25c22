import { CORE } from "./coreTypes";
import { accountsIn, unitKeysById, unitsIn } from "./accountsInState";
import { duplicatesIn } from "./duplicatesInState";
import { featureResourcesIn } from "./featureResources";
import type { ExistingInvitation, ExistingResources } from "./existingResources";
import { organizationIn } from "./organizationInState";
import { attachmentsIn, policiesIn } from "./policiesInState";
import { optional, StateResources, text, type ResourceOfEngine } from "./stateResources";

/** The output of the stack that keeps the marks of standing warnings. */
export const WARNINGS_OUTPUT = "appliedWarnings";

/** @param resources the state as the engine reports it: the outputs of each resource, by URN. */
export function fromState(resources: Readonly<Record<string, ResourceOfEngine>>): ExistingResources {
    const state = new StateResources(resources);
    const unitKeys = unitKeysById(state);
    return {
        ...organizationIn(state),
        accounts: accountsIn(state, unitKeys),
        units: unitsIn(state, unitKeys),
        policies: policiesIn(state),
        ...attachmentsIn(state),
        invitations: invitationsIn(state),
        ...appliedWarningsIn(state),
        featureResources: featureResourcesIn(state),
        duplicates: duplicatesIn(state),
    };
}

/** From the stack's own outputs. They may be older than the state: then a preview shows more than it has to. */
function appliedWarningsIn(state: StateResources): Pick<ExistingResources, "appliedWarnings"> {
    const marks = state.ofType("pulumi:pulumi:Stack")[0]?.[1][WARNINGS_OUTPUT];
    if (!Array.isArray(marks)) return {};
    return { appliedWarnings: new Set(marks.filter((mark) => typeof mark === "string")) };
}

function invitationsIn(state: StateResources): Map<string, ExistingInvitation> {
    return new Map(
        state.ofType(CORE.invitation).map(([key, { targetType, targetId, handshakeId, notes, previous }]) => [
            key,
            {
                target: { type: targetType === "EMAIL" ? "EMAIL" : "ACCOUNT", id: text(targetId) },
                handshakeId: text(handshakeId),
                ...optional("notes", notes),
                ...optional("previous", previous),
            },
        ]),
    );
}
