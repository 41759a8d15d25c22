/** What a feature's part of `org adopt` (features/<its name>/adopt.ts) is made of. Of operations/, it imports nothing else. */
export { answerFrom, type AwsAnswer } from "../../../cli/awsAnswer";
export { AdoptedFeatures } from "./adoptedFeatures";
export type { AdoptionReading, AdoptionReport, FeatureAdoption, OrganizationInventory } from "./featureAdoption";
export { readEachAccount, unreadByReason, type AccountAnswers } from "./readEachAccount";
export { inheritedValues, type InheritedValues } from "./valueInheritance";
export { keysFor } from "../write/chosenKeys";
export { definitionKeys, unitPaths } from "../write/adoptedKeys";
export type { DefinitionKeys, WrittenKeys } from "../write/writtenKeys";
