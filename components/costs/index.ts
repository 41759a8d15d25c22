/** What a management account has to watch and divide costs: budgets, categories, anomaly monitors, an export. */
export {
    AnomalyMonitor,
    AnomalySubscription,
    type AnomalyHistory,
    type AnomalyMonitorArgs,
    type AnomalySubscriptionArgs,
} from "./anomalyWatch";
export { CostAllocationTag, type CostAllocationTagArgs } from "./costAllocationTag";
export { CostBudget, type CostBudgetAlert, type CostBudgetArgs, type CostBudgetHistory } from "./costBudget";
export {
    CostCategory,
    type CostCategoryArgs,
    type CostCategoryHistory,
    type CostCategorySplitArgs,
    type CostCategoryValue,
} from "./costCategory";
export type { CostTags } from "./costTags";
export { CostExport, type CostExportArgs, type CostExportHistory } from "./costExport";
export { STOP_ROLE_NAME } from "../../limits";
export { SpendingStop, type SpendingStopArgs, type SpendingStopHistory } from "./spendingStop";
export { StopAction, type StopActionArgs } from "./stopAction";
