import type * as pulumi from "@pulumi/pulumi";
import {
    describeHandshake,
    foundHandshake,
    isInvitation,
    isOpen,
    isSameRecipient,
    listHandshakes,
    type FoundHandshake,
} from "../aws/organization";
import { explainRefusal } from "./invitationRefusals";
import { OrganizationsProvider } from "./organizationsProvider";
import { patiently } from "../aws/patiently";

/** The inputs of an invitation, from components/invitation.ts. */
export interface InvitationProviderInputs {
    readonly targetType: "ACCOUNT" | "EMAIL";
    readonly targetId: string;
    readonly notes?: string;
    readonly previous?: string;
}

/** What the state keeps. It contains no secrets. */
export interface InvitationState extends InvitationProviderInputs {
    readonly handshakeId: string;
    /** As 2026-12-09T10:00:00.000Z. */
    readonly expires: string;
    /** AWS's state at the last read: `OPEN`, or another one after a refresh. The program asks again in each run. */
    readonly state: string;
}

/**
 * An invitation to the organisation.
 *
 * - Creating it sends the invitation, or takes over an open one to the same recipient.
 * - Another `previous` sends it again.
 * - Deleting it cancels the invitation if nobody has answered yet.
 */
export class InvitationProvider
    extends OrganizationsProvider
    implements pulumi.dynamic.ResourceProvider<InvitationProviderInputs, InvitationState>
{
    async create(inputs: InvitationProviderInputs): Promise<pulumi.dynamic.CreateResult<InvitationState>> {
        return { id: inputs.targetId, outs: await this.#send(inputs) };
    }

    async read(id: string, props?: InvitationState): Promise<pulumi.dynamic.ReadResult<InvitationState>> {
        if (!props) throw new Error(`an invitation cannot be imported: the next \`up\` takes over the one of ${id}`);
        // AWS forgets an invitation 30 days after its end. It stays in the state, because it was sent and must not be sent again.
        const found = await describeHandshake(this.calls, props.handshakeId);
        return { id, props: found ? { ...props, ...described(found) } : props };
    }

    diff(_: string, before: InvitationState, after: InvitationProviderInputs): Promise<pulumi.dynamic.DiffResult> {
        const isMoved = before.targetType !== after.targetType || before.targetId !== after.targetId;
        return Promise.resolve({
            // AWS cannot change the notes of an invitation, so new notes alone are not a change.
            changes: isMoved || before.previous !== after.previous,
            replaces: isMoved ? ["targetType", "targetId"] : [],
        });
    }

    async update(
        _: string,
        before: InvitationState,
        after: InvitationProviderInputs,
    ): Promise<pulumi.dynamic.UpdateResult<InvitationState>> {
        await this.cancelHandshake(before.handshakeId);
        return { outs: await this.#send(after) };
    }

    async delete(_: string, { handshakeId }: InvitationState): Promise<void> {
        await this.cancelHandshake(handshakeId);
    }

    async #send({ targetType, targetId, notes, previous }: InvitationProviderInputs): Promise<InvitationState> {
        const { InviteAccountToOrganizationCommand } = await import("@aws-sdk/client-organizations");
        const command = new InviteAccountToOrganizationCommand({
            Target: { Type: targetType, Id: targetId },
            ...(notes !== undefined && { Notes: notes }),
        });
        const client = await this.client();
        const said = {
            targetType,
            targetId,
            ...(notes !== undefined && { notes }),
            ...(previous !== undefined && { previous }),
        };
        try {
            const answer = await patiently(() => client.send(command), ["DuplicateHandshakeException"]);
            return {
                ...said,
                ...(answer?.Handshake ? described(foundHandshake(answer.Handshake)) : await this.#findOpen(said)),
            };
        } catch (error) {
            throw explainRefusal(error, targetId);
        }
    }

    /** The open invitation that an interrupted run has sent, or a person by hand. */
    async #findOpen({ targetType: type, targetId }: InvitationProviderInputs): Promise<ReturnType<typeof described>> {
        const target = { type, id: targetId };
        const found = (await listHandshakes(this.calls)).find(
            (handshake) => isInvitation(handshake) && isOpen(handshake) && isSameRecipient(handshake.recipient, target),
        );
        if (!found) {
            throw new Error(
                `AWS says that ${targetId} is invited already, but lists no open invitation to it. It may be invited by its id instead of its e-mail, or the other way round: ` +
                    "`aws organizations list-handshakes-for-organization` shows that. Invite it in the same way, or cancel that invitation; then run `up` again",
            );
        }
        return described(found);
    }
}

function described({ id, expires, state }: FoundHandshake): Pick<InvitationState, "handshakeId" | "expires" | "state"> {
    return { handshakeId: id, expires: expires?.toISOString() ?? "", state };
}

export const invitation = new InvitationProvider();
