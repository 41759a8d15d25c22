import type * as pulumi from "@pulumi/pulumi";
import { Invitation, type Organization } from "../../components";
import type { InvitedAccount } from "../invitations";

/**
 * Registers the invitations, by the keys of their accounts. An invitation that ended before it was in the stack is not registered.
 *
 * @param rootGuards what is attached to the root, where invited accounts join.
 */
export function registerInvitations(
    invited: readonly InvitedAccount[],
    organization: Organization,
    rootGuards: pulumi.Resource[],
): ReadonlyMap<string, Invitation> {
    const registered = new Map<string, Invitation>();
    for (const { account, step, alias } of invited) {
        if (!step.inputs) continue;
        const { target, notes, previous } = step.inputs;
        const invitation = new Invitation(
            account.key,
            { organization, targetType: target.type, targetId: target.id, notes },
            { dependsOn: rootGuards, ...(alias !== undefined && { aliases: [{ name: alias }] }) },
            { previous },
        );
        registered.set(account.key, invitation);
    }
    return registered;
}

/** One invited account in the outputs of a stack. */
export interface InvitationOutput {
    readonly unit: string;
    /** The account's id or e-mail. */
    readonly invited: string;
    readonly handshakeId: pulumi.Input<string>;
    /** `PENDING`, or AWS's name for how it ended: `DECLINED`, `CANCELED`, ... */
    readonly state: string;
    /** As 2026-12-09T10:00:00.000Z; absent for one that has ended. */
    readonly expires?: pulumi.Input<string>;
}

/** The accounts that are invited and not yet members, by key. */
export function invitationOutputs(
    invited: readonly InvitedAccount[],
    registered: ReadonlyMap<string, Invitation>,
): Record<string, InvitationOutput> {
    return Object.fromEntries(
        invited.map(({ account, step }) => {
            const common = { unit: account.unit, invited: step.inputs?.target.id ?? account.id ?? account.email };
            if (step.what === "ended") {
                return [account.key, { ...common, handshakeId: step.ended.id, state: step.ended.state }];
            }
            const invitation = registered.get(account.key);
            const open = step.what === "send" ? undefined : step.open;
            return [
                account.key,
                {
                    ...common,
                    state: "PENDING",
                    ...(open?.expires
                        ? { handshakeId: open.id, expires: open.expires.toISOString() }
                        : invitation && { handshakeId: invitation.handshakeId, expires: invitation.expires }),
                } as InvitationOutput,
            ];
        }),
    );
}
