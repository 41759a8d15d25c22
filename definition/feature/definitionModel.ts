import type { OrganizationModel } from "../model";
import type { FeatureModels } from "./featureModels";

/** A whole definition: the organisation itself, and what the features make of their parts. */
export interface DefinitionModel extends OrganizationModel {
    readonly features: FeatureModels;
}
