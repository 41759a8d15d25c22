import type { FoundHandshake, InvitationRecipient } from "../../../../aws/organization";
import { fromState, type ExistingInvitation, type ExistingResources } from "../../../../program/state";
import type { InvitationFacts } from "../../../../program/invitations";

export const ID = "111122223333";
export const EMAIL = "shop@example.com";
export const TO_ID: InvitationRecipient = { type: "ACCOUNT", id: ID };
export const TO_EMAIL: InvitationRecipient = { type: "EMAIL", id: EMAIL };

export function handshake(id: string, state: string, more: Partial<FoundHandshake> = {}): FoundHandshake {
    return { id, action: "INVITE", state, recipient: TO_ID, expires: new Date("2026-12-09T10:00:00Z"), ...more };
}

export function facts(...handshakes: FoundHandshake[]): InvitationFacts {
    return { management: { id: "999999999999", email: "root@example.com" }, members: [], handshakes };
}

export function existing(
    invitations: Readonly<Record<string, ExistingInvitation>>,
    accounts: Readonly<Record<string, string>> = {},
): ExistingResources {
    return {
        ...fromState({}),
        organizationId: "o-example0000",
        invitations: new Map(Object.entries(invitations)),
        accounts: new Map(
            Object.entries(accounts).map(([key, id]) => [key, { id, email: `${key}@example.com`, closing: false }]),
        ),
    };
}
