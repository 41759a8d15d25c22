import { isConsent, isEnablingAllFeatures, isOpen, type FoundHandshake } from "../../aws/organization";
import type { AllFeaturesArgs } from "../../components";
import type { OrganizationModel, Problem } from "../../definition";
import type { ExistingResources } from "../state";

/** What AWS says about an organisation that changes to all features. */
export interface FeatureFacts {
    readonly featureSet: string;
    /** The active accounts, without the management account. */
    readonly members: readonly { readonly id: string; readonly name: string; readonly invited: boolean }[];
    readonly handshakes: readonly FoundHandshake[];
}

/** An account that is asked for its consent. */
export interface Consent {
    readonly id: string;
    readonly name: string;
    /** Absent if it has not been asked yet. */
    readonly handshakeId?: string;
}

/** The next step of the change from consolidated billing to all features. */
export type FeatureStep =
    /** The invited accounts are asked for their consent. */
    | { readonly what: "ask"; readonly consents: readonly Consent[]; readonly ended?: FoundHandshake }
    /** Some of the invited accounts have not agreed. */
    | {
          readonly what: "wait";
          readonly request: FoundHandshake;
          readonly missing: readonly Consent[];
          readonly declined: readonly Consent[];
      }
    /** All have agreed, or nobody has to agree: this run makes the change. */
    | { readonly what: "finalise"; readonly request?: FoundHandshake }
    /** AWS has all features, but the state does not show that. */
    | { readonly what: "done" };

/** Whether the definition wants all features, and the stack has consolidated billing. */
export function wantsAllFeatures({ featureSet }: OrganizationModel, existing: ExistingResources): boolean {
    return featureSet === "ALL" && existing.featureSet === "CONSOLIDATED_BILLING";
}

/** Refuses to enable all features only because a line is missing: they are the default of a definition, and cannot be undone. */
export function unstatedFeatureSet({ featureSetByDefault }: OrganizationModel, location: string): Problem[] {
    if (featureSetByDefault !== true) return [];
    return [
        {
            place: { file: location },
            path: ["organization", "featureSet"],
            message:
                "is not given, which means ALL, but the organisation has CONSOLIDATED_BILLING. AWS has no way back from all features, so you have to write which one you want:\n" +
                "organization: { featureSet: CONSOLIDATED_BILLING }\nto keep what it has, or\norganization: { featureSet: ALL }",
        },
    ];
}

/** The step that this run takes. Only AWS's answers decide it, never the state. */
export function featureStep(
    { featureSet, members, handshakes }: FeatureFacts,
    existing: ExistingResources,
): FeatureStep {
    if (featureSet === "ALL") return { what: "done" };
    const requests = handshakes.filter(isEnablingAllFeatures);
    const request = requests.find(isOpen);
    if (!request) {
        const consents = members.filter(({ invited }) => invited).map(({ id, name }) => ({ id, name }));
        const ended = requests.find(({ id }) => id === existing.allFeatures?.handshakeId);
        return consents.length === 0 ? { what: "finalise" } : { what: "ask", consents, ...(ended && { ended }) };
    }
    const since = request.requested?.getTime() ?? 0;
    const asked = handshakes.filter((one) => isConsent(one) && (one.requested?.getTime() ?? 0) >= since);
    const in_ = (wanted: (one: FoundHandshake) => boolean): Consent[] =>
        asked.filter(wanted).flatMap((one) => {
            // An account that has left the organisation since then is no longer asked.
            const member = members.find(({ id }) => id === one.recipient?.id);
            return member ? [{ id: member.id, name: member.name, handshakeId: one.id }] : [];
        });
    const missing = in_(isOpen);
    const agreed = in_(({ state }) => state === "ACCEPTED").map(({ id }) => id);
    const declined = in_(({ state }) => state === "DECLINED" || state === "EXPIRED" || state === "CANCELED").filter(
        ({ id }) => !agreed.includes(id) && !missing.some((one) => one.id === id),
    );
    return missing.length + declined.length === 0 && request.state === "OPEN"
        ? { what: "finalise", request }
        : { what: "wait", request, missing, declined };
}

/** What the run registers for the change to all features. Undefined if the stack never made that change. */
export function registeredChange(
    step: FeatureStep | undefined,
    { allFeatures: before }: ExistingResources,
): AllFeaturesArgs | undefined {
    const kept = before && {
        finalise: before.finalise,
        ...(before.previous !== undefined && { previous: before.previous }),
    };
    switch (step?.what) {
        case undefined:
            return kept;
        case "done":
            // This brings it into the state, so that later runs do not ask AWS.
            return kept && { ...kept, finalise: true };
        case "wait":
            return kept ?? { finalise: false };
        case "ask":
            // The request of the stack has ended. Another `previous` makes the resource send another request.
            return { finalise: false, ...(before && { previous: before.handshakeId }) };
        case "finalise":
            return { ...kept, finalise: true };
    }
}
