import { textsOf } from "../../evaluator/policyDocument";
import { CORE } from "./coreTypes";
import type { ExistingResources } from "./existingResources";
import { optional, text, type StateResources } from "./stateResources";

type ExistingOrganization = Pick<
    ExistingResources,
    "organizationId" | "managementAccountId" | "featureSet" | "policyTypes" | "serviceAccess" | "allFeatures"
>;

/** The organisation itself, and the change to all features. */
export function organizationIn(state: StateResources): ExistingOrganization {
    const [organization] = state.ofType(CORE.organization);
    const [allFeatures] = state.ofType(CORE.allFeatures);
    return {
        ...(organization && {
            organizationId: text(organization[1].id),
            ...optional("managementAccountId", organization[1].masterAccountId),
            // AWS's answer after the change counts, because the organisation itself is read again only when it changes.
            featureSet: allFeatures?.[1].state === "ALL" ? "ALL" : text(organization[1].featureSet),
            policyTypes: textsOf(organization[1].enabledPolicyTypes),
            serviceAccess: textsOf(organization[1].awsServiceAccessPrincipals).sort(),
        }),
        ...(allFeatures && {
            allFeatures: {
                handshakeId: text(allFeatures[1].handshakeId),
                finalise: allFeatures[1].finalise === true,
                ...optional("previous", allFeatures[1].previous),
            },
        }),
    };
}
