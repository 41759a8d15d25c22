import { z } from "zod";
import { orEmpty } from "./sharedSchema";

const contact = z.strictObject({
    name: z.string().describe("Who it is: a person or, better, a team."),
    title: z.string().describe("What they are: Head of Security"),
    email: z.string().describe("Where AWS writes to; it may be the same for many accounts."),
    phone: z.string().describe("With the country: +49 30 1234567"),
});
export type ContactInput = z.infer<typeof contact>;

/** AWS's three kinds of contacts beside the owner of the root user. */
export const CONTACT_KINDS = ["billing", "operations", "security"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

export const contacts = orEmpty(
    z.strictObject({ billing: contact.optional(), operations: contact.optional(), security: contact.optional() }),
).describe("Whom AWS tells beside the root user's e-mail. Each kind is inherited by everything below.");

export const enabledRegions = z
    .array(z.string())
    .describe(
        "Regions that are off in a new account and are switched on here, such as ap-east-1; what is above adds its own.",
    );
