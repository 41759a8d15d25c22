import { z } from "zod";
import { FRAMEWORK_NAMES } from "../../guardrails/frameworks";

/** Keys that are allowed at several places of a definition. */

/** Reads a key without a value, such as `Suspended:`, as an empty map. */
export const orEmpty = <T extends z.ZodType>(schema: T) => z.preprocess((value) => value ?? {}, schema);

export const tags = orEmpty(z.record(z.string(), z.string()));

export const guardrails = z
    .array(z.string())
    .describe("Policies to attach: keys of this definition's `policies`, or names of guardrails of the library.");

export const fullAccess = z
    .boolean()
    .optional()
    .describe(
        "false: AWS's FullAWSAccess is detached here, after an allow list is attached. Then everything is denied that no policy attached here allows. Default: true",
    );

export const regions = z
    .union(
        [
            // policies/regionsPolicy.ts reports an empty list, so that the rest of the definition is still checked.
            z.array(z.string()).meta({ minItems: 1 }),
            z.strictObject({
                only: z.array(z.string()).meta({ minItems: 1 }).describe("The only regions in which work is allowed."),
                alsoAllowed: z
                    .array(z.string())
                    .optional()
                    .describe(
                        "Actions that stay allowed in all regions, in addition to those of global services, such as [translate:*].",
                    ),
            }),
        ],
        "must be a list of regions such as [eu-central-1], or { only: [eu-central-1], alsoAllowed: [translate:*] }",
    )
    .optional()
    .describe(
        "The only regions in which work is allowed, here and below, such as [eu-central-1]. Global services stay usable, and the break-glass role is spared. The list can narrow the regions above, never widen them. A map, { only: [eu-central-1], alsoAllowed: [translate:*] }, also names actions that stay allowed in all regions.",
    );
export type RegionsInput = NonNullable<z.infer<typeof regions>>;

export const without = z
    .array(z.string())
    .optional()
    .describe("Guardrails that the kind or the frameworks bring and that are switched off here.");

export const compliance = z
    .array(z.enum(FRAMEWORK_NAMES))
    .optional()
    .describe(
        "Frameworks whose bundles of guardrails are attached here. A bundle is a beginning, not a certificate: docs/compliance.md says what each one covers.",
    );
