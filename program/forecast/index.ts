/** What Pulumi's engine would do, found without it: from a plan and the state alone. */
export { ForecastEngine, type Forecast, type ForecastState } from "./forecastChanges";
// What registers is not among these: it loads Pulumi, or what takes its place.
export type { ForecastPlan, ForecastStack } from "./forecastPlan";
export type { RecordedRun, RecordedStack } from "./recordingSdk/recordedRun";
