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
    /** At most 1,024 characters that the account's owner reads. AWS changes no invitation: other notes come with the next one. */
    readonly notes?: string;
}

/** What earlier runs and AWS have made of an invitation already. A new one has none of it. */
export interface InvitationHistory {
    /** The id (h-...) of an earlier invitation that this one takes the place of. Another id sends another invitation; one that is still open is cancelled first. */
    readonly previous?: string;
}

/**
 * The invitation of an account that exists outside the organisation. It costs nothing, and the account's owner can accept it for 15 days.
 * Deleted, it is cancelled if nobody has answered; an account that has joined by it stays.
 *
 * It is sent when everything that guards the root is attached, because the account comes to the root.
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
                    // Two names may mean one account, and AWS refuses a second invitation of it while one is open.
                    deleteBeforeReplace: true,
                },
                opts,
            ),
        );
    }
}
