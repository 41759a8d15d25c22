import * as account from "@pulumi/aws/account";
import type * as pulumi from "@pulumi/pulumi";
import type { SettableAccount, SettingsHistory } from "./settableAccount";

/** The people whom AWS notifies in addition to the root user's e-mail, by subject. */
export type AlternateContacts = Readonly<Partial<Record<"billing" | "operations" | "security", AlternateContact>>>;

export interface AlternateContact {
    readonly name: pulumi.Input<string>;
    readonly title: pulumi.Input<string>;
    readonly email: pulumi.Input<string>;
    /** Such as `+49 30 1234567`. */
    readonly phone: pulumi.Input<string>;
}

/**
 * Sets the alternate contacts of an account, and overwrites those that it has. A contact that is no longer named is deleted. When the
 * account itself is deleted, its contacts stay with it.
 *
 *     setContacts(shop, { security: { name: "Security team", title: "Security", email: "security@example.com", phone: "+49 30 1234567" } });
 *
 * AWS sets them through Account Management: the organisation's `serviceAccess` must name `account.amazonaws.com`.
 *
 * @param history the contacts, by `billing`, `operations` or `security`, that AWS has exactly so and that this run imports. Their ids have the
 *   form `111122223333/SECURITY`.
 */
export function setContacts(of: SettableAccount, contacts: AlternateContacts, history: SettingsHistory = {}): void {
    for (const [kind, { name, title, email, phone }] of Object.entries(contacts)) {
        const type = kind.toUpperCase();
        const importId = history.importIds?.get(kind);
        new account.AlternativeContact(
            `${type}@${of.key}`,
            {
                accountId: of.id,
                alternateContactType: type,
                name,
                title,
                emailAddress: email,
                phoneNumber: phone,
            },
            { parent: of, deletedWith: of.resource, ...(importId !== undefined && { import: importId }) },
        );
    }
}
