import type { AlternateContact, AlternateContactType } from "@aws-sdk/client-account";
import { CONTACT, textError } from "../../limits";
import type { Contact, ContactKind } from "./contacts";

/** The name of a kind in AWS: `SECURITY`. */
export function contactType(kind: ContactKind): AlternateContactType {
    return kind.toUpperCase() as Uppercase<ContactKind>;
}

/** A contact of AWS as the definition has it. A part that AWS does not have is empty, which no contact of a definition is. */
export function contactOf({ Name = "", Title = "", EmailAddress = "", PhoneNumber = "" }: AlternateContact): Contact {
    return { name: Name, title: Title, email: EmailAddress, phone: PhoneNumber };
}

/** The first mistake of a contact, by AWS's own limits: AWS may still have contacts that are older than those. */
export function contactError(contact: Contact): string | undefined {
    const errors = Object.entries(CONTACT).map(([part, limits]) => textError(limits, contact[part as keyof Contact]));
    return errors.find((error) => error !== undefined);
}
