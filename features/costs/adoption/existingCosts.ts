import type { CostCategory } from "@aws-sdk/client-cost-explorer";
import {
    answerFrom,
    type AdoptionReading,
    type AwsAnswer,
    type OrganizationInventory,
} from "../../../operations/commands/adopt/feature";
import { readExistingAnomalies, type ExistingAnomalies } from "./anomalies/readExistingAnomalies";
import { readExistingBudgets, type ExistingBudget } from "./budgets/readExistingBudgets";
import { readExistingCategories } from "./categories/readExistingCategories";
import { readActiveTags } from "./tags/readActiveTags";

/** What AWS answers about costs. Each part may be refused alone. */
export interface ExistingCosts {
    readonly budgets: AwsAnswer<readonly ExistingBudget[]>;
    readonly categories: AwsAnswer<readonly CostCategory[]>;
    readonly anomalies: AwsAnswer<ExistingAnomalies>;
    /** Keys of active cost allocation tags. */
    readonly tags: AwsAnswer<readonly string[]>;
}

export async function readExistingCosts(
    { organization }: OrganizationInventory,
    reading: AdoptionReading,
): Promise<ExistingCosts> {
    const { endpoints } = reading;
    const fromCostExplorer = <T>(ask: () => Promise<T>): Promise<AwsAnswer<T>> =>
        answerFrom(endpoints, ["costexplorer"], ask);
    const [budgets, categories, anomalies, tags] = await Promise.all([
        answerFrom(endpoints, ["budgets"], () => readExistingBudgets(organization.managementAccountId, reading)),
        fromCostExplorer(() => readExistingCategories(reading)),
        fromCostExplorer(() => readExistingAnomalies(reading)),
        fromCostExplorer(() => readActiveTags(reading)),
    ]);
    return { budgets, categories, anomalies, tags };
}

export function valueOr<T>(answer: AwsAnswer<T>, otherwise: T): T {
    return "value" in answer ? answer.value : otherwise;
}
