import { FEATURES } from "./features";
import { PROGRAM_FEATURES } from "./features/programs";
import { reviewOf, type ChangeReview } from "./program/changes";
import type { ForecastPlan, ForecastStack } from "./program/forecast";
import { forecastPlan, registerPlan } from "./program/forecast/forecastPlan";
import type { RecordedRun } from "./program/forecast/recordingSdk/recordedRun";
import type { RunPlan } from "./program/plan";

// The root of a bundle in which a recorder takes the place of Pulumi's SDK (program/forecast/recordingSdk): program/forecastBundle.cjs.

/**
 * What a run would do, from the definition and the state alone.
 *
 * @param codes those of labels and of the command line, which acknowledge dangerous changes.
 */
export async function reviewAtOnce(stack: ForecastStack, codes: readonly string[]): Promise<ChangeReview> {
    const { planned, forecast: found, unasked } = await forecast(stack);
    const { stack: name, location, now } = stack;
    return reviewOf({
        stack: name,
        location,
        now,
        planned,
        codes,
        unknown: unasked,
        ...(found && { forecast: found }),
    });
}

/** Plans a run from the definition and the state alone. */
export const forecast = (stack: ForecastStack): Promise<ForecastPlan> =>
    forecastPlan(stack, FEATURES, PROGRAM_FEATURES);

/** Registers a plan that a run has made. */
export const recordPlan = (planned: RunPlan, run: RecordedRun): void => registerPlan(planned, PROGRAM_FEATURES, run);
