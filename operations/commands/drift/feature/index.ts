/** What a feature's part of `org drift` (features/<its name>/drift.ts) is made of. Of operations/, it imports nothing else. */
export type { DriftNode, DriftSubject, FoundDifference } from "../driftItem";
export type { DriftReading, FeatureDrift, FeatureDriftAnswer } from "./featureDrift";
export { byHand, type ByHand, type ItemOf, type TakeOver, type TakeOverContext } from "../takeOver/takeOver";
export type { DefinitionDraft } from "../../../edit/definitionDraft";
export type { DefinitionValue } from "../../../edit/yamlValue";
export { addItem, hasEntry, removeItem } from "../../../edit/entryEdits";
export { addListedMap, listedMaps, removeListedMap, setInItem, type ListedMap } from "../../../edit/listedMaps";
