import type { ExistingState, Findings } from "../../../definition/feature";
import { quoted, visible } from "../../../limits";
import type { CostsModel } from "../model";
import type { FoundCosts } from "../plan/foundCosts";
import { COST_RESOURCES } from "../plan/stackBefore";

/** AWS cannot rename a category, and a deleted one takes its history along. */
export function reviewCategories(model: CostsModel, { resources }: ExistingState, { anywhere }: FoundCosts): Findings {
    const dimensions = new Map(model.dimensions.map((dimension) => [dimension.key, dimension]));
    const inState = (resources.get(COST_RESOURCES.category) ?? []).map(({ name: key, outputs }) => ({
        key,
        name: typeof outputs["name"] === "string" ? outputs["name"] : key,
        dimension: dimensions.get(key),
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
                      `dimension ${visible(key)} is no longer in the definition: its cost category ${quoted(name)} is deleted, and Cost Explorer can no longer divide past costs by it`,
                  ],
        ),
    };
}
