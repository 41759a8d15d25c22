import { z } from "zod";
import type { Path, Report } from "../../definition/problemReport";
import { orEmpty } from "../../definition/schema";
import { CONTACT, textError } from "../../limits";

const contact = z.strictObject({
    name: z.string().describe("Who it is: a person or, better, a team."),
    title: z.string().describe("What they are: Head of Security"),
    email: z.string().describe("Where AWS writes to; it may be the same for many accounts."),
    phone: z.string().describe("With the country: +49 30 1234567"),
});
export type Contact = z.infer<typeof contact>;

export const contacts = orEmpty(
    z.strictObject({ billing: contact.optional(), operations: contact.optional(), security: contact.optional() }),
).describe("Whom AWS tells beside the root user's e-mail. Each kind is inherited by everything below.");

/** Contacts of AWS's three kinds, in addition to the owner of the root user. */
export type Contacts = Readonly<Partial<Record<ContactKind, Contact>>>;

/** AWS's three kinds of contacts. */
export const CONTACT_KINDS = ["billing", "operations", "security"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/**
 * Checks the texts of contacts where they are written. So a mistake is reported once, and not for every account that inherits the contact.
 */
export function checkContacts(
    contacts: Readonly<Partial<Record<string, Contact | undefined>>>,
    path: Path,
    report: Report,
): void {
    for (const [kind, contact] of Object.entries(contacts)) {
        for (const [part, limits] of Object.entries(CONTACT)) {
            const text = contact?.[part as keyof Contact];
            const error = text === undefined ? undefined : textError(limits, text);
            if (error) report.add([...path, kind, part], error);
        }
    }
}
