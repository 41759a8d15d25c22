import type { Feature, InputOf } from "../../definition/feature";
import { baselineSchema } from "./language/baselineSchema";
import { BASELINE_LIBRARY } from "./library";
import { resolveBaseline } from "./language/resolveBaseline";
import type { BaselineModel } from "./model";

/** What is set up inside the accounts, present and future. */
export const baseline: Feature<InputOf<typeof baselineSchema>, BaselineModel> = {
    key: "baseline",
    schema: baselineSchema,
    resolve: (said, organization, report) => resolveBaseline(said, organization, report, BASELINE_LIBRARY),
};
