import { z } from "zod";
import { orEmpty } from "../../../definition/schema";
import { ownBudget } from "./budgetSchema";

const names = z.array(z.string());

const valueRule = orEmpty(
    z.strictObject({
        accounts: names.optional().describe("Keys of accounts that have this value. It goes before everything else."),
        units: names
            .optional()
            .describe("Keys of units, such as Workloads/Production. All accounts in them and below have this value."),
        tags: z
            .record(z.string(), names)
            .optional()
            .describe("Tags of accounts, each with the values that lead to this value: { Team: [platform] }."),
        dimensions: z
            .record(z.string(), names)
            .optional()
            .describe("Other dimensions, each with the values that lead to this value: { team: [shop, data] }."),
        budget: ownBudget.optional(),
    }),
);
export type ValueRule = z.infer<typeof valueRule>;

const split = z.strictObject({
    from: z.string().describe("The value whose costs are divided among others."),
    to: names.optional().describe("The values that pay. Default: all other values that `values` names"),
    by: z
        .union(
            [
                z.enum(["even", "proportional"]),
                z.record(z.string(), z.number("must be a number of percent, such as 60")),
            ],
            "must be even, proportional, or the share of each value in percent: { commerce: 60, data: 40 }",
        )
        .optional()
        .describe(
            "even: the same for each. proportional: by the costs that each has. A map: the share of each in percent. Default: proportional",
        ),
});
export type SplitInput = z.infer<typeof split>;

const dimension = orEmpty(
    z.strictObject({
        tag: z.string().optional().describe("The key of the tag whose value is the account's value of this dimension."),
        resources: z
            .boolean()
            .optional()
            .describe(
                "true: a resource's own tag goes before the value of its account. A tag with a value that the dimension does not have counts as none. Default: false",
            ),
        values: z
            .union(
                [names, z.record(z.string(), valueRule)],
                "must be a list of values such as [shop, data], or a map by value such as { commerce: { units: [Workloads] } }",
            )
            .optional()
            .describe(
                "All values that an account may have: a list, or a map that says which accounts have each value.",
            ),
        default: z
            .union([z.string(), z.literal(false)], "must be a value such as unassigned, or false")
            .optional()
            .describe(
                "The value of accounts and costs that have no other. false: AWS gives them no value, and reports call them unassigned. Default: unassigned",
            ),
        split: z
            .array(split)
            .optional()
            .describe("Values whose costs are divided among others, such as those of shared accounts."),
        name: z.string().optional().describe("The name of its cost category in AWS. Default: the dimension's key"),
        id: z
            .string()
            .optional()
            .describe("The ARN of an existing cost category. It is taken over instead of being created."),
    }),
);
export type DimensionInput = z.infer<typeof dimension>;

export const dimensions = orEmpty(z.record(z.string(), dimension)).describe(
    "Ways to divide all costs, such as by team, by key. Every account has exactly one value of each. In AWS they are cost categories.",
);
