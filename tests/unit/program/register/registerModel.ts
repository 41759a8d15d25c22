import { NO_FEATURES, type OrganizationModel } from "../../../../definition";
import { order } from "../../../../program/order";
import { registerAtOnce, type Registered, type Registration } from "../../../../program/register";
import { fromState } from "../../../../program/state";

/** A run of a definition in an empty stack, but for what a test says of it. */
export function registrationOf(model: OrganizationModel, more: Partial<Registration> = {}): Registration {
    return {
        model,
        features: NO_FEATURES,
        existing: fromState({}),
        attachments: { root: new Map(), units: new Map(), accounts: new Map() },
        moved: new Set(),
        invited: [],
        change: { unchanged: [] },
        ...more,
    };
}

/** Registers a definition as a run does, at once. */
export function registerModel(model: OrganizationModel, more: Partial<Registration> = {}): Registered {
    const registration = registrationOf(model, more);
    return registerAtOnce(registration, order(model, registration.existing));
}
