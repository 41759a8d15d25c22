import { DefinitionError } from "../../definition";
import { knownIds } from "../state";
import { warningNotes } from "./notes";
import type { PlanningAws } from "./planningAws";
import type { PlanOptions } from "./planOptions";
import type { RunPlan } from "./runPlan";

/** Tests what the definition claims, such as its assertions. The ids of the state are known then, because policies may name them. */
export async function testDefinition(planned: RunPlan, _aws: PlanningAws, options: PlanOptions): Promise<RunPlan> {
    const { model, features, existing } = planned;
    try {
        const tested = await features.test(model, knownIds(existing), options.now().toISOString().slice(0, 10));
        if (!options.isPreview) return planned;
        const warnings = [...options.warnings, ...tested.flatMap(({ warnings }) => warnings)];
        return { ...planned, notes: warningNotes("review", warnings) };
    } catch (error) {
        if (error instanceof DefinitionError) return { ...planned, refusals: error.problems };
        throw error;
    }
}
