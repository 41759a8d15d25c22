import type { FeatureDrift } from "../operations/commands/drift/feature";
import { peopleDrift } from "./people/drift";

/** What `org drift` compares of the capabilities. Only operations/main.ts imports this. */
export const FEATURE_DRIFTS: readonly FeatureDrift[] = [peopleDrift];
