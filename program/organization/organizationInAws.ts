import type { FeatureFacts } from "./allFeatures";

/** An account that administers a service for the organisation. */
export interface Administrator {
    readonly id: string;
    readonly name: string;
}

/** What is asked of AWS; a test has its own. */
export interface OrganizationInAws {
    /** The services that have access to the organisation. */
    services(): Promise<readonly string[]>;
    administrators(service: string): Promise<readonly Administrator[]>;
    /** The types of policy that are enabled. */
    policyTypes(): Promise<readonly string[]>;
    features(): Promise<FeatureFacts>;
}
