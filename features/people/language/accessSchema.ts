import { z } from "zod";
import { KINDS } from "../../../definition/schema";

const names = z.array(z.string());

/** One name, or a list of names. */
export const oneOrMore = z.union([z.string(), names.min(1)], "must be one name, or a list of names");

const selected = {
    accounts: names.optional().describe("Keys of accounts."),
    units: names.optional().describe("Keys of units, such as Workloads/Production, with everything below them."),
    kinds: z.array(z.enum(KINDS)).optional().describe("Kinds of units: accounts in units of these kinds."),
    tags: z
        .record(z.string(), oneOrMore)
        .optional()
        .describe("Tags of accounts, each with the value or values that an account must have: { Team: shop }."),
};

const exceptSelector = z.strictObject(selected);
const whereSelector = z.strictObject({
    ...selected,
    managementAccount: z
        .literal(true)
        .optional()
        .describe("true: the management account, alone in its map. No other words mean it."),
});
export type WhereInput = z.infer<typeof whereSelector>;

const WHERE_FORMS =
    "must be everywhere, a list of units and accounts such as [Workloads, shop-prod], or a map such as { tags: { Team: shop } }";
const EXCEPT_FORMS =
    "must be a list of units and accounts such as [Workloads/Production], or a map such as { tags: { Environment: prod } }";

/** One line of `access`. */
const grant = z.strictObject({
    who: oneOrMore.describe("Groups and users, by their keys in `people`."),
    permissionSet: oneOrMore.describe(
        "What they may do: keys of people.permissionSets, or permission sets of the library such as read-only.",
    ),
    where: z
        .union([z.string(), z.array(z.union([z.string(), whereSelector])).min(1), whereSelector], WHERE_FORMS)
        .describe(
            "In which accounts: everywhere (all but the management account), a list of units and accounts, or a map whose parts must all hold: { units: [Workloads], tags: { Team: shop } }.",
        ),
    except: z
        .union([z.string(), z.array(z.union([z.string(), exceptSelector])).min(1), exceptSelector], EXCEPT_FORMS)
        .optional()
        .describe("In which of these accounts not, in the same words as `where`."),
    until: z
        .string("must be a day such as 2026-12-31")
        .optional()
        .describe("The last day, such as 2026-12-31. The first run after it takes the access away."),
    because: z.string().optional().describe("The reason, for whoever reads it later."),
});
export type GrantInput = z.infer<typeof grant>;

export const access = z
    .array(grant)
    .optional()
    .describe("Who may do what, in which accounts, and until when: one line for each. Several files may have lines.");
