import type { KnownIds } from "../modelSituation";
import type { OrganizationModel } from "../model";
import type { Tested } from "./model";
import { testAll } from "./test";

export type { KnownIds } from "../modelSituation";
export type { AssertionModel, Scope, Tested } from "./model";

/**
 * Tests the assertions of a definition on its guardrails. Without assertions nothing is loaded and nothing takes time.
 *
 * @param ids what AWS calls the organisation and the accounts, where it is known: policies may name them.
 * @throws DefinitionError with all that fail, each with the statement that is to blame, and all words that AWS does not know.
 */
export async function testAssertions(model: OrganizationModel, ids?: KnownIds): Promise<Tested> {
    if (model.assertions.length === 0) return { holding: 0, untested: [] };
    return testAll(model, ids);
}
