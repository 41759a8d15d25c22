import { createRequire } from "node:module";
import * as path from "node:path";
import type { ChangeReview } from "../changes";
import type { RunPlan } from "../plan";
import type { ForecastPlan, ForecastStack, RecordedRun } from "../forecast";

/** What forecast.ts exports. */
export interface ForecastBundle {
    reviewAtOnce(stack: ForecastStack, codes: readonly string[]): Promise<ChangeReview>;
    forecast(stack: ForecastStack): Promise<ForecastPlan>;
    recordPlan(planned: RunPlan, run: RecordedRun): void;
}

/**
 * Loads the bundle in which a recorder takes the place of Pulumi's SDK. It takes about 0.1 s, and a second after a change of a source.
 *
 * @param checkout the folder of this program.
 */
export function loadForecast(checkout: string): ForecastBundle {
    return createRequire(path.join(checkout, "package.json"))("./program/forecastBundle.cjs") as ForecastBundle;
}
