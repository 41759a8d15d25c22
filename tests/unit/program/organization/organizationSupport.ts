import assert from "node:assert/strict";
import type { FoundAdministrator } from "../../../../aws/organization";
import type { OrganizationReader } from "../../../../program/organization/organizationReader";
import type { FeatureFacts } from "../../../../program/organization/allFeaturesStep";
import type { ExistingResources } from "../../../../program/state";

/** An AWS that gives these answers, and fails the test if anything else is asked. */
export function inAws(answers: {
    readonly services?: readonly string[] | undefined;
    readonly administrators?: Readonly<Record<string, readonly FoundAdministrator[]>>;
    readonly policyTypes?: readonly string[] | undefined;
    readonly features?: FeatureFacts;
}): OrganizationReader {
    const answer = <T>(what: string, value: T | undefined): Promise<T> =>
        Promise.resolve(value ?? assert.fail(`AWS is asked for ${what}`));
    return {
        services: () => answer("services", answers.services),
        administrators: (service) => answer(`administrators of ${service}`, answers.administrators?.[service]),
        policyTypes: () => answer("policy types", answers.policyTypes),
        features: () => answer("features", answers.features),
    };
}

export function existing(more: Partial<ExistingResources> = {}): ExistingResources {
    return {
        organizationId: "o-exists1234",
        featureSet: "ALL",
        accounts: new Map(),
        units: new Map(),
        policies: new Map(),
        attachments: { root: [], units: new Map(), accounts: new Map() },
        ...more,
    };
}
