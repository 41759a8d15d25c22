import * as account from "@pulumi/aws/account";
import type * as organizations from "@pulumi/aws/organizations";
import type * as pulumi from "@pulumi/pulumi";

/** Whom AWS tells beside the root user's e-mail, by kind. */
export type Contacts = Readonly<Partial<Record<"billing" | "operations" | "security", Contact>>>;

interface Contact {
    readonly name: string;
    readonly title: string;
    readonly email: string;
    readonly phone: string;
}

/**
 * Sets the alternate contacts of a member account, over what it has. One that is no longer named is deleted; with the account
 * itself they are left to it.
 */
export function setContacts(key: string, of: organizations.Account, contacts: Contacts, parent: pulumi.Resource): void {
    for (const [kind, { name, title, email, phone }] of Object.entries(contacts)) {
        const type = kind.toUpperCase();
        new account.AlternativeContact(
            `${type}@${key}`,
            {
                accountId: of.id,
                alternateContactType: type,
                name,
                title,
                emailAddress: email,
                phoneNumber: phone,
            },
            { parent, deletedWith: of },
        );
    }
}

/**
 * Switches opt-in regions on in a member account, which takes AWS minutes to hours. One that is no longer named stays on: the
 * provider does nothing, for what runs in a region that is switched off goes on costing and cannot be reached.
 */
export function switchOnRegions(
    key: string,
    of: organizations.Account,
    regions: readonly string[],
    parent: pulumi.Resource,
): void {
    for (const regionName of regions) {
        new account.Region(
            `${regionName}@${key}`,
            { accountId: of.id, regionName, enabled: true },
            { parent, deletedWith: of },
        );
    }
}
