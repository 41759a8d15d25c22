import type { CostCategory } from "@aws-sdk/client-cost-explorer";
import type { AdoptionReading } from "../../../../operations/commands/adopt/feature";

/** All cost categories: a call for each hundred, and one for each category. They are free. */
export async function readExistingCategories({ clients, caller, journal }: AdoptionReading): Promise<CostCategory[]> {
    const { DescribeCostCategoryDefinitionCommand, ListCostCategoryDefinitionsCommand } =
        await import("@aws-sdk/client-cost-explorer");
    const client = await clients.costExplorer();
    const arns = await journal.answer("cost categories", () =>
        caller.pages(
            "ce.ListCostCategoryDefinitions",
            (NextToken) => client.send(new ListCostCategoryDefinitionsCommand({ NextToken, MaxResults: PAGE })),
            ({ CostCategoryReferences = [] }) =>
                CostCategoryReferences.flatMap(({ CostCategoryArn = [] }) => CostCategoryArn),
        ),
    );
    return Promise.all(
        arns.map((CostCategoryArn) =>
            journal.answer(`cost category ${CostCategoryArn}`, async () => {
                const { CostCategory: category } = await caller.call("ce.DescribeCostCategoryDefinition", () =>
                    client.send(new DescribeCostCategoryDefinitionCommand({ CostCategoryArn })),
                );
                if (!category) throw new Error(`AWS did not describe the cost category ${CostCategoryArn}`);
                return category;
            }),
        ),
    );
}

/** The most that AWS answers at once. API reference, ListCostCategoryDefinitions, read on 2026-11-27. */
const PAGE = 100;
