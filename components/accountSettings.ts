import * as account from "@pulumi/aws/account";
import type * as pulumi from "@pulumi/pulumi";
import type { GuardedNode } from "./guardedNode";

/** Whom AWS tells beside the root user's e-mail, by what it is about. */
export type AlternateContacts = Readonly<Partial<Record<"billing" | "operations" | "security", AlternateContact>>>;

interface AlternateContact {
    readonly name: pulumi.Input<string>;
    readonly title: pulumi.Input<string>;
    readonly email: pulumi.Input<string>;
    /** As `+49 30 1234567`. */
    readonly phone: pulumi.Input<string>;
}

/**
 * Sets the alternate contacts of an account, over those that it has. One that is no longer named is deleted. When the account itself is
 * deleted, its contacts stay with it.
 */
export function setContacts(of: GuardedNode, contacts: AlternateContacts = {}): void {
    for (const [kind, { name, title, email, phone }] of Object.entries(contacts)) {
        const type = kind.toUpperCase();
        new account.AlternativeContact(
            `${type}@${of.key}`,
            {
                accountId: of.nodeId,
                alternateContactType: type,
                name,
                title,
                emailAddress: email,
                phoneNumber: phone,
            },
            { parent: of, ...(of.endsWith && { deletedWith: of.endsWith }) },
        );
    }
}

/**
 * Enables opt-in regions in an account. One that is no longer named stays enabled: the AWS provider does nothing then, because what runs
 * in a disabled region goes on costing and cannot be reached.
 */
export function enableRegions(of: GuardedNode, regions: readonly string[] = []): void {
    for (const regionName of regions) {
        new account.Region(
            `${regionName}@${of.key}`,
            { accountId: of.nodeId, regionName, enabled: true },
            { parent: of, ...(of.endsWith && { deletedWith: of.endsWith }) },
        );
    }
}
