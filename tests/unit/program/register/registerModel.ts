import { NO_FEATURES, type DefinitionModel, type OrganizationModel } from "../../../../definition";
import type { BaselineFindings } from "../../../../features/baseline/plan/baselineFindings";
import { PROGRAM_FEATURES } from "../../../../features/programs";
import { order } from "../../../../program/order";
import { registerAtOnce, type Registered, type Registration } from "../../../../program/register";
import { fromState } from "../../../../program/state";

/** What the baseline finds in a stack that holds nothing. */
export const BASELINE_FINDINGS: BaselineFindings = {
    home: "us-east-1",
    ofStacks: new Map(),
    standing: new Map(),
    targets: new Map(),
    moved: new Set(),
    strange: [],
};

/** The registration of a definition in an empty stack, with the test's own values on top. */
export function registrationOf(
    model: OrganizationModel & Partial<DefinitionModel>,
    more: Partial<Registration> = {},
): Registration {
    return {
        model,
        features: model.features ?? NO_FEATURES,
        existing: fromState({}),
        attachments: { root: new Map(), units: new Map(), accounts: new Map() },
        moved: new Set(),
        lost: [],
        invited: [],
        change: { unchanged: [] },
        ...more,
        found: new Map<string, unknown>([["baseline", BASELINE_FINDINGS], ...(more.found ?? [])]),
    };
}

/** Registers a definition as a run does, all at once. */
export function registerModel(model: DefinitionModel, more: Partial<Registration> = {}): Registered {
    const registration = registrationOf(model, more);
    return registerAtOnce(registration, order(model, registration.existing), PROGRAM_FEATURES);
}
