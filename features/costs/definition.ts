import type { Feature, InputOf } from "../../definition/feature";
import { costsSchema } from "./language/costsSchema";
import { resolveCosts } from "./language/resolveCosts";
import type { CostsModel } from "./model";

export const costs: Feature<InputOf<typeof costsSchema>, CostsModel> = {
    key: "costs",
    schema: costsSchema,
    resolve: resolveCosts,
};
