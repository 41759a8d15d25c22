import { z } from "zod";
import { orEmpty } from "../../../definition/schema";
import { BASELINE_LIBRARY } from "../library";
import { role } from "./roleSchema";

/** The keys of a block that are the same for every block. All others are parameters of a block of the library. */
export const COMMON_KEYS = ["block", "template", "roles", "parameters", "regions", "keepStacks", "existing"];

const BLOCK_FORMS =
    "must be a map with the block's parameters, nothing (`password-policy:`) for its defaults, or false where the accounts are not to have it";

const COMMON = {
    block: z
        .string()
        .optional()
        .describe("The block of the library, if the key is another name. docs/baseline-blocks.md has them all."),
    template: z
        .string()
        .optional()
        .describe("A CloudFormation template of your own: a YAML or JSON file, relative to the definition's folder."),
    roles: z.record(z.string(), role).optional().describe("Roles in a few lines, by name."),
    parameters: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]))
        .optional()
        .describe("The parameters of a template of your own."),
    regions: z
        .array(z.string())
        .min(1)
        .optional()
        .describe("Where it is deployed. Default: the `regions` of the place, as far as it is about regions"),
    managementAccount: z
        .boolean()
        .optional()
        .describe(
            "true: the management account has it too, which StackSets do not reach: the AWS provider sets it. At the root, and for the blocks that say so.",
        ),
    existing: z
        .literal(true)
        .optional()
        .describe(
            "true: takes over the StackSet of this block, which this program has made, and which the stack's state does not have: because it was lost, or another stack of Pulumi has made it",
        ),
    keepStacks: z
        .boolean()
        .optional()
        .describe(
            "true: the stack stays, with all its resources, in an account that leaves or no longer has the block. Default: it is deleted, but for the resources that its template retains",
        ),
};

/** A block with keys of its own besides. Their values are checked with those of the places above, which may say the rest. */
function blockSchema(parameters: z.ZodRawShape) {
    return z.union([z.null(), z.literal(false), z.looseObject({ ...parameters, ...COMMON })], BLOCK_FORMS);
}

const block = blockSchema({});
export type BlockInput = z.infer<typeof block>;

/** For editors: the blocks of the library by name, each with its parameters. */
const known = Object.fromEntries(
    [...BASELINE_LIBRARY.values()].map(({ name, title, parameters }) => {
        const shape = Object.entries(parameters.shape as Readonly<Record<string, z.ZodType>>).map(
            ([key, type]): [string, z.ZodType] => [
                key,
                z
                    .unknown()
                    .optional()
                    .describe(type.description ?? ""),
            ],
        );
        return [name, blockSchema(Object.fromEntries(shape)).optional().describe(`${title}.`)];
    }),
);
// What is written, whichever names are known.
const baseline = orEmpty(
    z.object(known).catchall(block).meta({ id: "baseline" }) as unknown as z.ZodRecord<z.ZodString, typeof block>,
);

const countOrShare = (what: string) =>
    z.union([z.number(), z.string()], `must be a number of accounts or a share such as 10%`).optional().describe(what);

const rollOut = orEmpty(
    z.strictObject({
        rings: z
            .array(z.array(z.string()).min(1))
            .min(1)
            .optional()
            .describe(
                "The units that change together, one ring after the other: [[PolicyStaging], [Sandbox], [others], [Workloads/Production]]. `others` are all that no ring names. Default: units for staged policies, sandboxes, others, units called Production",
            ),
        failureTolerance: countOrShare(
            "How many accounts of a ring may fail before the rollout stops: a number, or a share such as 5%. Default: 0",
        ),
        concurrency: countOrShare(
            "How many accounts of a ring change at a time: a number, or a share such as 25%. Default: 10",
        ),
        acknowledge: z
            .strictObject({
                denied: z
                    .array(
                        z.strictObject({
                            block: z.string().describe("The key of the block."),
                            policy: z
                                .string()
                                .optional()
                                .describe("The policy that denies what its stacks do. Absent: no policy allows it."),
                        }),
                    )
                    .optional()
                    .describe("Blocks that a run may change although a policy denies what their stacks do."),
            })
            .optional()
            .describe("Allows what would otherwise be refused."),
    }),
);
export type RollOutInput = z.infer<typeof rollOut>;

const HERE =
    "What is set up inside the accounts, here and below: blocks of the library, templates of your own, or roles.";

/** The keys that the feature adds to a definition. */
export const baselineSchema = {
    root: {
        baseline: baseline.optional().describe(HERE),
        rollOut: rollOut.optional().describe("How changes of the baseline reach the accounts."),
    },
    unit: { baseline: baseline.optional().describe(HERE) },
    account: { baseline: baseline.optional().describe("What is set up inside this account, as in a unit.") },
};
