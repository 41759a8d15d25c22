import { z } from "zod";
import { withFeatureKeys, type FeatureKeys } from "./featureKeys";
import { fullAccess, guardrails, orEmpty, regions, tags } from "./sharedSchema";

/** The states in the life of an account. docs/account-life.md has a picture of them. */
export const STATES = ["active", "quarantined", "closing", "leaving"] as const;
export type AccountState = (typeof STATES)[number];

/** What happens to a sandbox after its last day. */
export const ENDS = ["remind", "empty", "close"] as const;
export type SandboxEnd = (typeof ENDS)[number];

export const sandboxEnd = z
    .enum(ENDS)
    .optional()
    .describe(
        "For sandboxes: what `org end-sandboxes` does after the day in `expires`. `remind`: nothing, `org expiring` lists the account. " +
            "`empty`: everything in it is deleted with aws-nuke, and again at each run until the day changes. " +
            "`close`: a pull request closes it, in two steps. Becomes the account's tag WhenExpired. Default: that of the unit, else remind",
    );

/** The keys before those of the features, and the keys after them. */
export const accountHead = {
    name: z.string().optional().describe("The account's name in AWS. Default: its key. May be changed at any time."),
    email: z
        .string()
        .optional()
        .describe("The e-mail of the root user. No other account in AWS may have it. Default: the inherited pattern."),
    roleName: z
        .string()
        .optional()
        .describe(
            "The access role: the role that AWS creates in the account for the management account. It is fixed when the account is created.",
        ),
    tags: tags.optional().describe("Tags in addition to the inherited ones."),
    guardrails: guardrails.optional(),
    regions,
    fullAccess,
};

export const accountTail = {
    owner: z.string().optional().describe("Who is responsible for the account. Becomes its tag Owner."),
    expires: z
        .string()
        .optional()
        .describe(
            "The last day on which the account is needed, such as 2027-01-31. Becomes its tag Expires. `org expiring` lists it. Nothing else happens then, unless `end` says so.",
        ),
    end: sandboxEnd,
    invite: z
        .union(
            [
                z.literal(true),
                z.strictObject({
                    notes: z
                        .string()
                        .optional()
                        .describe("The text of the invitation, for the owner of the invited account."),
                    again: z
                        .string()
                        .optional()
                        .describe(
                            "Id (h-...) of the earlier invitation that a new one replaces. One that was declined or cancelled is sent again only with this; one that is open is cancelled first.",
                        ),
                }),
            ],
            "must be true, or a map with notes or again. Leave it out for an account that is not invited",
        )
        .optional()
        .describe(
            "The account exists outside the organisation and is invited: by its `id` if that is given, otherwise by its e-mail.",
        ),
    state: z
        .enum(STATES)
        .optional()
        .describe(
            "`quarantined`: only the break-glass role can do anything in the account. " +
                "`closing`: once this is applied, removing the account from the definition closes it. " +
                "`leaving`: once this is applied, removing the account from the definition lets it leave the organisation and stay open. Default: active",
        ),
    acknowledge: z
        .strictObject({
            replacement: z
                .string()
                .optional()
                .describe(
                    "Id of the account that may leave the organisation and be replaced by a new one, because its e-mail or role name changes.",
                ),
            closing: z
                .string()
                .optional()
                .describe("Id of the account that may be closed although its unit is not a sandbox."),
            leaving: z
                .string()
                .optional()
                .describe("Id of the account that may leave the organisation and become a standalone account."),
            loses: z
                .array(z.string())
                .optional()
                .describe("Guardrails that the account may lose when it moves to its unit."),
        })
        .optional()
        .describe("Allows what would otherwise be refused, for exactly the account with that id."),
    id: z
        .string()
        .optional()
        .describe("Id of an existing account of the organisation. It is taken over instead of being created."),
};

export const accountSchema = ({ account }: FeatureKeys) =>
    orEmpty(z.strictObject(withFeatureKeys(accountHead, account, accountTail)));

export type AccountInput = z.infer<ReturnType<typeof accountSchema>>;
