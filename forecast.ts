import { FEATURES } from "./features";
import { PROGRAM_FEATURES } from "./features/programs";
import { forecastPlan, registerPlan, type ForecastPlan, type ForecastStack } from "./program/forecast";
import type { RecordedRun } from "./program/forecast/recordingSdk/recordedRun";
import type { RunPlan } from "./program/plan";

// The root of a bundle in which a recorder takes the place of Pulumi's SDK (program/forecast/recordingSdk): program/forecastBundle.cjs.

/** Plans a run from the definition and the state alone. */
export const forecast = (stack: ForecastStack): Promise<ForecastPlan> =>
    forecastPlan(stack, FEATURES, PROGRAM_FEATURES);

/** Registers a plan that a run has made. */
export const recordPlan = (planned: RunPlan, run: RecordedRun): void => registerPlan(planned, PROGRAM_FEATURES, run);
