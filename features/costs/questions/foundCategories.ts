import type { AwsClients } from "../../../aws/awsClients";
import { pagesOf } from "../../../aws/pagesOf";
import type { CostsModel } from "../model";
import type { TakenName } from "../plan/foundCosts";
import type { CostQuestions } from "./costQuestions";

/** The categories in AWS with names that this run would create. AWS is asked only if a dimension is new. */
export async function findTakenCategories(
    { dimensions }: Pick<CostsModel, "dimensions">,
    inState: ReadonlySet<string>,
    clients: AwsClients,
    questions: CostQuestions,
): Promise<TakenName[]> {
    const fresh = dimensions.filter(({ key, id }) => id === undefined && !inState.has(key));
    if (fresh.length === 0) return [];
    const inAws = await questions.ask("the cost categories", () => categoriesInAws(clients));
    return fresh.flatMap(({ key, name }): TakenName[] => {
        const id = inAws?.get(name);
        return id === undefined ? [] : [{ what: "category", name, id, path: ["costs", "dimensions", key] }];
    });
}

/** ARNs by name. */
async function categoriesInAws(clients: AwsClients): Promise<ReadonlyMap<string, string>> {
    const { ListCostCategoryDefinitionsCommand } = await import("@aws-sdk/client-cost-explorer");
    const client = await clients.costExplorer();
    const found = new Map<string, string>();
    const pages = pagesOf((NextToken) =>
        client.send(new ListCostCategoryDefinitionsCommand({ ...(NextToken !== undefined && { NextToken }) })),
    );
    for await (const { CostCategoryReferences: references = [] } of pages) {
        for (const { Name, CostCategoryArn } of references) found.set(Name ?? "", CostCategoryArn ?? "");
    }
    return found;
}
