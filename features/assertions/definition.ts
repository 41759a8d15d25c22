import { z } from "zod";
import type { Feature, FeatureModel, InputOf } from "../../definition/feature";
import { orEmpty } from "../../definition/schema";
import type { AssertionModel } from "./assertionModel";
import { assertion } from "./assertionSchema";
import { resolveAssertions } from "./resolveAssertions";
import { unknownRegions } from "./unknownAssertionRegions";
import { evaluateAssertions } from "./evaluateAssertions";

/** The assertions that `assertions` lists at the top of a definition. */
export interface AssertionsModel extends FeatureModel {
    readonly assertions: readonly AssertionModel[];
}

const schema = {
    root: {
        assertions: orEmpty(z.record(z.string(), assertion))
            .optional()
            .describe(
                "Who must, or must not, be able to do what, each under a name of your choice. An assertion that fails stops preview and up.",
            ),
    },
};

export const assertions: Feature<InputOf<typeof schema>, AssertionsModel> = {
    key: "assertions",
    schema,
    resolve: ({ root }, organization, report) => ({
        assertions: resolveAssertions(root.values.assertions ?? {}, organization, report),
    }),
    warnings: unknownRegions,
    async test(model, organization, ids) {
        const { holding, untested } =
            model.assertions.length === 0
                ? { holding: 0, untested: [] }
                : await evaluateAssertions(model.assertions, organization, ids);
        return {
            summary: `${holding} ${holding === 1 ? "assertion holds" : "assertions hold"}.`,
            json: { assertions: holding },
            warnings: untested,
        };
    },
};
