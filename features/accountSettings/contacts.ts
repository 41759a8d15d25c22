import { z } from "zod";
import type { Path, Report } from "../../definition/problemReport";
import { orEmpty } from "../../definition/schema";
import { CONTACT, textError } from "../../limits";

const contact = z.strictObject({
    name: z.string().describe("The name of a person or, better, of a team."),
    title: z.string().describe("Their job title, such as Head of Security."),
    email: z.string().describe("The address that AWS writes to. Many accounts may have the same."),
    phone: z.string().describe("With the country code, such as +49 30 1234567."),
});
export type Contact = z.infer<typeof contact>;

export const contacts = orEmpty(
    z.strictObject({ billing: contact.optional(), operations: contact.optional(), security: contact.optional() }),
).describe(
    "Alternate contacts: the people that AWS notifies in addition to the root user's e-mail. Everything below inherits each kind of contact.",
);

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
