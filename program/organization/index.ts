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
    /** The settings that stay as AWS has them. */
    readonly unchanged: readonly OrganizationSetting[];
    readonly allFeatures?: AllFeaturesArgs;
}

/** A definition with the organisation's settings as they will be after this run. */
export interface PreparedOrganization {
    /**
     * The part of the definition that this run applies: without what waits for all features, and with the services and types of policy that
     * stay enabled although it does not name them.
     */
    readonly applied: OrganizationModel;
    /** The parts of the features that this run applies. */
    readonly features: FeatureModels;
    /** What the stack has, with the features that AWS has. */
    readonly existing: ExistingResources;
    readonly change: OrganizationChange;
    /** What is refused. The review reports it together with everything else. */
    readonly problems: readonly Problem[];
    readonly warnings: readonly string[];
}

/**
 * Decides what changes in the organisation itself: whether it gets all features, which services have access, and which types of policy are
 * enabled. What the definition does not name stays as it is.
 *
 * Each run asks AWS what is enabled, in two calls: the state is not enough in a run with a refresh, such as the search for drift.
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
                // AWS changes the feature set only by `allFeatures`, and there is no way back.
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

/** Before all features are in force, nothing is enabled and AWS refuses the question. */
const NOTHING_ENABLED: Pick<OrganizationReader, "services" | "policyTypes"> = {
    services: () => Promise.resolve([]),
    policyTypes: () => Promise.resolve([]),
};
