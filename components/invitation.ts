import * as pulumi from "@pulumi/pulumi";
import type { OrganizationRoot } from "./guardedNode";
import { OwnResource } from "./ownResource";
import { TYPES } from "./typeTokens";

export interface InvitationArgs {
    readonly organization: OrganizationRoot;
    /** `ACCOUNT` for an account's id, `EMAIL` for its root user's e-mail. Another recipient replaces the invitation, and cancels it if it is open. */
    readonly targetType: "ACCOUNT" | "EMAIL";
    /** The id (twelve digits) or the e-mail. */
    readonly targetId: string;
    /**
     * A text for the account's owner, at most 1,024 characters. AWS cannot change an invitation: other notes are sent with the next one.
     */
    readonly notes?: string;
}

/** What earlier runs or AWS have already done to an invitation. A new invitation needs none of it. */
export interface InvitationHistory {
    /**
     * The id (h-...) of an earlier invitation that this one replaces. Another id sends another invitation, and first cancels the earlier
     * one if it is still open.
     */
    readonly previous?: string;
}

/**
 * The invitation of an account that exists outside the organisation. It costs nothing, and the account's owner can accept it for 15 days.
 * Deleting it cancels it if nobody has answered. An account that has joined by it stays.
 *
 * It is sent after everything that guards the root is attached, because an invited account joins in the root.
 */
export class Invitation extends OwnResource {
    /** `h-...` */
    declare readonly handshakeId: pulumi.Output<string>;
    /** Until when it can be accepted, as 2026-12-09T10:00:00.000Z. */
    declare readonly expires: pulumi.Output<string>;

    /** @param key the key of the account that is invited. */
    constructor(
        key: string,
        { organization, ...args }: InvitationArgs,
        opts: pulumi.CustomResourceOptions = {},
        history: InvitationHistory = {},
    ) {
        super(
            TYPES.invitation,
            "invitation",
            key,
            { ...args, ...history, handshakeId: undefined, expires: undefined, state: undefined },
            pulumi.mergeOptions(
                {
                    parent: organization,
                    dependsOn: [organization.resource, ...organization.guards],
                    // The old and the new recipient may be the same account, and AWS refuses a second invitation while one is open.
                    deleteBeforeReplace: true,
                },
                opts,
            ),
        );
    }
}
