export { costReport } from "./askReport";
export type { AccountCost, CostFigures, CostLine, CostReport } from "./costReport";
export { costQuestions } from "./reportQuestions";
export type { BudgetInAws, ReportContext, ReportRequest, ReportScope } from "./reportRequest";
export { scopeText } from "./reportScope";
export { checkMonthForm, reportTime, ReportTimeError, type AskedTime, type ReportTime } from "./reportTime";
