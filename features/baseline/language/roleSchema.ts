import { z } from "zod";

const textOrTexts = z.union([z.string(), z.array(z.string()).min(1)], "must be a text or a list of texts");

const trust = z.strictObject({
    services: textOrTexts.optional().describe("Services of AWS that may take the role, such as lambda.amazonaws.com."),
    accounts: textOrTexts
        .optional()
        .describe(
            "Accounts whose administrators decide who may take the role: 12-digit ids, or keys of accounts with an `id`.",
        ),
    roles: textOrTexts.optional().describe("ARNs of roles that may take the role."),
    externalId: z.string().optional().describe("What the other account must say, where it acts for many customers."),
});

/** A role in a few lines. */
export const role = z.strictObject({
    trust: trust.describe("Who may take the role."),
    description: z.string().optional(),
    path: z.string().optional().describe("Begins and ends with a slash. Default: /"),
    hours: z
        .number()
        .int()
        .min(1)
        .max(12)
        .optional()
        .describe("How long a session lasts at most, in hours. Default: 1"),
    managedPolicies: z
        .array(z.string())
        .optional()
        .describe("Policies of AWS by their names, such as ReadOnlyAccess and job-function/Billing."),
    customerManagedPolicies: z
        .array(z.string())
        .optional()
        .describe("Policies that must exist in every account where the role is, by name with their path."),
    statements: z
        .array(z.record(z.string(), z.unknown()))
        .min(1)
        .optional()
        .describe("Statements of an inline policy, each with Effect, Action and Resource."),
    boundary: z
        .string()
        .optional()
        .describe("The name of a policy that must exist in the account: the most that the role may do."),
});
export type RoleInput = z.infer<typeof role>;
