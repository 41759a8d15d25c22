/** What Pulumi's engine would do, found without it: from a plan and the state alone. */
export { ForecastEngine, type Forecast, type ForecastState } from "./forecastChanges";
export { forecastPlan, registerPlan, type ForecastPlan, type ForecastStack } from "./forecastPlan";
export type { RecordedRun, RecordedStack } from "./recordingSdk/recordedRun";
