/** The interface between a capability in features/ and the rest of the house. */
export type { DefinitionModel } from "./definitionModel";
export type {
    AccountEvent,
    DefinitionClaim,
    EndingAccess,
    Fact,
    FactSection,
    Feature,
    FeatureEffect,
    FeatureModel,
    Findings,
    HeldBack,
    LaterPolicy,
    TestOutcome,
} from "./feature";
export type { ExistingResource, ExistingState } from "./existingState";
export type {
    FeatureAnswers,
    IndexCollector,
    NeededAdministrator,
    NeededService,
    PreparedPolicy,
} from "./featureNeeds";
export { byRisk, operationKind, operationText, weighed, worstOf, worstRisk } from "./changeWords";
export { inputText, inputTexts, isInComponent, isUnknownInput } from "./changedInputs";
export { UNKNOWN_INPUT, type ResourceChange, type ResourceInputs, type ResourceOperation } from "./resourceChange";
export {
    REVIEW_SUBJECTS,
    type ChangeWords,
    type ReviewedChange,
    type ReviewSubject,
    type Risk,
    type WeighedRisk,
} from "./reviewedChange";
export type { FeatureDocument } from "./featureDocument";
export { FeatureModels, NO_FEATURES } from "./featureModels";
export {
    inheritDown,
    saidFor,
    writtenEntries,
    type Entry,
    type FeatureInput,
    type InputOf,
    type Said,
    type WrittenEntries,
} from "./featureInput";
export type { FeatureSchema } from "../schema/featureKeys";
