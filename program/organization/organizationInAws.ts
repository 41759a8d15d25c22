import {
    delegatedAdministrators,
    describeOrganization,
    findRoot,
    listAccounts,
    listHandshakes,
    servicesWithAccess,
    type FoundAdministrator,
    type OrganizationCalls,
} from "../../aws/organization";
import { needed } from "../neededFromAws";
import type { FeatureFacts } from "./allFeatures";

/** What is asked of AWS; a test has its own. */
export interface OrganizationInAws {
    /** The services that have access to the organisation. */
    services(): Promise<readonly string[]>;
    administrators(service: string): Promise<readonly FoundAdministrator[]>;
    /** The types of policy that are enabled. */
    policyTypes(): Promise<readonly string[]>;
    features(): Promise<FeatureFacts>;
}

export function organizationInAws(calls: OrganizationCalls): OrganizationInAws {
    const purpose = "before that is changed";
    return {
        services: () => needed(purpose, () => servicesWithAccess(calls)),
        administrators: (service) => needed(purpose, () => delegatedAdministrators(calls, service)),
        policyTypes: async () => (await needed(purpose, () => findRoot(calls)))?.policyTypes ?? [],
        features: () => needed(purpose, () => featureFacts(calls)),
    };
}

async function featureFacts(calls: OrganizationCalls): Promise<FeatureFacts> {
    const { featureSet, managementAccountId } = await describeOrganization(calls);
    if (featureSet === "ALL") return { featureSet, members: [], handshakes: [] };
    const members = (await listAccounts(calls))
        .filter(({ id, state }) => id !== managementAccountId && state === "ACTIVE")
        .map(({ id, name, joinedMethod }) => ({ id, name, invited: joinedMethod === "INVITED" }));
    return { featureSet, members, handshakes: await listHandshakes(calls) };
}
