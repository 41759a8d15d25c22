/** What a feature's part of `org drift` (features/<its name>/drift.ts) is made of. Of operations/, it imports nothing else. */
export type { DriftNode, DriftSubject, FoundDifference } from "../driftItem";
export type { DriftReading, FeatureDrift, FeatureDriftAnswer, FeatureItem, FeatureKind } from "./featureDrift";
export { byHand, type ByHand, type ItemOf, type TakeOver, type TakeOverContext } from "./writtenTakeOver";
export type { DefinitionDraft } from "../../../edit/definitionDraft";
export type { DefinitionValue } from "../../../edit/yamlValue";
export { addItem, hasEntry, removeItem } from "../../../edit/entryEdits";
export { addListedMap, listedMaps, removeListedMap, setInItem, type ListedMap } from "../../../edit/listedMaps";
