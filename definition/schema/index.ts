import { z } from "zod";
import { featureKeys, withFeatureKeys, type FeatureKeys, type FeaturesWithSchema } from "./featureKeys";
import { accountHead, accountTail } from "./accountSchema";
import { organization } from "./organizationSchema";
import { policy } from "./policySchema";
import { compliance, fullAccess, guardrails, orEmpty, regions, without } from "./sharedSchema";
import { inherited, unitSchema } from "./unitSchema";

/**
 * The form of a definition: which keys there are, and the kind of each value. AWS's rules about the values (names, e-mails, sizes, numbers)
 * are checked in rules/, after inheritance.
 *
 * Editors show the descriptions: `make schema` makes the JSON Schema from these files.
 */
export { ENDS, STATES, type AccountInput, type AccountState, type SandboxEnd } from "./accountSchema";
export type { PolicyInput } from "./policySchema";
export { orEmpty, type RegionsInput } from "./sharedSchema";
export { KINDS, type Kind, type UnitInput } from "./unitSchema";

function makeSchema(features: FeatureKeys) {
    const unit = unitSchema(features);
    return z.strictObject(
        withFeatureKeys(
            {
                organization,
                defaults: orEmpty(z.strictObject(withFeatureKeys(inherited, features.defaults)))
                    .optional()
                    .describe("What every unit and account inherits."),
                guardrails: guardrails.optional().describe("Policies attached to the root. They bind every account."),
                compliance,
                without,
                regions,
                fullAccess,
                policies: orEmpty(z.record(z.string(), policy))
                    .optional()
                    .describe("The organisation's own policies, by key."),
                units: orEmpty(z.record(z.string(), unit)).optional().describe("The units below the root, by key."),
                accounts: orEmpty(
                    z.record(
                        z.string(),
                        z.strictObject(
                            withFeatureKeys(accountHead, features.account, {
                                ...accountTail,
                                unit: z
                                    .string()
                                    .describe(
                                        "The account's unit, written as the keys that lead to it: Workloads/Production. `/` for an existing account in the root",
                                    ),
                            }),
                        ),
                    ),
                )
                    .optional()
                    .describe(
                        "Accounts that name their unit, by key, so that each may have a file of its own. Accounts may be written inside their unit instead.",
                    ),
            },
            features.root,
        ),
    );
}

type DefinitionSchema = ReturnType<typeof makeSchema>;
export type DefinitionInput = z.infer<DefinitionSchema>;

/** One schema for each list of features, because making one takes some milliseconds. */
const schemas = new WeakMap<FeaturesWithSchema, DefinitionSchema>();

/**
 * The schema of the whole definition, including the keys of the features. Its type leaves those out: a feature reads its own keys with
 * feature/featureInput.ts.
 */
export function definitionSchema(features: FeaturesWithSchema): DefinitionSchema {
    const schema = schemas.get(features) ?? makeSchema(featureKeys(features));
    schemas.set(features, schema);
    return schema;
}
