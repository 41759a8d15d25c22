import { z } from "zod";
import { orEmpty } from "../../../definition/schema";
import { access } from "./accessSchema";

const ID = "of an existing one. It is taken over instead of being created.";
const EXTERNAL = "true: it comes from another directory. It is looked up by its name, and never changed.";

const group = orEmpty(
    z.strictObject({
        name: z.string().optional().describe("Its name in AWS. Another name renames it. Default: its key"),
        description: z.string().optional(),
        external: z.boolean().optional().describe(EXTERNAL),
        id: z.string().optional().describe(`The id ${ID}`),
    }),
);
export type GroupInput = z.infer<typeof group>;

const user = orEmpty(
    z.strictObject({
        name: z.string().optional().describe("Given name and family name: Ada Lovelace."),
        givenName: z.string().optional().describe("The given name, if `name` does not say what is what."),
        familyName: z.string().optional().describe("The family name, if `name` does not say what is what."),
        displayName: z.string().optional().describe("Default: given name and family name"),
        email: z.string().optional().describe("Default: the key, if that is an e-mail address"),
        groups: z.array(z.string()).optional().describe("Keys of the groups that the user is in."),
        external: z.boolean().optional().describe(EXTERNAL),
        id: z.string().optional().describe(`The id ${ID}`),
    }),
);
export type UserInput = z.infer<typeof user>;

const customerManagedPolicy = z.strictObject({
    name: z.string(),
    path: z.string().optional().describe("Default: /"),
});
export type CustomerManagedPolicyInput = z.infer<typeof customerManagedPolicy>;

const boundary = z.strictObject({
    managed: z.string().optional().describe("A policy of AWS, such as PowerUserAccess."),
    customerManaged: customerManagedPolicy
        .optional()
        .describe("A policy that must exist in every account where the permission set is used."),
});
export type BoundaryInput = z.infer<typeof boundary>;

const permissionSet = orEmpty(
    z.strictObject({
        library: z.string().optional().describe("A permission set of the library that this one is made from."),
        parameters: z
            .strictObject({
                alsoDenied: z
                    .array(z.string())
                    .min(1)
                    .optional()
                    .describe("Actions that are denied besides, such as rds:Delete*."),
            })
            .optional()
            .describe("What the permission set of the library does not allow here."),
        name: z.string().optional().describe("Its name in AWS, which AWS cannot change. Default: its key"),
        description: z.string().optional(),
        session: z
            .string("must be a length of time such as 4h, 90m or 1h30m")
            .optional()
            .describe("How long a session lasts: 1h to 12h, such as 4h or 90m. Default: 1h"),
        managedPolicies: z
            .array(z.string())
            .optional()
            .describe("Policies of AWS by their names, such as ReadOnlyAccess and job-function/Billing."),
        customerManagedPolicies: z
            .array(customerManagedPolicy)
            .optional()
            .describe("Policies that must exist in every account where the permission set is used."),
        inlinePolicy: z.record(z.string(), z.unknown()).optional().describe("A policy document of its own."),
        file: z
            .string()
            .optional()
            .describe("A JSON file with the inline policy, relative to the definition's folder."),
        boundary: boundary.optional().describe("The most that it allows, whatever its policies say."),
        relayState: z.string().optional().describe("The address at which people land. Default: the console's home"),
        tags: orEmpty(z.record(z.string(), z.string())).optional(),
        breakGlass: z
            .boolean()
            .optional()
            .describe("true: a way in for emergencies. Only such a permission set may allow everything."),
        id: z.string().optional().describe(`The ARN ${ID}`),
    }),
);
export type PermissionSetInput = z.infer<typeof permissionSet>;

const LOSS_FORMS =
    "must be the key of an account, or a map such as { permissionSet: admin, who: platform, until: 2026-12-31 }";
const acknowledgedLoss = z.strictObject({
    permissionSet: z.string().describe("The permission set that may be lost."),
    who: z.string().describe("The group or user that may lose it."),
    until: z
        .string("must be a day such as 2026-12-31")
        .describe("The last day on which this holds, 31 days from now at most."),
});

const people = orEmpty(
    z.strictObject({
        directory: z
            .enum(["identity-center", "external"])
            .optional()
            .describe(
                "identity-center: groups and users are made here. external: all come from another directory, such as Entra ID or Okta. Default: identity-center",
            ),
        region: z.string().optional().describe("The region of IAM Identity Center. Default: it is found"),
        groups: orEmpty(z.record(z.string(), group)).optional().describe("Groups, by name."),
        users: orEmpty(z.record(z.string(), user))
            .optional()
            .describe("Users, by user name: usually an e-mail address."),
        permissionSets: orEmpty(z.record(z.string(), permissionSet))
            .optional()
            .describe("What people may be allowed to do in an account, by key."),
        acknowledge: z
            .strictObject({
                withoutAdministrator: z
                    .array(z.union([z.string(), acknowledgedLoss], LOSS_FORMS))
                    .optional()
                    .describe(
                        "Accounts that nobody may administer after the change: keys, and managementAccount. Or, for every account: who may lose which permission set, and until which day that is acknowledged.",
                    ),
                replaces: z
                    .array(z.string())
                    .optional()
                    .describe("Permission sets, by key, that may be replaced because their name changes."),
                notDelegated: z
                    .array(z.string())
                    .optional()
                    .describe(
                        "Permission sets, by key, that the delegated administrator of IAM Identity Center may not manage, because they are used in the management account and in others.",
                    ),
            })
            .optional()
            .describe("Allows what would otherwise be refused."),
    }),
);
export type PeopleInput = z.infer<typeof people>;

/** The keys that the feature adds to a definition. */
export const peopleSchema = {
    root: {
        people: people.optional().describe("People: groups, users and permission sets of IAM Identity Center."),
        access,
    },
    joinedLists: ["access"],
};
