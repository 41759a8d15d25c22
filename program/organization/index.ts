import type { AllFeaturesArgs, OrganizationSetting } from "../../components";
import type { OrganizationModel, Problem } from "../../definition";
import type { FeatureModels } from "../../definition/feature";
import type { ExistingResources } from "../state";
import type { OrganizationReader } from "./organizationReader";
import { featureStep, registeredChange, unstatedFeatureSet, wantsAllFeatures } from "./allFeaturesStep";
import { describeFeatureStep } from "./allFeaturesText";
import { withoutWaitingParts, waiting } from "./waitingForAllFeatures";
import { preparePolicyTypes } from "./enabledPolicyTypes";
import { prepareServices } from "./serviceAccess";

export { keptServices, keptServiceWarnings } from "./keptServices";
export { policyTypesToEnable, servicesInUse } from "./enabledPolicyTypes";
export type { OrganizationReader } from "./organizationReader";
export type { FeatureFacts } from "./allFeaturesStep";

/** What this run does to the organisation itself. */
export interface OrganizationChange {
    /** What of it stays as AWS has it. */
    readonly unchanged: readonly OrganizationSetting[];
    readonly allFeatures?: AllFeaturesArgs;
}

/** A definition in which the organisation itself is as it will be. */
export interface PreparedOrganization {
    /**
     * What of the definition this run applies: all but what waits for all features, with the services and the types of policy that
     * stay beside those that it names.
     */
    readonly applied: OrganizationModel;
    /** What of the features this run applies. */
    readonly features: FeatureModels;
    /** What the stack has, with the features that AWS has. */
    readonly existing: ExistingResources;
    readonly change: OrganizationChange;
    /** What stands against it: for the review, which tells everything at once. */
    readonly problems: readonly Problem[];
    readonly warnings: readonly string[];
}

/**
 * Decides what of the organisation itself changes: whether it gets all features, which services have access, and which types of policy
 * are enabled. What the definition does not name stays as it is.
 *
 * AWS is asked in each run what is enabled, two calls: no state tells it in a run that refreshes, as the search for drift is one.
 *
 * @param features what the features make of their parts.
 * @param location the definition's place.
 */
export async function prepareOrganization(
    definition: OrganizationModel,
    features: FeatureModels,
    state: ExistingResources,
    location: string,
    aws: OrganizationReader,
): Promise<PreparedOrganization> {
    const refused = wantsAllFeatures(definition, state) ? unstatedFeatureSet(definition, location) : [];
    const step = wantsAllFeatures(definition, state) ? featureStep(await aws.features(), state) : undefined;
    const existing: ExistingResources = step?.what === "done" ? { ...state, featureSet: "ALL" } : state;
    const waits = refused.length > 0 || step?.what === "ask" || step?.what === "wait";
    const wanted = waits ? withoutWaitingParts(definition, existing) : definition;
    const ofFeatures = features.heldBack();
    const asked = existing.featureSet === "CONSOLIDATED_BILLING" ? { ...aws, ...NOTHING_ENABLED } : aws;
    const [services, types] = await Promise.all([
        prepareServices(wanted, existing, location, asked),
        preparePolicyTypes(wanted, existing, location, asked),
    ]);
    const enabled = { serviceAccess: services.serviceAccess, policyTypes: types.policyTypes };
    const allFeatures = definition.featureSet === "ALL" ? registeredChange(step, existing) : undefined;
    return {
        applied: { ...wanted, ...enabled },
        features: waits ? ofFeatures.applied : features,
        existing,
        change: {
            unchanged: [
                // AWS's own way from the one to the other is `allFeatures`, and there is none back.
                ...(existing.organizationId === undefined ? [] : (["featureSet"] as const)),
                ...(services.unchanged ? (["serviceAccess"] as const) : []),
                ...(types.unchanged ? (["policyTypes"] as const) : []),
            ],
            ...(allFeatures && { allFeatures }),
        },
        problems: [...refused, ...services.problems, ...types.problems],
        warnings: [
            ...(step ? [describeFeatureStep(step, waiting(definition, existing, ofFeatures.waiting))] : []),
            ...services.warnings,
            ...types.warnings,
        ],
    };
}

/** Before all features are in force nothing is enabled, and AWS refuses the question. */
const NOTHING_ENABLED: Pick<OrganizationReader, "services" | "policyTypes"> = {
    services: () => Promise.resolve([]),
    policyTypes: () => Promise.resolve([]),
};
