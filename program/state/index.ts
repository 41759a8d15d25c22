/** The one reader of a stack's state. */
export { isAccount, isAccountComponent } from "./accountUrn";
export type {
    DuplicateResource,
    ExistingAccount,
    ExistingInvitation,
    ExistingResources,
    ExistingUnit,
} from "./existingResources";
export { stateForFeatures } from "./featureResources";
export { CORE } from "./coreTypes";
export { fromExport, type ResourceOfExport } from "./fromExport";
export { fromState, WARNINGS_OUTPUT } from "./fromState";
export { knownIds } from "./knownIds";
export type { ResourceOfEngine } from "./stateResources";
export { parseUrn, type Urn } from "./urn";
