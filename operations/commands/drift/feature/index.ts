/** What a feature's part of `org drift` (features/<its name>/drift.ts) is made of. Of operations/, it imports nothing else. */
export type { DriftNode, DriftSubject, FoundDifference } from "../driftItem";
export type { DriftReading, FeatureDrift, FeatureDriftAnswer } from "./featureDrift";
