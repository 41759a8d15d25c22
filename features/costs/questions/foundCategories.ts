import type { AwsClients } from "../../../aws/awsClients";
import { pagesOf } from "../../../aws/pagesOf";
import type { CostsModel } from "../model";
import type { TakenName, TakenOverCategory } from "../plan/foundCosts";
import type { CostQuestions } from "./costQuestions";

export interface FoundCategories {
    readonly taken: readonly TakenName[];
    /** Those that this run takes over by their ids. Empty if AWS did not answer. */
    readonly categories: readonly TakenOverCategory[];
}

const NONE: FoundCategories = { taken: [], categories: [] };

/** The categories in AWS with names that this run would create, or with ids that it takes over. AWS is asked only if a dimension is new. */
export async function findCategories(
    { dimensions }: Pick<CostsModel, "dimensions">,
    inState: ReadonlySet<string>,
    clients: AwsClients,
    questions: CostQuestions,
): Promise<FoundCategories> {
    const fresh = dimensions.filter(({ key }) => !inState.has(key));
    if (fresh.length === 0) return NONE;
    const inAws = await questions.ask("the cost categories", () => categoriesInAws(clients));
    if (!inAws) return NONE;
    const names = new Map([...inAws].map(([name, id]) => [id, name]));
    return {
        taken: fresh.flatMap(({ key, name, id: given }): TakenName[] => {
            const id = inAws.get(name);
            const isTaken = id !== undefined && given === undefined;
            return isTaken ? [{ what: "category", name, id, path: ["costs", "dimensions", key] }] : [];
        }),
        categories: fresh.flatMap(({ key, name, id }): TakenOverCategory[] => {
            if (id === undefined) return [];
            const nameInAws = names.get(id);
            return [{ key, name, id, ...(nameInAws !== undefined && { nameInAws }) }];
        }),
    };
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
