import type { FoundAdministrator } from "../../aws/organization";
import type { FeatureFacts } from "./allFeaturesStep";

/** What AWS is asked. Tests replace it. */
export interface OrganizationReader {
    /** The services that have access to the organisation. */
    services(): Promise<readonly string[]>;
    administrators(service: string): Promise<readonly FoundAdministrator[]>;
    /** The types of policy that are enabled. */
    policyTypes(): Promise<readonly string[]>;
    features(): Promise<FeatureFacts>;
}
