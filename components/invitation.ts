import type * as pulumi from "@pulumi/pulumi";
import type { Organization } from "./organization";
import { OwnResource } from "./ownResource";
import { TYPES } from "./types";

export interface InvitationArgs {
    /** Whom it goes to; for another target it is replaced, and the open one is cancelled. */
    readonly targetType: "ACCOUNT" | "EMAIL";
    /** The account's id or its e-mail. */
    readonly targetId: string;
    /** Up to 1,024 characters that the account's owner reads. AWS changes no invitation: new notes come with the next. */
    readonly notes?: string;
    /** The invitation in whose place this one was sent. Another id sends another; one that is still open is cancelled first. */
    readonly previous?: string;
    /** The key of the account until now, where it has another one. */
    readonly alias?: string;
}

/**
 * The invitation of an account that exists outside the organisation. It costs nothing, and is open for 15 days. Deleted from the
 * stack it is cancelled, if nobody has answered; the account that it has brought stays.
 *
 * It goes out when the root is guarded, for that is where the account comes to.
 */
export class Invitation extends OwnResource {
    /** `h-...` */
    declare readonly handshakeId: pulumi.Output<string>;
    /** Until when it can be accepted, as 2026-12-09T10:00:00.000Z. */
    declare readonly expires: pulumi.Output<string>;

    /** @param key the key of the account that is invited. */
    constructor(key: string, { alias, ...args }: InvitationArgs, organization: Organization) {
        super(
            TYPES.invitation,
            "invitation",
            key,
            { ...args, handshakeId: undefined, expires: undefined, state: undefined },
            {
                parent: organization,
                dependsOn: [organization.resource, ...organization.guarded],
                // Two names may be of one account, and AWS refuses a second invitation of it while one is open.
                deleteBeforeReplace: true,
                ...(alias !== undefined && { aliases: [{ name: alias }] }),
            },
        );
    }
}
