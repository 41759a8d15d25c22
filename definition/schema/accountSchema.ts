import { z } from "zod";
import { withFeatureKeys, type FeatureKeys } from "./featureKeys";
import { fullAccess, guardrails, orEmpty, regions, tags } from "./sharedSchema";

/** The states in the life of an account. docs/account-life.md has a picture of them. */
export const STATES = ["active", "quarantined", "closing", "leaving"] as const;
export type AccountState = (typeof STATES)[number];

/** The keys before those of the features, and the keys after them. */
export const accountHead = {
    name: z.string().optional().describe("The account's name in AWS. Default: its key. May be changed at any time."),
    email: z
        .string()
        .optional()
        .describe("E-mail of the root user, unique over all of AWS. Default: the inherited pattern."),
    roleName: z.string().optional().describe("The access role. It is fixed when the account is created."),
    tags: tags.optional().describe("Tags beside the inherited ones."),
    guardrails: guardrails.optional(),
    regions,
    fullAccess,
};

export const accountTail = {
    owner: z.string().optional().describe("Who answers for the account; becomes its tag Owner."),
    expires: z
        .string()
        .optional()
        .describe(
            "The last day the account is wanted, as 2027-01-31; becomes its tag Expires. `org expiring` reminds of it; nothing happens by itself.",
        ),
    invite: z
        .union(
            [
                z.literal(true),
                z.strictObject({
                    notes: z.string().optional().describe("A text that the invited account's owner reads."),
                    again: z
                        .string()
                        .optional()
                        .describe(
                            "Id (h-...) of the invitation in whose place another is sent: one that was declined or cancelled, which is never sent again by itself, or one that is open, which is cancelled first.",
                        ),
                }),
            ],
            "must be true, or a map with notes or again. Leave it out for an account that is not invited",
        )
        .optional()
        .describe(
            "The account exists outside the organisation: it is invited, by its `id` where that is given, else by its e-mail.",
        ),
    state: z
        .enum(STATES)
        .optional()
        .describe(
            "`quarantined`: nothing can be done in it but by the break-glass role. " +
                "`closing`: once this is applied, taking the account out of the definition closes it. " +
                "`leaving`: once this is applied, taking it out lets it leave the organisation, open. Default: active",
        ),
    acknowledge: z
        .strictObject({
            replacement: z
                .string()
                .optional()
                .describe("Id of the account that may be let go and replaced by a new one, for a new e-mail or role."),
            closing: z
                .string()
                .optional()
                .describe("Id of the account that may be closed although its unit is not a sandbox."),
            leaving: z
                .string()
                .optional()
                .describe("Id of the account that may leave the organisation and live on by itself."),
            loses: z
                .array(z.string())
                .optional()
                .describe("Guardrails that the account may lose by moving to its unit."),
        })
        .optional()
        .describe("What would be refused otherwise, for exactly the account of that id."),
    id: z
        .string()
        .optional()
        .describe(
            "Id of an account of the organisation that exists already: it is taken over instead of being created.",
        ),
};

export const accountSchema = ({ account }: FeatureKeys) =>
    orEmpty(z.strictObject(withFeatureKeys(accountHead, account, accountTail)));

export type AccountInput = z.infer<ReturnType<typeof accountSchema>>;
