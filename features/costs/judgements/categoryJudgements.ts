import type { ExistingState, Findings } from "../../../definition/feature";
import { quoted, visible } from "../../../limits";
import type { CostsModel } from "../model";
import type { FoundCosts } from "../plan/foundCosts";
import { COST_RESOURCES, nameInAws } from "../plan/stackBefore";

/** AWS cannot rename a category, and a deleted one takes its history along. */
export function reviewCategories(model: CostsModel, { resources }: ExistingState, { anywhere }: FoundCosts): Findings {
    const dimensions = new Map(model.dimensions.map((dimension) => [dimension.key, dimension]));
    const inState = (resources.get(COST_RESOURCES.category) ?? []).map((resource) => ({
        key: resource.name,
        name: nameInAws(resource),
        dimension: dimensions.get(resource.name),
    }));
    return {
        problems: inState.flatMap(({ key, name, dimension }) =>
            !dimension || dimension.name === name
                ? []
                : [
                      {
                          place: anywhere,
                          path: ["costs", "dimensions", key, "name"],
                          message:
                              `AWS cannot rename the cost category ${quoted(name)}: a new one would know nothing of the months before. Keep \`name: ${name}\`. ` +
                              "To begin anew on purpose, give the dimension another key",
                      },
                  ],
        ),
        warnings: inState.flatMap(({ key, name, dimension }) =>
            dimension
                ? []
                : [
                      {
                          message: `dimension ${visible(key)} is no longer in the definition: its cost category ${quoted(name)} is deleted, and Cost Explorer can no longer divide past costs by it`,
                          saidBy: { subject: "costs", names: [key] },
                      },
                  ],
        ),
    };
}

/** AWS cannot rename a category, and gives it the definition's rules instead of its own. */
export function takenOverCategories({ categories, anywhere }: FoundCosts): Findings {
    const fitting = categories.filter(({ name, nameInAws }) => name === nameInAws);
    return {
        problems: categories
            .filter((category) => !fitting.includes(category))
            .map(({ key, id, nameInAws }) => ({
                place: anywhere,
                path: ["costs", "dimensions", key, "id"],
                message:
                    nameInAws === undefined
                        ? `AWS has no cost category ${id}: correct the id, or remove it to create a category`
                        : `is the cost category ${quoted(nameInAws)} in AWS, which cannot be renamed: write name: ${quoted(nameInAws)}`,
            })),
        warnings: fitting.map(
            ({ name }) =>
                `cost category ${visible(name)} is taken over: from this month on AWS divides costs as the definition says. Rules of its own that differ are lost`,
        ),
    };
}
