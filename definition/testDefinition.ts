import { NO_IDS, type KnownIds } from "./access";
import type { DefinitionModel, Tested } from "./feature";
import { DefinitionError, type Problem } from "./problems";

/**
 * Has every feature prove what the definition claims of itself, such as its assertions.
 *
 * @param ids what AWS calls the organisation and the accounts, where it is known.
 * @throws DefinitionError with everything that does not hold, of all features.
 */
export async function testDefinition(model: DefinitionModel, ids: KnownIds = NO_IDS): Promise<readonly Tested[]> {
    const problems: Problem[] = [];
    const tested: Tested[] = [];
    for (const test of model.features.flatMap((feature, own) => [() => feature.test?.(own, model, ids)])) {
        try {
            const found = await test();
            if (found) tested.push(found);
        } catch (error) {
            if (!(error instanceof DefinitionError)) throw error;
            problems.push(...error.problems);
        }
    }
    if (problems.length > 0) throw new DefinitionError(problems);
    return tested;
}
