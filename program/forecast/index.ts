/** What Pulumi's engine would do, found without it: from a plan and the state alone. */
export { ForecastEngine, type Forecast, type ForecastState } from "./forecastChanges";
export { forecastPlan, registerPlan, type ForecastPlan, type ForecastStack } from "./forecastPlan";
export { loadForecast, type ForecastBundle } from "./loadForecast";
export type { RecordedStack } from "./recordingSdk/recordedRun";
