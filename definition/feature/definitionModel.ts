import type { OrganizationModel } from "../model";
import type { FeatureModels } from "./featureModels";

/** A whole definition: the organisation, and the models of the features. */
export interface DefinitionModel extends OrganizationModel {
    readonly features: FeatureModels;
}
