import type { OrganizationModel } from "../../../definition";
import type { CostMetric } from "../bill/costSource";
import type { CostsModel } from "../model";
import type { ReportTime } from "./reportTime";

/** What a report is about. */
export interface ReportRequest {
    /** One or two of `account`, `unit`, `service`, `region`, `resource` and the keys of dimensions. */
    readonly by: readonly string[];
    /** Absent: the whole organisation. */
    readonly within?: ReportScope;
    /** Its months and days: `reportTime` makes it of a command line. */
    readonly time: ReportTime;
    readonly metric: CostMetric;
}

/** The part of the organisation that a report is limited to. */
export type ReportScope =
    | { readonly kind: "account"; readonly account: string }
    | { readonly kind: "unit"; readonly unit: string }
    | { readonly kind: "dimension"; readonly dimension: string; readonly value: string };

/** What the figures are put in order by. */
export interface ReportContext {
    /** The name of the stack. */
    readonly stack: string;
    /** Where the source does not tell it. */
    readonly currency: string;
    readonly organization: OrganizationModel;
    readonly costs: CostsModel;
    /** All accounts that AWS lists, closed ones too. */
    readonly accounts: readonly { readonly id: string; readonly name: string }[];
    /** The keys of the definition's accounts, by id. */
    readonly keys: ReadonlyMap<string, string>;
    /** What AWS Budgets says, by the budget's name. Empty if it could not be asked. */
    readonly budgets: ReadonlyMap<string, BudgetInAws>;
}

/** What AWS Budgets has counted and forecasts for the budget's current period. */
export interface BudgetInAws {
    readonly spent?: number;
    readonly forecast?: number;
}
