import type { FeatureModel } from "../../../definition/feature";
import type { AnomaliesModel } from "./anomaliesModel";
import type { BudgetModel } from "./budgetModel";
import type { DimensionModel } from "./dimensionModel";
import type { CostExportModel } from "./costExportModel";

/** What a definition says of costs, after inheritance. */
export interface CostsModel extends FeatureModel {
    /** The currency of budgets, as AWS bills: `USD`. */
    readonly currency: string;
    /** In the order of the definition. */
    readonly dimensions: readonly DimensionModel[];
    /** The budgets of the organisation, of units and of values of dimensions. Those of accounts are in `accounts`. */
    readonly budgets: readonly BudgetModel[];
    /** Keys of the tags that are activated as cost allocation tags, sorted. */
    readonly allocationTags: readonly string[];
    readonly anomalies?: AnomaliesModel;
    readonly export?: CostExportModel;
    /** By account key, for every account of the definition. */
    readonly accounts: ReadonlyMap<string, AccountCosts>;
}

/** What the definition says of an account's costs. */
export interface AccountCosts {
    /** The account's value of each dimension, by the dimension's key. Every dimension has exactly one. */
    readonly dimensions: Readonly<Record<string, string>>;
    /** Its own or inherited budget, one for each period. */
    readonly budgets: readonly BudgetModel[];
}
