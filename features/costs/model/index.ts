export type { AccountCosts, CostsModel } from "./costsModel";
export type { DimensionModel, SplitModel } from "./dimensionModel";
export { valuesOf } from "./dimensionValues";
export { splitAmounts } from "./splitAmounts";
export { BUDGET_PERIODS, type BudgetAlert, type BudgetModel, type BudgetPeriod, type BudgetScope } from "./budgetModel";
export type { AnomaliesModel, AnomalyMonitorModel, AnomalySubscriptionModel } from "./anomaliesModel";
export type { CostExportModel } from "./costExportModel";
