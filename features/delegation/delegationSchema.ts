import { z } from "zod";
import { orEmpty } from "../../definition/schema";

const document = z.looseObject({
    file: z
        .string()
        .optional()
        .describe(
            "A JSON file with the document, relative to the folder of the definition. Instead of Version and Statement.",
        ),
});

/** The keys at the root of a definition. */
export const delegationSchema = {
    root: {
        delegatedAdministrators: orEmpty(z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)])))
            .optional()
            .describe(
                "Accounts that administer a service for the whole organisation, by the service's principal: sso.amazonaws.com: audit. One key of an account, or a list. organization.serviceAccess must name the service.",
            ),
        centralRootAccess: z
            .union([z.literal(true), z.array(z.enum(["root-credentials", "root-sessions"])).min(1)])
            .optional()
            .describe(
                "What the management account may do with the root users of member accounts: root-credentials removes their passwords and keys, root-sessions acts as root for single tasks. true: both. organization.serviceAccess must name iam.amazonaws.com.",
            ),
        resourcePolicy: document
            .optional()
            .describe(
                "The organisation's resource policy, which lets member accounts manage policies of AWS Organizations: a document with Version and Statement, or `file` with the path of one.",
            ),
    },
};
